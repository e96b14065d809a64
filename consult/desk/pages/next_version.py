"""The version that follows the published one: its file is uploaded, and it is discarded."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, following_version, version_on
from consult.desk.step_page import refuse_other_version
from consult.desk.text_page import FILE, TEXT_PAGE
from consult.desk.uploads import UnreadableUpload, read_upload
from consult.documents.document import Document, Version
from consult.documents.drafting.preparation import Preparation
from consult.documents.versions.draft_replacement import SourceFile
from consult.documents.versions.next_version import (
    NothingToFollow,
    StillInPreparation,
    discard_version,
    store_version,
)
from consult.importing import Draft
from consult.locale import gettext as _
from consult.stale_state import GONE, StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.richtext import TooLong


async def next_version(request: Request) -> Response:
    """Read an uploaded file, and store its draft as the version after the published one."""
    desk = await desk_of(request)
    before = version_on(desk)
    async with read_form(request) as form:
        if desk.is_following:
            return await _refused(request, form, _still_in_preparation(), status=409)
        try:
            draft, source = await read_upload(request.app.state.files, form)
        except UnreadableUpload as unreadable:
            return await _refused(request, form, unreadable.words)
    return await _store(request, desk, before, draft, source, form)


async def discard_next(request: Request) -> Response:
    """Discard the version that follows."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        seen, number = form["seen_version"], number_in(form["number"] or "0")
        if seen and not await Version.exists(id=number_in(seen)):
            return await _discarded(request, form, number)  # pressed twice, or another was first
        version = following_version(desk)
        await refuse_other_version(form, version)
        try:
            await discard_version(version, by=desk.person.actor, now=received_at(request))
        except StaleState as conflict:
            if conflict.happened != GONE:
                raise
    return await _discarded(request, form, version.number)


async def _discarded(request: Request, form: Fields, number: int) -> Response:
    return await TEXT_PAGE.stored(request, form, query=f"discarded={number}")


async def _store(
    request: Request, desk: Desk, before: Version, draft: Draft, source: SourceFile, form: Fields
) -> Response:
    # The same level of areas, until an editor chooses another.
    preparation = await Preparation.get_or_none(version_id=before.id)
    try:
        await store_version(
            draft,
            document=await Document.get(id=before.document_id),
            by=desk.person.actor,
            now=received_at(request),
            source_name=source.name,
            source_file=source.file,
            area_level=preparation.area_level if preparation else None,
        )
    except StillInPreparation:
        return await _refused(request, form, _still_in_preparation(), status=409)
    except NothingToFollow:
        wrong = _("No version is published yet: another file takes the place of this one.")
        return await _refused(request, form, wrong, status=409)
    except TooLong:
        return await _refused(request, form, _("A paragraph of the file is too long to be shown."))
    return await TEXT_PAGE.stored(request, form, FILE)


async def _refused(request: Request, form: Fields, words: str, *, status: int = 422) -> Response:
    return await TEXT_PAGE.refused(request, form, FILE, {"file": words}, status=status)


def _still_in_preparation() -> str:
    return _("The next version is in preparation already: publish it, or discard it first.")
