"""The text in preparation: its file is uploaded and read, and questions about it are answered."""

from __future__ import annotations

from typing import get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of
from consult.desk.step_page import refuse_other_version
from consult.desk.text_page import AREAS, FILE, LINKS, TEXT_PAGE, text_changed
from consult.desk.uploads import UnreadableUpload, read_again, read_upload
from consult.documents.document import PublishedNeverChanges
from consult.documents.drafting.first_version import store_draft
from consult.documents.drafting.preparation import Preparation, parsed_draft
from consult.documents.versions.draft_replacement import SourceFile, replace_draft
from consult.documents.versions.next_version import CarryoverLosses
from consult.importing import Draft
from consult.importing.draft import EmptyLinks
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.errors import http_error
from consult.web.forms import Fields, number_in, read_form
from consult.web.richtext import TooLong

MEANINGS = get_args(EmptyLinks)
DEEPEST_AREA = 4


async def draft_text(request: Request) -> Response:
    """The headings of the text, the warnings about it, and the form for another file."""
    return await TEXT_PAGE.open(request)


async def upload_draft(request: Request) -> Response:
    """Read an uploaded file, and store its draft as the first version or in place of the one in preparation."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        _refuse_published(desk)
        try:
            if desk.version:
                await refuse_other_version(form, desk.version)
            draft, source = await read_upload(request.app.state.files, form)
        except StaleState as conflict:
            return await TEXT_PAGE.refused(request, form, FILE, conflict=conflict)
        except UnreadableUpload as unreadable:
            return await TEXT_PAGE.refused(request, form, FILE, {"file": unreadable.words})
    return await _store(request, desk, draft, source, form, FILE)


async def say_links(request: Request) -> Response:
    """Read the stored file again with the editor's answer to what its empty links mean."""
    desk = await desk_of(request)
    _refuse_published(desk)
    async with read_form(request) as form:
        meaning = form["empty_links"]
        if meaning not in MEANINGS or desk.version is None:
            wrong = {"empty_links": _("Choose what the links mean.")}
            return await TEXT_PAGE.refused(request, form, LINKS, wrong)
        source = SourceFile(desk.version.source_name, desk.version.source_file, meaning)
        try:
            await refuse_other_version(form, desk.version)
            draft = await read_again(request.app.state.files, source)
        except StaleState as conflict:
            return await TEXT_PAGE.refused(request, form, LINKS, conflict=conflict)
        except UnreadableUpload as unreadable:
            return await TEXT_PAGE.refused(request, form, LINKS, {"file": unreadable.words})
    return await _store(request, desk, draft, source, form, LINKS)


async def say_areas(request: Request) -> Response:
    """Store which level of headings is the areas; paragraphs are numbered anew through each of them."""
    desk = await desk_of(request)
    _refuse_published(desk)
    async with read_form(request) as form:
        level, lock_version = number_in(form["area_level"]), number_in(form["lock_version"])
        if desk.version is None or level > DEEPEST_AREA:
            raise HTTPException(400, _("The form was not complete."))
        preparation = await Preparation.get(version_id=desk.version.id)
        try:
            await refuse_other_version(form, desk.version)
            losses = await replace_draft(
                desk.version,
                await parsed_draft(preparation),
                lock_version=lock_version,
                by=desk.person.actor,
                now=received_at(request),
                area_level=level or None,
                verb="areas named",
            )
        except StaleState as conflict:
            return await TEXT_PAGE.refused(request, form, AREAS, conflict=conflict)
    return await text_changed(request, form, AREAS, losses)


async def published_never_changes(request: Request, error: Exception) -> Response:
    """The error page for PublishedNeverChanges, whichever handler let it through."""
    words = _("A published version never changes: make a new version.")
    return await http_error(request, HTTPException(409, words))


def _refuse_published(desk: Desk) -> None:
    if desk.version is not None and desk.version.published_at is not None:
        raise PublishedNeverChanges(desk.version.id)


async def _store(
    request: Request, desk: Desk, draft: Draft, source: SourceFile, form: Fields, group: str
) -> Response:
    try:
        losses = await _stored(request, desk, draft, source, form["lock_version"])
    except StaleState as conflict:
        return await TEXT_PAGE.refused(request, form, group, conflict=conflict)
    except TooLong:
        wrong = {"file": _("A paragraph of the file is too long to be shown.")}
        return await TEXT_PAGE.refused(request, form, group, wrong)
    return await text_changed(request, form, group, losses)


async def _stored(
    request: Request, desk: Desk, draft: Draft, source: SourceFile, lock_version: str
) -> CarryoverLosses:
    by, now = desk.person.actor, received_at(request)
    if desk.version is not None:
        number = number_in(lock_version)
        return await replace_draft(
            desk.version, draft, lock_version=number, by=by, now=now, source=source
        )
    await store_draft(
        draft,
        consultation=desk.consultation,
        by=by,
        now=now,
        source_name=source.name,
        source_file=source.file,
    )
    return CarryoverLosses()
