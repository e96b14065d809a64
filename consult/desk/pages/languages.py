"""The step where the text gets its plain-language summaries and its translations: how far each language is."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult import locale
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, known_language, needed_version, version_numbered
from consult.desk.pages.step_page import show, then
from consult.desk.readiness import Step
from consult.documents.document import Version
from consult.documents.paragraph import ParagraphKind
from consult.documents.translations.languages import NAMES, name_of
from consult.documents.translations.source_units import Unit, all_words_of
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_progress import progress_in
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
        return then(address, f"version={number_in(number)}" if number else "")
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
    **more: Any,
) -> Response:
    """The page of a language; ``more`` is what became of a file."""
    sections = await all_words_of(version)
    defaults: dict[str, Any] = {"errors": {}, "report": None, "values": {}}
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
        sections=sections,
        progress=await progress_in(version, language, sections),
        ways=list(Made),
        megabytes=MEGABYTES,
        **{**defaults, **more},
    )


def _begun(desk: Desk) -> list[str]:
    """The consultation's own first, then the site's, then whatever else somebody began."""
    c = desk.consultation
    begun = [c.language, *locale.LANGUAGES, *c.translated_into.split(), *c.summarised_in.split()]
    return sorted(dict.fromkeys(begun), key=lambda code: (code != c.language, name_of(code)))


def place_of(unit: Unit) -> str:
    """Where some words stand, for whoever translates them."""
    number = {"number": unit.number}
    if unit.kind == ParagraphKind.TABLE:
        return _("Part of the table in paragraph %(number)s") % number
    if unit.kind == ParagraphKind.FIGURE:
        return _("What the picture in paragraph %(number)s shows") % number
    if unit.kind in OWN:
        return OWN[unit.kind]()
    return _("Paragraph %(number)s") % number if unit.number else _("Heading")
