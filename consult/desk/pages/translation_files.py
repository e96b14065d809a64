"""The texts of a version as a file for a translation agency, and the finished file read back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, known_language, needed_version
from consult.desk.pages.languages import MEGABYTES, language_page, place_of
from consult.documents.translations.former_translations import former_translations
from consult.documents.translations.source_units import all_words_of
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_edits import stored_in
from consult.documents.translations.translation_import import AnotherLanguage, import_translations
from consult.documents.translations.xliff import (
    FinishedFile,
    OutgoingUnit,
    UnreadableXliff,
    read,
    write,
)
from consult.locale import gettext as _
from consult.locale import show_language
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.downloads import SAFE
from consult.web.field_message import missing
from consult.web.forms import read_form
from consult.web.plain_text import plain_text
from consult.web.uploads import why_not_read


async def translation_file(request: Request) -> Response:
    """All words of the version, each once, with what they are called already."""
    desk = await desk_of(request)
    language = known_language(request.path_params["language"])
    version = await needed_version(desk, request.query_params.get("version", ""))
    sections = await all_words_of(version)
    units = {unit.digest: (each.section, unit) for each in sections for unit in each.units}
    stored = await stored_in(version.document_id, language, list(units))
    former = await former_translations(version, language, sections, stored)
    earlier = _("Earlier translation, of words that have been changed since: %(words)s")
    name = f"{desk.consultation.slug}-{version.number}-{language}.xlf"
    content = write(
        [
            OutgoingUnit(
                digest,
                unit.source,
                place_of(unit),
                stored[digest].words if digest in stored else "",
                earlier % {"words": former[digest].words} if digest in former else "",
            )
            for digest, (_section, unit) in units.items()
        ],
        source_language=desk.consultation.language,
        language=language,
        original=f"{desk.consultation.slug}-{version.number}",
    )
    headers = {**SAFE, "content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/xliff+xml", headers=headers)


async def read_translation_file(request: Request) -> Response:
    """Store what a finished file holds, and list what could not be placed."""
    desk = await desk_of(request)
    language = known_language(request.path_params["language"])
    content, why_none, number, values = await _sent(request)
    version = await needed_version(desk, number)
    finished = await _read(content) if content else None
    errors = _errors(why_none, finished, values)
    if errors or finished is None:
        return await _again(request, desk, number, language, values, errors)
    try:
        report = await import_translations(
            version,
            language,
            finished,
            made=Made(values["made"]),
            replace=bool(values["replace"]),
            by=desk.person.actor,
            now=received_at(request),
        )
    except AnotherLanguage:
        said = _("The file is a translation into another language, not into %(language)s.")
        errors["file"] = said % {"language": show_language(language)}
        return await _again(request, desk, number, language, values, errors)
    except StaleState as stale:
        return await _again(request, desk, number, language, values, {}, stale)
    return await language_page(request, desk, version, language, report=report)


async def _sent(request: Request) -> tuple[bytes, str, str, dict[str, str]]:
    """(the file; why there is none; the version's number; the other fields)"""
    async with read_form(request) as form:
        files = form.files("file")
        why_none = why_not_read(files[0] if files else None, megabytes=MEGABYTES)
        content = b"" if why_none else await files[0].read()
        return (
            content,
            why_none,
            form["version"],
            {"made": form["made"], "replace": form["replace"]},
        )


def _errors(
    why_none: str, finished: FinishedFile | None, values: Mapping[str, str]
) -> dict[str, str]:
    errors: dict[str, str] = {}
    if why_none:
        errors["file"] = why_none
    elif finished is None:
        errors["file"] = _(
            "This is no XLIFF 1.2 file that can be read. Send the one you got here, with the translations filled in."
        )
    if values["made"] not in set(Made):
        errors["made"] = missing(_("Say how it was made."))
    return errors


async def _read(content: bytes) -> FinishedFile | None:
    try:
        found = await asyncio.to_thread(read, content)
    except UnreadableXliff:
        return None
    return FinishedFile(
        found.language,
        tuple(type(each)(each.id, each.source, plain_text(each.target)) for each in found.units),
    )


async def _again(
    request: Request,
    desk: Desk,
    number: str,
    language: str,
    values: dict[str, str],
    errors: dict[str, str],
    conflict: StaleState | None = None,
) -> Response:
    version = await needed_version(desk, number)
    return await language_page(
        request,
        desk,
        version,
        language,
        status=422,
        conflict=conflict,
        errors=errors,
        values=values,
    )
