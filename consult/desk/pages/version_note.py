"""Correcting the note of a published version."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.lookup import desk_of, published_version
from consult.desk.text_page import TEXT_PAGE, note_field
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
    number, field = version.number, note_field(version.number)
    async with read_form(request) as form:
        note = form[field].strip()
        if len(note) > LONGEST_NOTE:
            wrong = {field: _("The text may have up to 1,000 characters.")}
            return await TEXT_PAGE.refused(request, form, field, wrong)
        # The note that the form was made with, so that a later one is not overwritten.
        version.note = form[f"{field}-before"]
        try:
            await version_note.correct_note(
                version, note, by=desk.person.actor, now=received_at(request)
            )
        except StaleState as conflict:
            stored = await published_version(desk, number)
            if stored.note != note:  # equal: the button was pressed twice
                return await TEXT_PAGE.refused(request, form, field, conflict=conflict)
    return await TEXT_PAGE.stored(request, form, field, fragment=f"version-{number}")
