"""The compared view: a section, or all that changed, beside an earlier version.

The first part of an address chooses the later of the two; without a version it is the current one. The tracked changes
in the draft's own file are something else, which the reading page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.documents.translations.languages import direction_of
from consult.lineage import ChangeKind
from consult.numbers import page_number
from consult.public import queries
from consult.public.answers_until import answers_until
from consult.public.cacheable import public_page
from consult.public.lookup import earlier_of, outline_of, section_of, version_of
from consult.public.text.addresses import section_page
from consult.public.text.change_list import HEADINGS, change_page
from consult.public.text.compared_chapters import changes_of, compared_chapters
from consult.public.text.comparison_addresses import (
    changes_page,
    compared_address,
    since_address,
    since_page,
)
from consult.public.text.contents import contents_of_section
from consult.public.text.page_language import page_language
from consult.public.text.paragraph_html import TextRenderer
from consult.public.text.taken_down import taken_html
from consult.public.text.text_view import page_context
from consult.web.urls import in_full


@dataclass(frozen=True)
class SectionComparison:
    """What one page shows of a comparison: a ``section`` of the later version with all below it, whose text is ``texts``.
    ``version`` is the later one's number in a permanent address; None on the page of the current version, where readers
    comment."""

    comparison: queries.Comparison
    section: queries.PublicSection
    texts: Sequence[queries.SectionText]
    version: int | None

    @property
    def later(self) -> queries.Outline:
        return self.comparison.later

    @property
    def is_current(self) -> bool:
        """Whether it is the page of the current version."""
        return self.version is None


async def section_since(request: Request) -> Response:
    """A section of the current version, with what changed in it since an earlier one."""
    later = await outline_of(request, clock.now())
    section = section_of(request, later)
    comparison = await queries.comparison(later, await earlier_of(request, later))
    texts = await queries.texts(later, section.key)
    return await _section_page(request, SectionComparison(comparison, section, texts, None))


async def version_section_since(request: Request) -> Response:
    """The same of any two versions, permanently."""
    later = await version_of(request, clock.now())
    section = section_of(request, later)
    comparison = await queries.comparison(later, await earlier_of(request, later))
    texts = await queries.bare_texts(later, section.key)
    number = later.version.number
    return await _section_page(request, SectionComparison(comparison, section, texts, number))


async def version_changes(request: Request) -> Response:
    """All that changed from one version to another: counted, then listed."""
    later = await version_of(request, clock.now())
    comparison = await queries.comparison(later, await earlier_of(request, later))
    slug, number = later.consultation.slug, later.version.number
    page_of = partial(changes_page, slug, number, comparison.earlier.version.number)
    kind = _kind(request)
    page = await change_page(
        comparison, kind=kind, page=page_number(request.query_params.get("page", ""))
    )
    return await _show(
        request,
        "public/version_changes.html",
        comparison,
        kind=kind,
        page=page,
        is_open=False,
        remarks_on=await _remarks_on(later, page.changes) if later.is_current else _no_remarks,
        page_of=page_of,
        permanent_url=in_full(page_of()),
    )


async def _section_page(request: Request, part: SectionComparison) -> Response:
    later, section = part.later, part.section
    sections = part.comparison.within(section.key)
    changes = changes_of(sections)
    return await _show(
        request,
        "public/section_since.html",
        part.comparison,
        section=section,
        area=later.by_key[section.area],
        owners=(await queries.owners(later, [section]))[section.key],
        is_current=part.is_current,
        counts=queries.count_changes(each for section in sections for each in section.changes),
        chapters=await compared_chapters(sections, part.texts),
        remarks_on=await _remarks_on(later, changes) if part.is_current else _no_remarks,
        has_tracked_changes=queries.has_tracked_changes(part.texts),
        **await _text_context(request, part),
    )


async def _text_context(request: Request, part: SectionComparison) -> dict[str, Any]:
    """What the template needs for the unchanged text, the contents and the links to the other views. At most one
    query."""
    later, section, version = part.later, part.section, part.version
    slug, earlier = later.consultation.slug, part.comparison.earlier.version.number
    reading_page = partial(section_page, slug, version=version)
    language = await page_language(
        request, later, part.texts, reading_page(section), only_original=True
    )
    columns = _wants_columns(request)
    address = partial(since_address, slug, earlier=earlier, version=version, columns=columns)
    is_open = later.consultation.takes_responses(clock.now()) and part.is_current
    return {
        "page_language": language,
        "is_open": is_open,
        "renderer": TextRenderer(page_context(later, language, is_open=is_open), language),
        "contents": contents_of_section(later, section, address, language),
        "reading_page": reading_page,
        "page_of": partial(since_page, slug, version=version),
        "permanent_url": in_full(since_page(slug, section, earlier, later.version.number)),
    }


async def _remarks_on(
    later: queries.Outline, changes: Sequence[queries.Change]
) -> Callable[[int], int]:
    """The number of published remarks on each paragraph that changed or was removed, by identity. One query beside the
    succession."""
    identities = [each.id for change in changes for each in change.latest]
    return (await queries.counts(later, identities)).on_paragraph


def _no_remarks(identity: int) -> int:
    """Remarks are counted on the pages of the current version alone."""
    return 0


async def _show(
    request: Request, template: str, comparison: queries.Comparison, **context: Any
) -> Response:
    """A page of either kind. Some three queries."""
    earlier, later = comparison.earlier, comparison.later
    consultation, now = later.consultation, clock.now()
    versions = await queries.versions(consultation)
    editions = await queries.public_editions(consultation, now)
    causes = await queries.cause_points(later, editions.in_force, earlier.version.number)
    return public_page(
        request,
        template,
        depends_on=consultation,
        valid_until=answers_until(consultation, editions, now),
        consultation=consultation,
        text_dir=direction_of(consultation.language),
        comparison=comparison,
        earlier=earlier.version,
        later=later.version,
        older_versions=[each for each in versions if each.number < later.version.number],
        columns=_wants_columns(request),
        causes_of=partial(_causes_of, causes),
        earlier_address=partial(compared_address, earlier),
        later_address=partial(compared_address, later),
        taken_html=taken_html,
        **context,
    )


def _causes_of(causes: queries.CausePoints, change: queries.Change) -> tuple[int, ...]:
    """The numbers of the points that the change was made because of."""
    return causes.of([each.id for each in change.new], [each.id for each in change.old])


def _wants_columns(request: Request) -> bool:
    return request.query_params.get("layout") == "columns"


def _kind(request: Request) -> str:
    """The one kind of change asked for; "" for all, also for a word that is no kind."""
    kind = request.query_params.get("kind", "")
    return kind if kind in (*ChangeKind, HEADINGS) else ""
