"""The tracked changes and comments of a sender's file, and which of them are left out of its public copy."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.moderation_reason import reasons_of
from consult.locale import gettext as _
from consult.metadata import Annotation, NotCleaned
from consult.responses.annex import Annex
from consult.stale_state import StaleState
from consult.web.forms import Fields, read_form
from consult.web.lookup import found_or_404
from consult.web.rendering import page
from consult.web.urls import url
from moderation.annex_omissions import MOST, annotations_of, can_be_abridged, leave_out
from moderation.lookup import annex_of, queue_of


async def annex_annotations(request: Request) -> Response:
    """Each with its words, and whether it is left out. 404 for a file that is not Word's."""
    annex = await _annex(request)
    chosen = {int(number): reason for number, reason in (annex.omissions or {}).items()}
    return await _show(request, annex, chosen)


async def leave_out_annotations(request: Request) -> Response:
    """Leave those out that have a reason, and no others."""
    annex = await _annex(request)
    async with read_form(request) as form:
        viewed = form["seen"]
        chosen = await _chosen(request, form)
    try:
        await leave_out(
            annex,
            chosen,
            viewed=viewed,
            files=request.app.state.files,
            by=request.state.person.actor,
            now=clock.now(),
        )
    except StaleState as stale:
        return await _show(request, await _annex(request), chosen, conflict=stale)
    except (NotCleaned, FileNotFoundError):
        return await _show(request, await _annex(request), chosen, status=422)
    address = url("annex_annotations", **request.path_params) + f"?saved=1&{request.url.query}"
    return RedirectResponse(address, 303)


async def _annex(request: Request) -> Annex:
    annex = await annex_of(request)
    return found_or_404(annex if can_be_abridged(annex) else None)


async def _chosen(request: Request, form: Fields) -> dict[int, str]:
    """The keys of the reasons by number; nothing for what has none, or one that there is not."""
    reasons = await reasons_of((await queue_of(request)).consultation.id)
    fields = ((number, form[f"reason-{number}"]) for number in range(1, MOST + 1))
    return {number: reason for number, reason in fields if reason in reasons}


async def _show(
    request: Request,
    annex: Annex,
    chosen: Mapping[int, str],
    *,
    status: int = 200,
    conflict: StaleState | None = None,
) -> Response:
    queue = await queue_of(request)
    reasons = await reasons_of(queue.consultation.id)
    reference = request.query_params.get("reference", "")
    return page(
        request,
        "moderation/annotations.html",
        status=409 if conflict else status,
        consultation=queue.consultation,
        annex=annex,
        found=(await _found(request, annex)),
        most=MOST,
        chosen=chosen,
        reason_options=[("", _("It stays")), *((key, one.words) for key, one in reasons.items())],
        reference=reference,
        back=queue.remark_url(reference) + "#annexes" if await queue.has(reference) else "",
        saved="saved" in request.query_params,
        is_refused=status == 422,
        conflict=conflict,
        kept=True,
    )


async def _found(request: Request, annex: Annex) -> list[Annotation] | None:
    """None for a file that cannot be read."""
    try:
        return await annotations_of(annex, request.app.state.files)
    except (NotCleaned, FileNotFoundError):
        return None
