"""The places of a version in preparation that a person is asked to look at, and where each is looked at."""

from __future__ import annotations

from consult.desk.desk import Desk
from consult.desk.warning_list import Noted, Notes, notes_of
from consult.documents.document import Version
from consult.documents.drafting.judgement import judged_in
from consult.documents.drafting.preparation import Preparation
from consult.documents.versions.draft_replacement import read_preparation
from consult.importing import Draft


def place_url(desk: Desk, note: Noted) -> str:
    """Where the place is looked at; one about the whole text is in the list."""
    if note.section is None:
        return desk.url("draft_text") + f"#kind-{note.code}"
    return desk.url("draft_section", place=note.section) + f"?warning={note.key}#{note.anchor}"


async def notes_in(version: Version) -> Notes:
    """The warnings about a version's draft as they now stand; none of one that was never prepared here."""
    preparation = await Preparation.get_or_none(version_id=version.id)
    if preparation is None:
        return Notes(())
    return await noted(version, await read_preparation(preparation))


async def noted(version: Version, draft: Draft) -> Notes:
    """The same of a draft that is read already."""
    return notes_of(draft, await judged_in(version))
