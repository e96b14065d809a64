"""What is said of a published version, put right: the note alone, never the text."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.lookup import desk_of, published_version
from consult.desk.pages.draft_text import show_text, show_wrong_text
from consult.desk.pages.step_page import then
from consult.documents.versions import version_note
from consult.documents.versions.version_note import LONGEST_NOTE
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form


async def correct_note(request: Request) -> Response:
    """Store the corrected note of a published version, on the one that was seen."""
    desk = await desk_of(request)
    version = await published_version(desk, request.path_params["version"])
    field = f"note-{version.number}"
    async with read_form(request) as form:
        note = form["corrected"].strip()
        typed = {version.number: note}
        if len(note) > LONGEST_NOTE:
            wrong = _("The text may have up to 1,000 characters.")
            return await show_wrong_text(request, desk, wrong, field=field, corrected=typed)
        # As it was when the form was made: what was stored since is not written over.
        version.note = form["note_before"]
        try:
            await version_note.correct_note(
                version, note, by=desk.person.actor, now=received_at(request)
            )
        except StaleState as stale:
            if (
                await published_version(desk, version.number)
            ).note != note:  # else it was pressed twice
                return await show_text(request, desk, conflict=stale, corrected=typed)
    return then(desk.url("draft_text"), place=f"version-{version.number}")
