"""Takedowns: what was published and should never have been, taken away by one press, and put back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from consult import database
from consult.audit import Actor
from consult.desk.button_page import ButtonPage
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, published_version
from consult.desk.readiness import Step
from consult.desk.step_page import show
from consult.desk.taken_list import taken_list
from consult.documents import takedown as verbs
from consult.documents.background import background_of
from consult.documents.current_version import published_versions
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.takedown import LONGEST_REASON, RestoreVersionFirst, Takedown
from consult.locale import gettext as _
from consult.responses.public_change import PublicChangeKind, record_change
from consult.responses.quoted_words import remarks_quoting
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import number_in, read_form
from consult.web.lookup import found_or_404
from consult.web.page_fields import FieldGroup, PageFields


async def takedowns(request: Request) -> Response:
    """What is taken down, and the fields for more: the paragraph with a number, a version, a background file."""
    return await PAGE.open(request)


async def take_down_paragraph(request: Request) -> Response:
    """Take the paragraph in the address or its picture away, in every version that has it."""
    desk = await desk_of(request)
    version = await published_version(desk, number_in(request.query_params.get("version") or "0"))
    identity = number_in(request.query_params.get("paragraph") or "0")
    row = found_or_404(await Paragraph.filter(version_id=version.id, identity_id=identity).first())
    now = received_at(request)

    async def take_down(reason: str) -> None:
        async with database.transaction():
            takedown = await verbs.take_down_paragraph(
                version, row.identity_id, reason=reason, by=desk.person.actor, now=now
            )
            await _record_lost_quotes(takedown, now)

    return await _with_reason(request, _paragraph_group(row), take_down)


async def take_down_version(request: Request) -> Response:
    """Take all words of the published version in the address away."""
    desk = await desk_of(request)
    version = await published_version(desk, number_in(request.query_params.get("taken") or "0"))
    now = received_at(request)

    async def take_down(reason: str) -> None:
        async with database.transaction():
            takedown = await verbs.take_down_version(
                version, reason=reason, by=desk.person.actor, now=now
            )
            await _record_lost_quotes(takedown, now)

    return await _with_reason(request, f"version-{version.number}", take_down)


async def _record_lost_quotes(takedown: Takedown, now: datetime) -> None:
    """Of the published remarks whose quote is of words that are away now. Call inside the changing transaction."""
    await record_change(await remarks_quoting(takedown), PublicChangeKind.QUOTE, now=now)


async def take_down_background(request: Request) -> Response:
    """Give the background file in the address to nobody any more."""
    desk = await desk_of(request)
    wanted = number_in(request.query_params.get("document") or "0")
    rows = await background_of(desk.consultation)
    version = found_or_404(next((each for each in rows if each.document_id == wanted), None))

    async def take_down(reason: str) -> None:
        await verbs.take_down_background(
            version, reason=reason, by=desk.person.actor, now=received_at(request)
        )

    return await _with_reason(request, f"document-{wanted}", take_down)


async def reword_takedown(request: Request) -> Response:
    """Store the reason that everybody sees."""
    desk = await desk_of(request)
    takedown = await _takedown(request, desk)

    async def reword(reason: str) -> None:
        await verbs.reword_takedown(
            takedown, reason, by=desk.person.actor, now=received_at(request)
        )

    group = f"taken-{takedown.id}"
    async with read_form(request) as form:
        takedown.reason = form[f"before-{group}"].strip()
    return await _with_reason(request, group, reword)


async def restore_takedown(request: Request) -> Response:
    """Put back what was taken down."""
    desk = await desk_of(request)
    takedown = await _takedown(request, desk)
    async with read_form(request) as form:
        try:
            await _restore(takedown, by=desk.person.actor, now=received_at(request))
        except StaleState as stale:
            return await PAGE.refused(request, form, conflict=stale)
        except RestoreVersionFirst:
            wrong = {"takedown": _("The whole version is taken down too. Put that back first.")}
            return await PAGE.refused(request, form, "", wrong, status=409)
    return await PAGE.stored(request, form)


async def _restore(takedown: Takedown, *, by: Actor, now: datetime) -> None:
    """With what that changes of the remarks that quote the words. Raises StaleState and RestoreVersionFirst."""
    async with database.transaction():
        quoting = await remarks_quoting(takedown)
        await verbs.restore(takedown, by=by, now=now)
        await record_change(quoting, PublicChangeKind.QUOTE, now=now)


async def _with_reason(
    request: Request, group: str, verb: Callable[[str], Awaitable[None]]
) -> Response:
    """Do it with the reason typed in the field of ``group``, and show the page with what else was typed."""
    async with read_form(request) as form:
        reason = form[f"reason-{group}"].strip()
        if len(reason) > LONGEST_REASON:
            wrong = {f"reason-{group}": _("The reason may have up to 1,000 characters.")}
            return await PAGE.refused(request, form, group, wrong)
        try:
            await verb(reason)
        except StaleState as stale:
            return await PAGE.refused(request, form, group, conflict=stale)
    return await PAGE.stored(request, form, group)


async def _takedown(request: Request, desk: Desk) -> Takedown:
    rows = Takedown.filter(consultation_id=desk.consultation.id)
    return found_or_404(await rows.get_or_none(id=request.path_params["takedown"]))


def _paragraph_group(row: Paragraph) -> str:
    return f"paragraph-{row.identity_id}"


async def _fields(request: Request, desk: Desk) -> PageFields:
    """The reason of everything that can be taken down here, and of what is taken down."""
    versions = await published_versions(desk.consultation.id)
    _version, rows = await _wanted(request, versions)
    words = {
        _paragraph_group(row): _("Paragraph %(number)s") % {"number": row.number} for row in rows
    }
    words |= {
        f"version-{each.number}": _("Version %(number)s") % {"number": each.number}
        for each in versions
    }
    background = await background_of(desk.consultation)
    words |= {f"document-{each.document_id}": each.document.title for each in background}
    groups = {key: FieldGroup(name, {f"reason-{key}": ""}) for key, name in words.items()}
    taken = await Takedown.filter(consultation_id=desk.consultation.id, restored_at__isnull=True)
    return PageFields(groups | {f"taken-{each.id}": _taken_group(each) for each in taken})


def _taken_group(takedown: Takedown) -> FieldGroup:
    key, reason = f"taken-{takedown.id}", takedown.reason
    words = _("The reason of what was taken down")
    return FieldGroup(words, {f"reason-{key}": reason}, locks={f"before-{key}": reason})


async def _show(
    request: Request,
    desk: Desk,
    fields: PageFields,
    errors: Mapping[str, str],
    *,
    status: int,
    conflict: StaleState | None,
) -> Response:
    versions = await published_versions(desk.consultation.id)
    version, rows = await _wanted(request, versions)
    return await show(
        request,
        desk,
        Step.TEXT,
        "takedowns.html",
        status=status,
        conflict=conflict,
        kept=True,
        errors=errors,
        fields=fields,
        versions=versions,
        version=version,
        number=_number(request),
        paragraphs=rows,
        background=await background_of(desk.consultation),
        taken=await taken_list(desk.consultation),
        longest_reason=LONGEST_REASON,
    )


def _number(request: Request) -> str:
    """The number of a paragraph that is looked for; every button's address has it."""
    return " ".join(request.query_params.get("number", "").split())[:20]


async def _wanted(
    request: Request, versions: list[Version]
) -> tuple[Version | None, list[Paragraph]]:
    """The version that is looked into, and its paragraphs with the number looked for."""
    number = _number(request)
    asked = number_in(request.query_params.get("version") or "0")
    newest = versions[0] if versions else None
    version = next((each for each in versions if each.number == asked), newest)
    if version is None or not number:
        return version, []
    rows = Paragraph.filter(version_id=version.id, number__in=[number, number.upper()])
    return version, await rows.order_by("position")


PAGE = ButtonPage("takedowns", _fields, _show)
