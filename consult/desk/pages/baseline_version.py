"""An earlier text on the desk: kept as it is, so that the one that is heard can be compared with it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.launch import changed, seen_now
from consult.desk.lookup import desk_of
from consult.desk.pages.draft_text import show_text, show_wrong_text
from consult.desk.pages.step_page import then
from consult.documents.publication import NotApproved
from consult.documents.versions import baseline_version
from consult.documents.versions.version_note import LONGEST_NOTE
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form

FIELD = "note"


async def keep_as_earlier(request: Request) -> Response:
    """Leave the text in preparation as it is; the one that is heard is uploaded next."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        note, seen = form["note"].strip(), form["seen"]
    if desk.version is None or seen != await seen_now(desk.consultation):
        return await _conflict(request, desk, await changed(desk.consultation), note)
    if _is_kept(desk, note):
        return then(desk.url("draft_text"))
    if len(note) > LONGEST_NOTE:
        return await _wrong(request, desk, _("The text may have up to 1,000 characters."), note)
    try:
        await baseline_version.keep_as_earlier(
            desk.version, note=note, by=desk.person.actor, now=received_at(request)
        )
    except NotApproved:
        words = _("It is not approved yet what became of each paragraph.")
        return await _wrong(request, desk, words, note, status=409)
    except StaleState as stale:
        again = await desk_of(request)
        if not _is_kept(again, note):
            return await _conflict(request, again, stale, note)
    return then(desk.url("draft_text"))


def _is_kept(desk: Desk, note: str) -> bool:
    """Whether all this is done: the button was pressed twice."""
    version = desk.version
    return version is not None and version.published_at is not None and version.note == note


async def take_up_again(request: Request) -> Response:
    """Let the text that was kept be the one in preparation again."""
    desk = await desk_of(request)
    try:
        if desk.version is not None and desk.version.published_at is not None:
            await baseline_version.take_up_again(
                desk.version, by=desk.person.actor, now=received_at(request)
            )
    except StaleState as stale:
        return await _conflict(request, await desk_of(request), stale, "")
    return then(desk.url("draft_text"))


async def _wrong(
    request: Request, desk: Desk, words: str, note: str, *, status: int = 422
) -> Response:
    if desk.version is not None and desk.version.published_at is not None:
        # Kept or public by now: what was written goes where its note is corrected.
        number = desk.version.number
        field = f"note-{number}" if note else FIELD
        return await show_wrong_text(
            request, desk, words, field=field, status=status, corrected={number: note}
        )
    return await show_wrong_text(request, desk, words, field=FIELD, status=status, note=note)


async def _conflict(request: Request, desk: Desk, stale: StaleState, note: str) -> Response:
    """What was written goes where the note of a version that is published by now is corrected."""
    if desk.version is not None and desk.version.published_at is not None:
        corrected = {desk.version.number: note} if note else {}
        return await show_text(request, desk, conflict=stale, corrected=corrected)
    return await show_text(request, desk, conflict=stale, note=note)
