"""The text: its file is uploaded and read, its headings shown beside what the reader of the file could not judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.launch import seen_now
from consult.desk.lookup import desk_of
from consult.desk.pages.step_page import refuse_another, show, then
from consult.desk.pages.uploads import UnreadableUpload, read_again, read_upload
from consult.desk.readiness import Step
from consult.desk.warning_links import noted, place_url
from consult.desk.warning_list import Notes
from consult.documents.current_version import published_versions
from consult.documents.document import PublishedNeverChanges
from consult.documents.drafting.first_version import store_draft
from consult.documents.drafting.preparation import Preparation
from consult.documents.section import Section
from consult.documents.versions.draft_replacement import (
    Source,
    read_preparation,
    replace_draft,
)
from consult.documents.versions.next_version import Lost
from consult.documents.versions.version_note import LONGEST_NOTE
from consult.importing import Draft
from consult.importing.archive import FILE_BYTES
from consult.importing.draft import EmptyLinks
from consult.locale import gettext as _
from consult.numbers import whole_number
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.errors import http_error
from consult.web.forms import number_in, read_form
from consult.web.richtext import TooLong

EMPTY_LINK = "empty-link"
# A kind with fewer places is shown opened.
SHORT_KIND = 4
MEANINGS = get_args(EmptyLinks)
DEEPEST_AREA = 4


async def draft_text(request: Request) -> Response:
    """The headings of the text, the warnings, and the field for another file."""
    return await show_text(request, await desk_of(request))


async def upload_draft(request: Request) -> Response:
    """Read the file in a process of its own, and store what is in it in the place of the last one."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        _refuse_if_published(desk)
        lock_version = form["lock_version"]
        try:
            if desk.version:
                await refuse_another(form, desk.version)
            draft, source = await read_upload(request, form)
        except StaleState as stale:
            return await show_text(request, desk, conflict=stale)
        except UnreadableUpload as wrong:
            return await show_wrong_text(request, desk, wrong.words)
    return await _store(request, desk, draft, source, lock_version)


async def say_links(request: Request) -> Response:
    """Read the stored file again, knowing now what its empty links mean."""
    desk = await desk_of(request)
    _refuse_if_published(desk)
    async with read_form(request) as form:
        meaning, lock_version = form["empty_links"], form["lock_version"]
    if meaning not in MEANINGS or desk.version is None:
        wrong = _("Choose what the links mean.")
        return await show_wrong_text(request, desk, wrong, field="empty_links")
    source = Source(desk.version.source_name, desk.version.source_file, meaning)
    try:
        await refuse_another(form, desk.version)
        draft = await read_again(request, source)
    except StaleState as stale:
        return await show_text(request, desk, conflict=stale)
    except UnreadableUpload as unreadable:
        return await show_wrong_text(request, desk, unreadable.words)
    return await _store(request, desk, draft, source, lock_version)


async def say_areas(request: Request) -> Response:
    """Say which headings are areas; the paragraphs are numbered through each of them."""
    desk = await desk_of(request)
    _refuse_if_published(desk)
    async with read_form(request) as form:
        level, lock_version = number_in(form["area_level"]), number_in(form["lock_version"])
    if desk.version is None or level > DEEPEST_AREA:
        raise HTTPException(400, _("The form was not complete."))
    preparation = await Preparation.get(version_id=desk.version.id)
    draft = await read_preparation(preparation)
    try:
        await refuse_another(form, desk.version)
        lost = await replace_draft(
            desk.version,
            draft,
            lock_version=lock_version,
            by=desk.person.actor,
            now=received_at(request),
            area_level=level or None,
            verb="areas named",
        )
    except StaleState as stale:
        return await show_text(request, desk, conflict=stale)
    return stored(desk.url("draft_text"), "", "", lost)


async def _store(
    request: Request, desk: Desk, draft: Draft, source: Source, lock_version: str
) -> Response:
    by, now = desk.person.actor, received_at(request)
    try:
        if desk.version is None:
            await store_draft(
                draft,
                consultation=desk.consultation,
                by=by,
                now=now,
                source_name=source.name,
                source_file=source.file,
            )
            return stored(desk.url("draft_text"), "", "", Lost())
        lost = await replace_draft(
            desk.version, draft, lock_version=number_in(lock_version), by=by, now=now, source=source
        )
    except StaleState as stale:
        return await show_text(request, await desk_of(request), conflict=stale)
    except TooLong:
        return await show_wrong_text(
            request, desk, _("A paragraph of the file is too long to be shown.")
        )
    return stored(desk.url("draft_text"), "", "", lost)


def stored(address: str, query: str, place: str, lost: Lost) -> Response:
    """After a change of the text: look at it, at the place with this id, and at what it cost."""
    counts = {"lost": lost.owners, "unsaid": lost.links}
    told = urlencode({"saved": 1, **{k: v for k, v in counts.items() if v}})
    return then(address, f"{query}&{told}" if query else told, place)


async def published_never_changes(request: Request, error: Exception) -> Response:
    """The page for PublishedNeverChanges, whichever handler met it."""
    words = _("A published version never changes: make a new version.")
    return await http_error(request, HTTPException(409, words))


def _refuse_if_published(desk: Desk) -> None:
    if desk.version is not None and desk.version.published_at is not None:
        raise PublishedNeverChanges(desk.version.id)


async def show_wrong_text(
    request: Request,
    desk: Desk,
    message: str,
    *,
    field: str = "file",
    status: int = 422,
    note: str = "",
    corrected: Mapping[int, str] | None = None,
) -> Response:
    """The page again with what is wrong. ``note`` is what was written of an earlier text, ``corrected`` of published
    ones, by their number."""
    errors = {field: message}
    return await show_text(request, desk, errors, status=status, note=note, corrected=corrected)


async def show_text(
    request: Request,
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    status: int = 200,
    conflict: StaleState | None = None,
    note: str = "",
    corrected: Mapping[int, str] | None = None,
) -> Response:
    """The page; ``conflict`` and ``errors`` say why nothing was stored, ``note`` and ``corrected`` as above."""
    preparation = (
        await Preparation.get_or_none(version_id=desk.version.id) if desk.version else None
    )
    draft = await read_preparation(preparation) if preparation else None
    notes = await noted(desk.version, draft) if desk.version and draft else Notes(())
    asks = any(each.code == EMPTY_LINK for each in notes.all)
    return await show(
        request,
        desk,
        Step.TEXT,
        "text.html",
        status=status,
        conflict=conflict,
        kept=bool(note or corrected),
        preparation=preparation,
        published=await published_versions(desk.consultation.id),
        sections=await _sections(desk),
        counts=[len(each.paragraphs) for each in draft.sections] if draft else [],
        is_new="published" in request.query_params,
        discarded=_count(request.query_params.get("discarded", "0")),
        notes=notes,
        short_kind=SHORT_KIND,
        place_url=place_url,
        is_judged="judged" in request.query_params,
        asks_about_links=asks or bool(preparation and preparation.empty_links),
        errors=errors or {},
        megabytes=FILE_BYTES // 1024**2,
        seen=await seen_now(desk.consultation),
        corrected=corrected or {},
        longest_note=LONGEST_NOTE,
        note=note or (desk.version.note if desk.version else ""),
        **lost_in(request),
    )


async def _sections(desk: Desk) -> list[Section]:
    if desk.version is None:
        return []
    return await Section.filter(version_id=desk.version.id).order_by("position")


def lost_in(request: Request) -> dict[str, int]:
    """What a change cost, from the address after it: owners ``lost``, and what was ``unsaid`` of paragraphs."""
    return {name: _count(request.query_params.get(name, "0")) for name in ("lost", "unsaid")}


def _count(written: str) -> int:
    return whole_number(written) or 0
