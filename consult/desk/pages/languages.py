"""The step where the text gets its plain-language summaries and its translations: how far each language is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from consult import locale
from consult.desk.desk import Desk
from consult.desk.heading_tree import TreeHeading
from consult.desk.lookup import desk_of, known_language, needed_version, version_numbered
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, show
from consult.documents.document import Version
from consult.documents.paragraph import ParagraphKind
from consult.documents.translations.languages import NAMES, name_of
from consult.documents.translations.source_units import SectionWords, SourceUnit, all_words_of
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_import import ImportReport
from consult.documents.translations.translation_progress import (
    LanguageProgress,
    Progress,
    progress_in,
)
from consult.documents.translations.xliff import FinishedUnit
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.forms import number_in

# What the consultation's own words are, by field.
OWN = {
    "title": lambda: _("What the consultation is called"),
    "summary": lambda: _("What it is about"),
    "summary_decides": lambda: _("Who decides"),
    "summary_how": lambda: _("How you answer"),
    "summary_next": lambda: _("What happens next"),
    "late_policy": lambda: _("What happens to late answers"),
}

# Of a translated file.
MEGABYTES = 10
# Units listed of those that a file had and that were not stored, for each reason.
MOST_LISTED = 100


@dataclass(frozen=True)
class TranslatedHeading(TreeHeading):
    """A section with its progress; ``index`` counts from 0, and is that of its page."""

    index: int
    progress: Progress


class UnstoredUnits(NamedTuple):
    """The first units of a file that were not stored for one reason, and how many ``more`` there are."""

    units: Sequence[FinishedUnit]
    more: int


async def languages(request: Request) -> Response:
    """Every language that is begun or that the site speaks, with how far it is."""
    desk = await desk_of(request)
    version = await version_numbered(desk, request.query_params.get("version", ""))
    sections = await all_words_of(version) if version else []
    begun = _begun(desk)
    progress = [await progress_in(version, each, sections) for each in begun] if version else []
    return await show(
        request,
        desk,
        Step.LANGUAGES,
        "languages.html",
        version=version,
        progress=progress,
        others=[(code, name) for code, name in NAMES.items() if code not in begun],
    )


async def one_language(request: Request) -> Response:
    """One language: its sections, the file for the agency, and the way back for the finished file."""
    desk = await desk_of(request)
    number = request.query_params.get("version", "")
    if begun := request.query_params.get("language", ""):
        address = desk.url("one_language", language=known_language(begun))
        return redirect_to(address, f"version={number_in(number)}" if number else "")
    version = await needed_version(desk, number)
    language = known_language(request.path_params["language"])
    return await language_page(request, desk, version, language)


async def language_page(
    request: Request,
    desk: Desk,
    version: Version,
    language: str,
    *,
    status: int = 200,
    conflict: StaleState | None = None,
    report: ImportReport | None = None,
    errors: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
) -> Response:
    """The page of a language. ``report`` is of a file that was read, ``errors`` and ``values`` are of one that was not."""
    sections = await all_words_of(version)
    progress = await progress_in(version, language, sections)
    *headings, own = _headings(sections, progress)
    return await show(
        request,
        desk,
        Step.LANGUAGES,
        "language.html",
        status=status,
        conflict=conflict,
        version=version,
        language=language,
        is_original=language == desk.consultation.language,
        headings=headings,
        own=own,
        progress=progress,
        ways=list(Made),
        megabytes=MEGABYTES,
        report=report,
        unstored=_unstored(report) if report else {},
        errors=errors or {},
        values=values or {},
    )


def _headings(
    sections: Sequence[SectionWords], progress: LanguageProgress
) -> list[TranslatedHeading]:
    """The sections in reading order; the last one is the consultation's own words."""
    return [
        TranslatedHeading(each.section, index, progress.sections[each.section.id])
        for index, each in enumerate(sections)
    ]


def _unstored(report: ImportReport) -> dict[str, UnstoredUnits]:
    """The units that were not stored, by the name of the reason in the report."""
    reasons = ("not_in_version", "altered", "not_replaced", "too_long")
    return {name: _first_of(getattr(report, name)) for name in reasons}


def _first_of(units: Sequence[FinishedUnit]) -> UnstoredUnits:
    return UnstoredUnits(units[:MOST_LISTED], max(0, len(units) - MOST_LISTED))


def _begun(desk: Desk) -> list[str]:
    """The consultation's own first, then the site's, then whatever else somebody began."""
    c = desk.consultation
    begun = [c.language, *locale.LANGUAGES, *c.translated_into.split(), *c.summarised_in.split()]
    return sorted(dict.fromkeys(begun), key=lambda code: (code != c.language, name_of(code)))


def place_of(unit: SourceUnit) -> str:
    """Where some words stand, for whoever translates them."""
    number = {"number": unit.number}
    if unit.kind == ParagraphKind.TABLE:
        return _("Part of the table in paragraph %(number)s") % number
    if unit.kind == ParagraphKind.FIGURE:
        return _("What the picture in paragraph %(number)s shows") % number
    if unit.kind in OWN:
        return OWN[unit.kind]()
    return _("Paragraph %(number)s") % number if unit.number else _("Heading")
