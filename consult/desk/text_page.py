"""The page of the text: the versions, the upload, the headings, and the warnings about the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.button_page import ButtonPage
from consult.desk.desk import Desk
from consult.desk.heading_tree import TreeHeading
from consult.desk.launch import state_token
from consult.desk.lookup import desk_of
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
from consult.locale import gettext as _
from consult.numbers import whole_number
from consult.stale_state import StaleState
from consult.web.forms import Fields
from consult.web.page_fields import FieldGroup, PageFields

EMPTY_LINK = "empty-link"
# What each button stores.
FILE, LINKS, AREAS, BASELINE = "file", "links", "areas", "baseline"


@dataclass(frozen=True)
class TextHeading(TreeHeading):
    """A heading with the number of its paragraphs, None for a version without a preparation, and of its open
    warnings. ``index`` counts from 0."""

    index: int
    paragraphs: int | None
    open_warnings: int


async def text_fields(_request: Request, desk: Desk) -> PageFields:
    """The fields as they are stored: of the text in preparation, and the note of each published version."""
    version = desk.version
    preparation = await Preparation.get_or_none(version_id=version.id) if version else None
    locks = {
        "lock_version": preparation.lock_version if preparation else 0,
        "seen_version": version.id if version else "",
    }
    groups = {FILE: FieldGroup(_("The file"), {}, locks, at="field-file", file="file")}
    if version and preparation and version.published_at is None:
        links, areas = preparation.empty_links, str(preparation.area_level or 0)
        groups[LINKS] = FieldGroup(
            _("What do the links without a target mean?"), {"empty_links": links}, locks
        )
        groups[AREAS] = FieldGroup(_("The headings"), {"area_level": areas}, locks)
        if not desk.is_announced:
            seen = {"seen": await state_token(desk.consultation)}
            groups[BASELINE] = FieldGroup(_("What it is"), {"note": version.note}, seen)
    for each in await published_versions(desk.consultation.id):
        groups[note_field(each.number)] = _note_group(each)
    return PageFields(groups)


def note_field(number: int) -> str:
    """The name of the field with the note of a published version, and of its group."""
    return f"note-{number}"


def _note_group(version: Version) -> FieldGroup:
    name = note_field(version.number)
    label = _("The note of version %(number)s") % {"number": version.number}
    return FieldGroup(label, {name: version.note}, {f"{name}-before": version.note})


async def show_text(
    request: Request,
    desk: Desk,
    fields: PageFields,
    errors: Mapping[str, str],
    *,
    status: int,
    conflict: StaleState | None,
    losses: CarryoverLosses | None = None,
) -> Response:
    """The page. ``losses`` of the change that was just made; without them those in the address."""
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
        kept=True,
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
        fields=fields,
        errors=errors,
        megabytes=FILE_BYTES // 1024**2,
        longest_note=LONGEST_NOTE,
        **(loss_counts(losses) if losses else losses_in(request)),
    )


TEXT_PAGE = ButtonPage("draft_text", text_fields, show_text)


async def text_changed(
    request: Request, form: Fields, group: str, losses: CarryoverLosses
) -> Response:
    """After the text was changed: a redirect to the page, which says what was lost, or the page itself where something
    else in ``form`` is not stored."""
    desk = await desk_of(request)
    fields = (await text_fields(request, desk)).stored(form, group, done=_("It is stored."))
    if not fields.unsaved:
        return redirect_after_change(desk.url("draft_text"), losses)
    return await show_text(request, desk, fields, {}, status=200, conflict=None, losses=losses)


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
    counts = {"lost": losses.owners, "unsaid": losses.links, "unapproved": losses.approvals}
    fields = urlencode({"saved": 1, **{name: count for name, count in counts.items() if count}})
    return redirect_to(address, f"{query}&{fields}" if query else fields, fragment)


def loss_counts(losses: CarryoverLosses) -> dict[str, int]:
    """The losses as the template names them."""
    return {
        "owners_lost": losses.owners,
        "links_lost": losses.links,
        "approvals_lost": losses.approvals,
    }


def losses_in(request: Request) -> dict[str, int]:
    """The losses in the address, as the template names them."""
    return {
        "owners_lost": _count(request, "lost"),
        "links_lost": _count(request, "unsaid"),
        "approvals_lost": _count(request, "unapproved"),
    }


def _count(request: Request, name: str) -> int:
    return whole_number(request.query_params.get(name, "")) or 0
