"""Takedowns: what was published and should never have been, taken away by one press, and put back."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult import database
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, published_version
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, show
from consult.desk.taken_list import taken_list
from consult.documents import takedown as verbs
from consult.documents.background import background_of
from consult.documents.current_version import published_versions
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.takedown import LONGEST_REASON, RestoreVersionFirst, Takedown
from consult.locale import gettext as _
from consult.responses.public_change import ChangeKind, record_change
from consult.responses.quoted_words import remarks_quoting
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.lookup import found_or_404


async def takedowns(request: Request) -> Response:
    """What is taken down, and the forms for more: the paragraph with a number, a version, a background file."""
    return await _show(request, await desk_of(request))


async def take_down_paragraph(request: Request) -> Response:
    """Take a paragraph or a picture away, in every version that has it."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        version = await published_version(desk, number_in(form["version"]))
        wanted = Paragraph.filter(version_id=version.id, identity_id=number_in(form["paragraph"]))
        row, reason = found_or_404(await wanted.first()), _reason(form)
    now = received_at(request)
    try:
        async with database.transaction():
            takedown = await verbs.take_down_paragraph(
                version, row.identity_id, reason=reason, by=desk.person.actor, now=now
            )
            await record_change(await remarks_quoting(takedown), ChangeKind.QUOTE, now=now)
    except StaleState as stale:
        return await _show(request, desk, conflict=stale)
    return redirect_to(desk.url("takedowns"))


async def take_down_version(request: Request) -> Response:
    """Take all words of a published version away."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        version = await published_version(desk, number_in(form["version"]))
        reason = _reason(form)
    now = received_at(request)
    try:
        async with database.transaction():
            takedown = await verbs.take_down_version(
                version, reason=reason, by=desk.person.actor, now=now
            )
            await record_change(await remarks_quoting(takedown), ChangeKind.QUOTE, now=now)
    except StaleState as stale:
        return await _show(request, desk, conflict=stale)
    return redirect_to(desk.url("takedowns"))


async def take_down_background(request: Request) -> Response:
    """Give a background file to nobody any more."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        wanted, reason = number_in(form["document"]), _reason(form)
    rows = await background_of(desk.consultation)
    version = found_or_404(next((each for each in rows if each.document_id == wanted), None))
    try:
        await verbs.take_down_background(
            version, reason=reason, by=desk.person.actor, now=received_at(request)
        )
    except StaleState as stale:
        return await _show(request, desk, conflict=stale)
    return redirect_to(desk.url("takedowns"))


async def restore_takedown(request: Request) -> Response:
    """Put back what was taken down."""
    desk = await desk_of(request)
    takedown = await _takedown(request, desk)
    now = received_at(request)
    try:
        async with database.transaction():
            quoting = await remarks_quoting(takedown)
            await verbs.restore(takedown, by=desk.person.actor, now=now)
            await record_change(quoting, ChangeKind.QUOTE, now=now)
    except StaleState as stale:
        return await _show(request, desk, conflict=stale)
    except RestoreVersionFirst:
        wrong = _("The whole version is taken down too. Put that back first.")
        return await _show(request, desk, {"takedown": wrong})
    return redirect_to(desk.url("takedowns"))


async def reword_takedown(request: Request) -> Response:
    """Store the reason that everybody sees."""
    desk = await desk_of(request)
    takedown = await _takedown(request, desk)
    async with read_form(request) as form:
        reason, takedown.reason = _reason(form), form["reason_before"].strip()
    try:
        await verbs.reword_takedown(
            takedown, reason, by=desk.person.actor, now=received_at(request)
        )
    except StaleState as stale:
        return await _show(request, desk, conflict=stale, typed={takedown.id: reason})
    return redirect_to(desk.url("takedowns"))


def _reason(form: Fields) -> str:
    """Raises HTTPException 422 for a longer one than any form of ours sends."""
    reason = form["reason"].strip()
    if len(reason) > LONGEST_REASON:
        raise HTTPException(422, _("The reason may have up to 1,000 characters."))
    return reason


async def _takedown(request: Request, desk: Desk) -> Takedown:
    rows = Takedown.filter(consultation_id=desk.consultation.id)
    return found_or_404(await rows.get_or_none(id=request.path_params["takedown"]))


async def _show(
    request: Request,
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    conflict: StaleState | None = None,
    typed: Mapping[int, str] | None = None,
) -> Response:
    versions = await published_versions(desk.consultation.id)
    number = " ".join(request.query_params.get("number", "").split())[:20]
    version, rows = await _wanted(request, versions, number)
    return await show(
        request,
        desk,
        Step.TEXT,
        "takedowns.html",
        status=409 if errors else 200,
        conflict=conflict,
        kept=bool(typed),
        errors=errors or {},
        typed=typed or {},
        versions=versions,
        version=version,
        number=number,
        paragraphs=rows,
        background=await background_of(desk.consultation),
        taken=await taken_list(desk.consultation),
        longest_reason=LONGEST_REASON,
    )


async def _wanted(
    request: Request, versions: list[Version], number: str
) -> tuple[Version | None, list[Paragraph]]:
    """The version that is looked into, and its paragraphs with this number."""
    asked = number_in(request.query_params.get("version") or "0")
    newest = versions[0] if versions else None
    version = next((each for each in versions if each.number == asked), newest)
    if version is None or not number:
        return version, []
    rows = Paragraph.filter(version_id=version.id, number__in=[number, number.upper()])
    return version, await rows.order_by("position")
