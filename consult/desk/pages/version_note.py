"""What is said of a published version, put right: the note alone, never the text."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.desk.pages.desk import Desk, desk_of, then
from consult.desk.pages.draft_text import show_text, show_wrong_text
from consult.documents.document import DocumentKind, Version
from consult.documents.versions import version_note
from consult.documents.versions.version_note import LONGEST_NOTE
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form


async def correct_note(request: Request) -> Response:
    """Store the corrected note of a published version, on the one that was seen."""
    desk = await desk_of(request)
    version = await _published(desk, request.path_params["version"])
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
            if (await _published(desk, version.number)).note != note:  # else it was pressed twice
                return await show_text(request, desk, conflict=stale, corrected=typed)
    return then(desk.url("draft_text"), place=f"version-{version.number}")


async def _published(desk: Desk, number: int) -> Version:
    """The published version of the text with this number. Raises HTTPException 404."""
    rows = Version.filter(
        document__consultation_id=desk.consultation.id,
        document__kind=DocumentKind.DRAFT,
        published_at__isnull=False,
    )
    for each in await rows:
        if each.number == number:
            return each
    raise HTTPException(404)
