"""The baseline version: the text in preparation is published for comparison only, and taken back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.launch import stale_frame, state_token
from consult.desk.lookup import desk_of
from consult.desk.step_page import redirect_to
from consult.desk.text_page import show_text, show_text_error
from consult.documents.publication import NotApproved
from consult.documents.versions import baseline_version
from consult.documents.versions.version_note import LONGEST_NOTE
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form

FIELD = "note"


async def keep_as_earlier(request: Request) -> Response:
    """Keep the text in preparation as a baseline; the text to consult on is uploaded next."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        note, state = form["note"].strip(), form["seen"]
    if desk.version is None or state != await state_token(desk.consultation):
        return await _conflict(request, desk, await stale_frame(desk.consultation), note)
    if _is_kept(desk, note):
        return redirect_to(desk.url("draft_text"))
    if len(note) > LONGEST_NOTE:
        return await _error(request, desk, _("The text may have up to 1,000 characters."), note)
    try:
        await baseline_version.keep_as_baseline(
            desk.version, note=note, by=desk.person.actor, now=received_at(request)
        )
    except NotApproved:
        words = _("It is not approved yet what became of each paragraph.")
        return await _error(request, desk, words, note, status=409)
    except StaleState as conflict:
        again = await desk_of(request)
        if not _is_kept(again, note):
            return await _conflict(request, again, conflict, note)
    return redirect_to(desk.url("draft_text"))


def _is_kept(desk: Desk, note: str) -> bool:
    """Whether this was stored already: the button was pressed twice."""
    version = desk.version
    return version is not None and version.published_at is not None and version.note == note


async def take_up_again(request: Request) -> Response:
    """Make the baseline the text in preparation again."""
    desk = await desk_of(request)
    try:
        if desk.version is not None and desk.version.published_at is not None:
            await baseline_version.reopen_baseline(
                desk.version, by=desk.person.actor, now=received_at(request)
            )
    except StaleState as conflict:
        return await _conflict(request, await desk_of(request), conflict, "")
    return redirect_to(desk.url("draft_text"))


async def _error(
    request: Request, desk: Desk, words: str, note: str, *, status: int = 422
) -> Response:
    if desk.version is not None and desk.version.published_at is not None:
        # Published since: what was typed goes into the form that corrects its note.
        number = desk.version.number
        field = f"note-{number}" if note else FIELD
        return await show_text_error(
            request, desk, words, field=field, status=status, corrected={number: note}
        )
    return await show_text_error(request, desk, words, field=FIELD, status=status, note=note)


async def _conflict(request: Request, desk: Desk, conflict: StaleState, note: str) -> Response:
    """What was typed goes into the form that corrects the note where the version was published since."""
    if desk.version is not None and desk.version.published_at is not None:
        corrected = {desk.version.number: note} if note else {}
        return await show_text(request, desk, conflict=conflict, corrected=corrected)
    return await show_text(request, desk, conflict=conflict, note=note)
