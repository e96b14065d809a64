"""The baseline version: the text in preparation is published for comparison only, and taken back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.launch import stale_frame, state_token
from consult.desk.lookup import desk_of
from consult.desk.text_page import BASELINE, FILE, TEXT_PAGE, note_field
from consult.documents.publication import NotApproved
from consult.documents.versions import baseline_version
from consult.documents.versions.version_note import LONGEST_NOTE
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, read_form


async def keep_as_earlier(request: Request) -> Response:
    """Keep the text in preparation as a baseline; the text to consult on is uploaded next."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        note = form["note"].strip()
        if desk.version is None or form["seen"] != await state_token(desk.consultation):
            return await _refused(request, form, conflict=await stale_frame(desk.consultation))
        if _is_kept(desk, note):
            return await TEXT_PAGE.stored(request, form, BASELINE)
        if len(note) > LONGEST_NOTE:
            wrong = _("The text may have up to 1,000 characters.")
            return await _refused(request, form, wrong)
        try:
            await baseline_version.keep_as_baseline(
                desk.version, note=note, by=desk.person.actor, now=received_at(request)
            )
        except NotApproved:
            wrong = _("It is not approved yet what became of each paragraph.")
            return await _refused(request, form, wrong, status=409)
        except StaleState as conflict:
            if not _is_kept(await desk_of(request), note):
                return await _refused(request, form, conflict=conflict)
    return await TEXT_PAGE.stored(request, form, BASELINE)


def _is_kept(desk: Desk, note: str) -> bool:
    """Whether this was stored already: the button was pressed twice."""
    version = desk.version
    return version is not None and version.published_at is not None and version.note == note


async def take_up_again(request: Request) -> Response:
    """Make the baseline the text in preparation again."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        try:
            if desk.version is not None and desk.version.published_at is not None:
                await baseline_version.reopen_baseline(
                    desk.version, by=desk.person.actor, now=received_at(request)
                )
        except StaleState as conflict:
            return await TEXT_PAGE.refused(request, form, FILE, conflict=conflict)
    return await TEXT_PAGE.stored(request, form)


async def _refused(
    request: Request,
    form: Fields,
    words: str = "",
    *,
    status: int = 422,
    conflict: StaleState | None = None,
) -> Response:
    """What was typed goes into the field that corrects the note where the version was published since."""
    version, field, group = (await desk_of(request)).version, "note", BASELINE
    if form[field] and version is not None and version.published_at is not None:
        field = group = note_field(version.number)
        form = form.copied("note", field)
    errors = {field: words} if words else {}
    return await TEXT_PAGE.refused(request, form, group, errors, status=status, conflict=conflict)
