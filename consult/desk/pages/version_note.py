"""Correcting the note of a published version."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.lookup import desk_of, published_version
from consult.desk.step_page import redirect_to
from consult.desk.text_page import show_text, show_text_error
from consult.documents.versions import version_note
from consult.documents.versions.version_note import LONGEST_NOTE
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form


async def correct_note(request: Request) -> Response:
    """Store the corrected note, unless somebody changed it since the form was opened."""
    desk = await desk_of(request)
    version = await published_version(desk, request.path_params["version"])
    number = version.number
    async with read_form(request) as form:
        note = form["corrected"].strip()
        typed = {number: note}
        if len(note) > LONGEST_NOTE:
            wrong = _("The text may have up to 1,000 characters.")
            field = f"note-{number}"
            return await show_text_error(request, desk, wrong, field=field, corrected=typed)
        # The note that the form was made with, so that a later one is not overwritten.
        version.note = form["note_before"]
        try:
            await version_note.correct_note(
                version, note, by=desk.person.actor, now=received_at(request)
            )
        except StaleState as conflict:
            stored = await published_version(desk, number)
            if stored.note != note:  # equal: the button was pressed twice
                return await show_text(request, desk, conflict=conflict, corrected=typed)
    return redirect_to(desk.url("draft_text"), fragment=f"version-{number}")
