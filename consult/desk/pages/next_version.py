"""The version that follows the published one: its file is uploaded, and it is discarded."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, following_version, version_on
from consult.desk.step_page import redirect_to, refuse_other_version
from consult.desk.text_page import show_text_error
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
from consult.web.forms import number_in, read_form
from consult.web.richtext import TooLong


async def next_version(request: Request) -> Response:
    """Read an uploaded file, and store its draft as the version after the published one."""
    desk = await desk_of(request)
    before = version_on(desk)
    if desk.is_following:
        return await show_text_error(request, desk, _still_in_preparation(), status=409)
    async with read_form(request) as form:
        try:
            draft, source = await read_upload(request.app.state.files, form)
        except UnreadableUpload as unreadable:
            return await show_text_error(request, desk, unreadable.words)
    return await _store(request, desk, before, draft, source)


async def discard_next(request: Request) -> Response:
    """Discard the version that follows."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        seen, number = form["seen_version"], number_in(form["number"] or "0")
    if seen and not await Version.exists(id=number_in(seen)):
        return _discarded(desk, number)  # pressed twice, or another editor was first
    version = following_version(desk)
    await refuse_other_version(form, version)
    try:
        await discard_version(version, by=desk.person.actor, now=received_at(request))
    except StaleState as conflict:
        if conflict.happened != GONE:
            raise
    return _discarded(desk, version.number)


def _discarded(desk: Desk, number: int) -> Response:
    return redirect_to(desk.url("draft_text"), f"discarded={number}")


async def _store(
    request: Request, desk: Desk, before: Version, draft: Draft, source: SourceFile
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
        again = await desk_of(request)
        return await show_text_error(request, again, _still_in_preparation(), status=409)
    except NothingToFollow:
        wrong = _("No version is published yet: another file takes the place of this one.")
        return await show_text_error(request, desk, wrong, status=409)
    except TooLong:
        wrong = _("A paragraph of the file is too long to be shown.")
        return await show_text_error(request, desk, wrong)
    return redirect_to(desk.url("draft_text"))


def _still_in_preparation() -> str:
    return _("The next version is in preparation already: publish it, or discard it first.")
