"""One section in another language: the source beside the field, its summary, stored section by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.documents.document import Document, Version
from consult.documents.lineage import Difference, differences
from consult.documents.pages.desk import Desk, desk_of, overtaken, show, then, was_changed
from consult.documents.pages.languages import known_language, needed_version, place_of
from consult.documents.readiness import Step
from consult.documents.translations import summarising, translating
from consult.documents.translations.former_translations import former_translations
from consult.documents.translations.languages import direction_of
from consult.documents.translations.plain_summary import PlainSummary
from consult.documents.translations.source_words import SectionWords, Unit, all_words_of
from consult.documents.translations.translating import Wording, stored_in, translate
from consult.documents.translations.translation import Made, Translation
from consult.locale import gettext as _
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form

# As many as a form has fields for, with room to spare.
AT_ONCE = 60


@dataclass(frozen=True)
class Field:
    """One unit with its field: ``words`` as they stand in it, ``stored`` what the database has, ``former`` the
    translation of earlier words, with what has changed in them since."""

    unit: Unit
    words: str
    stored: Translation | None
    former: Translation | None
    changed: tuple[Difference, ...]
    has_clash: bool

    @property
    def edition(self) -> int:
        return self.stored.edition if self.stored else 0


@dataclass(frozen=True)
class Place:
    """A section in a language on somebody's desk, and the part of its units that one page holds."""

    desk: Desk
    version: Version
    language: str
    at: int
    sections: list[SectionWords]
    part: int

    @property
    def section(self) -> SectionWords:
        return self.sections[self.at]

    @property
    def units(self) -> list[Unit]:
        """This page's, the same words once; none in the consultation's own language."""
        if self.language == self.desk.consultation.language:
            return []
        units = list({each.digest: each for each in self.section.units}.values())
        return units[self.part * AT_ONCE : (self.part + 1) * AT_ONCE]

    @property
    def parts(self) -> int:
        return max(1, -(-len({each.digest for each in self.section.units}) // AT_ONCE))

    @property
    def language_url(self) -> str:
        """Where all sections of the language are."""
        return self._on(self.desk.url("one_language", language=self.language))

    def url(self, place: int | None = None, part: int = 0) -> str:
        """Where a section is worded; unset, this one."""
        at = self.at if place is None else place
        address = self.desk.url("wording", language=self.language, place=at)
        return self._on(address, *([f"part={part}"] if part else []))

    def _on(self, address: str, *said: str) -> str:
        """The newest version needs not be named."""
        last = self.desk.version
        if last is None or last.id != self.version.id:
            said = (f"version={self.version.number}", *said)
        return address + ("?" + "&".join(said) if said else "")


async def wording(request: Request) -> Response:
    """The section as it is stored."""
    query = request.query_params
    place = await _place(request, query.get("version", ""), query.get("part", "") or "0")
    return await _wording(request, place)


async def store_wording(request: Request) -> Response:
    """Store the section's summary, then the words of its paragraphs: each on what was read."""
    async with read_form(request) as form:
        place = await _place(request, form["version"], form["part"] or "0")
    if _is_elsewhere(form, place):
        raise HTTPException(409, was_changed())
    if errors := _errors(form, place):
        return await _wording(request, place, form, errors, status=422)
    by, now = place.desk.person.actor, received_at(request)
    try:
        if "summary" in form and not place.section.is_own:
            await _store_summary(form, place, by, now)
        document = await Document.get(id=place.version.document_id)
        wordings = await _wordings(form, place)
        await translate(document, place.language, wordings, by=by, now=now)
    except summarising.Gone:
        raise HTTPException(409, _gone()) from None
    except summarising.Changed:
        return await _wording(request, place, form, {"summary": overtaken()}, status=409)
    except translating.Changed as clash:
        errors = {f"words-{digest}": overtaken() for digest in clash.digests}
        return await _wording(request, place, form, errors, status=409)
    saved = place.url(part=place.part)
    return then(saved, "") if "?" in saved else then(saved)


async def _store_summary(form: Fields, place: Place, by: str, now: datetime) -> None:
    await summarising.summarise_section(
        place.version,
        place.section.section.identity_id,
        place.language,
        form["summary"].strip(),
        made=Made(form["summary_made"] or Made.PERSON),
        digest=_digest(form["summary_digest"]),
        edition=number_in(form["summary_edition"]),
        by=by,
        now=now,
    )


def _gone() -> str:
    return _(
        "The section is not there any longer: somebody discarded the version, or approved what became of its "
        "paragraphs. Nothing was stored."
    )


async def _place(request: Request, version: str, part: str) -> Place:
    desk = await desk_of(request)
    language = known_language(request.path_params["language"])
    found = await needed_version(desk, version)
    sections = await all_words_of(found)
    at: int = request.path_params["place"]
    # Its own words have no other section below them, and are written in their own language elsewhere.
    is_original = language == desk.consultation.language
    if at >= len(sections) - is_original:
        raise HTTPException(404)
    return Place(desk, found, language, at, sections, number_in(part))


def _is_elsewhere(form: Fields, place: Place) -> bool:
    """Whether the form shows another section: headings were corrected since, and other words stand here now."""
    shown = {name.removeprefix("words-") for name in form if name.startswith("words-")}
    here = {unit.digest for unit in place.units}
    lost = (each for each in shown - here if form[f"words-{each}"] != form[f"seen-{each}"])
    return bool(shown) and (shown.isdisjoint(here) or any(lost))


def _errors(form: Fields, place: Place) -> dict[str, str]:
    errors = {}
    if len(form["summary"]) > summarising.LONGEST:
        errors["summary"] = _("The text may have up to 3,000 characters.")
    if form["summary"].strip() and form["summary_made"] not in set(Made):
        errors["summary_made"] = _("Say how it was made.")
    for each in place.units:
        if len(form[f"words-{each.digest}"]) > translating.LONGEST:
            errors[f"words-{each.digest}"] = _("The text is too long.")
    has_words = any(
        form[f"words-{each.digest}"].strip() or form[f"keep-{each.digest}"] for each in place.units
    )
    if has_words and form["made"] not in set(Made):
        errors["made"] = _("Say how it was made.")
    return errors


def _digest(written: str) -> str:
    """Of the words the summary was written for. Raises HTTPException 400 for anything else."""
    if len(written) != 40 or not set(written) <= set("0123456789abcdef"):
        raise HTTPException(400, _("The form was not complete."))
    return written


async def _wordings(form: Fields, place: Place) -> list[Wording]:
    """What was typed, each on the edition that was seen. Words that the page did not show are left alone."""
    stored = await stored_in(
        place.version.document_id, place.language, [each.digest for each in place.units]
    )
    former = await _former(place, stored)
    found = []
    for unit in place.units:
        if f"words-{unit.digest}" not in form:
            continue
        words = form[f"words-{unit.digest}"].strip()
        if not words and form[f"keep-{unit.digest}"] and unit.digest in former:
            words = former[unit.digest].words
        was_seen = form[f"seen-{unit.digest}"].strip()
        before = stored.get(unit.digest)
        # Who did not touch the field says nothing of what somebody else wrote meanwhile.
        if words == was_seen and was_seen != (before.words if before else ""):
            continue
        made = Made(form["made"]) if words else Made.PERSON
        found.append(Wording(unit.source, words, made, number_in(form[f"edition-{unit.digest}"])))
    return found


async def _former(place: Place, stored: Mapping[str, Translation]) -> dict[str, Translation]:
    return await former_translations(place.version, place.language, place.sections, stored)


async def _wording(
    request: Request,
    place: Place,
    form: Fields | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    status: int = 200,
) -> Response:
    errors = errors or {}
    summary = await _summary(place, place.language)
    fields = await _fields(place, form, errors)
    ways = {each.stored.made for each in fields if each.stored}
    made = ways.pop().value if len(ways) == 1 else ""
    return await show(
        request,
        place.desk,
        Step.LANGUAGES,
        "wording.html",
        status=status,
        place=place,
        version=place.version,
        language=place.language,
        dir=direction_of(place.language),
        source_dir=direction_of(place.desk.consultation.language),
        section=place.section,
        fields=fields,
        place_of=place_of,
        summary=summary,
        summary_words=form["summary"] if form else summary.words if summary else "",
        summary_made=form["summary_made"] if form else summary.made.value if summary else "",
        summary_limit=summarising.LONGEST,
        own_summary=await _summary(place, place.desk.consultation.language),
        made=form["made"] if form else made,
        ways=list(Made),
        errors=errors,
    )


async def _fields(place: Place, form: Fields | None, errors: Mapping[str, str]) -> list[Field]:
    units = place.units
    if not units:
        return []
    # Of the whole version: what else is translated is not offered as an earlier translation.
    digests = [unit.digest for each in place.sections for unit in each.units]
    stored = await stored_in(place.version.document_id, place.language, digests)
    former = await _former(place, stored)
    found = []
    for unit in units:
        before, was = stored.get(unit.digest), former.get(unit.digest)
        typed = form[f"words-{unit.digest}"] if form else before.words if before else ""
        changed = differences(was.source, unit.source) if was else ()
        clash = form is not None and f"words-{unit.digest}" in errors and before is not None
        found.append(Field(unit, typed, before, was, changed, clash))
    return found


async def _summary(place: Place, language: str) -> PlainSummary | None:
    if place.section.is_own:
        return None
    return await PlainSummary.get_or_none(
        version_id=place.version.id,
        section_id=place.section.section.identity_id,
        language=language,
    )
