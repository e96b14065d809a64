"""The page of the text: the versions, the upload, the headings, and the warnings about the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.heading_tree import TreeHeading
from consult.desk.launch import state_token
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, show
from consult.desk.warning_list import WarningList
from consult.desk.warning_loading import warning_url, warnings_about
from consult.documents.current_version import published_versions
from consult.documents.document import Version
from consult.documents.drafting.preparation import Preparation, parsed_draft
from consult.documents.section import Section
from consult.documents.versions.next_version import CarryoverLosses
from consult.documents.versions.version_note import LONGEST_NOTE
from consult.importing import Draft
from consult.importing.archive import FILE_BYTES
from consult.numbers import whole_number
from consult.stale_state import StaleState

EMPTY_LINK = "empty-link"


@dataclass(frozen=True)
class TextHeading(TreeHeading):
    """A heading with the number of its paragraphs, None for a version without a preparation, and of its open
    warnings. ``index`` counts from 0."""

    index: int
    paragraphs: int | None
    open_warnings: int


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
    """The page. ``conflict`` and ``errors`` say why nothing was stored; ``note`` (of a baseline) and ``corrected``
    (notes of published versions by their number) are what was typed."""
    version = desk.version
    preparation = await Preparation.get_or_none(version_id=version.id) if version else None
    draft = await parsed_draft(preparation) if preparation else None
    warnings = await warnings_about(version, draft) if version and draft else WarningList(())
    has_empty_links = any(each.code == EMPTY_LINK for each in warnings.warnings)
    return await show(
        request,
        desk,
        Step.TEXT,
        "draft_text.html",
        status=status,
        conflict=conflict,
        kept=bool(note or corrected),
        preparation=preparation,
        published=await published_versions(desk.consultation.id),
        headings=await _headings(version, draft, warnings) if version else [],
        paragraph_count=sum(len(each.paragraphs) for each in draft.sections) if draft else 0,
        is_new="published" in request.query_params,
        discarded=_count(request, "discarded"),
        warnings=warnings,
        warning_url=warning_url,
        is_dismissed="judged" in request.query_params,
        asks_about_links=has_empty_links or bool(preparation and preparation.empty_links),
        errors=errors or {},
        megabytes=FILE_BYTES // 1024**2,
        state=await state_token(desk.consultation),
        corrected=corrected or {},
        longest_note=LONGEST_NOTE,
        note=note or (version.note if version else ""),
        **losses_in(request),
    )


async def show_text_error(
    request: Request,
    desk: Desk,
    message: str,
    *,
    field: str = "file",
    status: int = 422,
    note: str = "",
    corrected: Mapping[int, str] | None = None,
) -> Response:
    """The page with an error at one field; ``note`` and ``corrected`` as of ``show_text``."""
    errors = {field: message}
    return await show_text(request, desk, errors, status=status, note=note, corrected=corrected)


async def _headings(
    version: Version, draft: Draft | None, warnings: WarningList
) -> list[TextHeading]:
    """The headings of the version. One query."""
    sections = await Section.filter(version_id=version.id).order_by("position")
    counts = [len(each.paragraphs) for each in draft.sections] if draft else []
    open_warnings = warnings.open_by_section()
    return [
        TextHeading(
            section,
            index,
            counts[index] if index < len(counts) else None,
            open_warnings.get(index, 0),
        )
        for index, section in enumerate(sections)
    ]


def redirect_after_change(
    address: str, losses: CarryoverLosses, query: str = "", fragment: str = ""
) -> Response:
    """A redirect after the text was changed, to a page that says what was lost."""
    counts = {"lost": losses.owners, "unsaid": losses.links}
    fields = urlencode({"saved": 1, **{name: count for name, count in counts.items() if count}})
    return redirect_to(address, f"{query}&{fields}" if query else fields, fragment)


def losses_in(request: Request) -> dict[str, int]:
    """The losses in the address, as the template names them: ``owners_lost`` and ``links_lost``."""
    return {"owners_lost": _count(request, "lost"), "links_lost": _count(request, "unsaid")}


def _count(request: Request, name: str) -> int:
    return whole_number(request.query_params.get(name, "")) or 0
