"""A file that came with a response: opened by a moderator, and decided on."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.lookup import consultation_of
from consult.numbers import reference_in
from consult.responses.remark import Publicity
from consult.stale_state import StaleState
from consult.web.downloads import download
from consult.web.forms import read_form
from consult.web.urls import url
from moderation import annexes
from moderation.deciding import reasons_in
from moderation.lookup import actor_of, annex_of, filters_of


async def queued_annex(request: Request) -> Response:
    """The file as it was sent, to be saved."""
    annex = await annex_of(request)
    return download(request.app.state.files, annex.file_key, annex.name)


async def decide_annex(request: Request) -> Response:
    """Publish the file or keep it back, and return to the remark it came with."""
    consultation, annex = await consultation_of(request), await annex_of(request)
    async with read_form(request) as form:
        action, reason, seen = form["decision"], form["reason"], form["seen"]
        reference = form["reference"]
    if (
        seen not in tuple(Publicity)
        or action not in ("publish", "withhold")
        or not reference_in(reference)
    ):
        raise HTTPException(400)
    annex.publicity = Publicity(seen)
    try:
        await annexes.decide_annex(
            annex,
            consultation,
            publish=action == "publish",
            reason=(await reasons_in(consultation.id)).get(reason),
            by=actor_of(request),
            now=clock.now(),
        )
        told = "decided"
    except StaleState:
        told = "overtaken"
    except annexes.NeedsReason:
        told = "reason"
    where = url("queued_remark", consultation=consultation.slug, reference=reference)
    return RedirectResponse(where + filters_of(request).query(annex=told) + "#annexes", 303)
