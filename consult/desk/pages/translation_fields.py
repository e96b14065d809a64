"""A section in one language on an editor's desk: which one an address names, its fields, its summary."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from starlette.requests import Request

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, known_language, needed_version
from consult.documents.document import Version
from consult.documents.translations.former_translations import former_translations
from consult.documents.translations.plain_summary import PlainSummary
from consult.documents.translations.source_units import SectionWords, Unit, all_words_of
from consult.documents.translations.translation import Translation
from consult.documents.translations.translation_edits import stored_in
from consult.lineage import Difference, diff_words
from consult.web.forms import Fields, number_in
from consult.web.lookup import found_or_404

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
    def lock_version(self) -> int:
        return self.stored.lock_version if self.stored else 0


@dataclass(frozen=True)
class WordingPlace:
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


async def worded_place(request: Request, version: str, part: str) -> WordingPlace:
    """The section, language and part that an address names. Raises HTTPException 404."""
    desk = await desk_of(request)
    language = known_language(request.path_params["language"])
    found = await needed_version(desk, version)
    sections = await all_words_of(found)
    at: int = request.path_params["place"]
    # Its own words have no other section below them, and are written in their own language elsewhere.
    is_original = language == desk.consultation.language
    found_or_404(sections[at] if at < len(sections) - is_original else None)
    return WordingPlace(desk, found, language, at, sections, number_in(part))


async def former_of(
    place: WordingPlace, stored: Mapping[str, Translation]
) -> dict[str, Translation]:
    """The translations of earlier words of this section, by the words that stand there now."""
    return await former_translations(place.version, place.language, place.sections, stored)


async def fields_of(
    place: WordingPlace, form: Fields | None, clashes: Collection[str]
) -> list[Field]:
    """The page's units with what stands in their fields: what was typed, else what is stored. ``clashes`` are the
    digests of those that somebody else translated meanwhile."""
    units = place.units
    if not units:
        return []
    # Of the whole version: what else is translated is not offered as an earlier translation.
    digests = [unit.digest for each in place.sections for unit in each.units]
    stored = await stored_in(place.version.document_id, place.language, digests)
    former = await former_of(place, stored)
    found = []
    for unit in units:
        before, was = stored.get(unit.digest), former.get(unit.digest)
        typed = form[f"words-{unit.digest}"] if form else before.words if before else ""
        changed = diff_words(was.source, unit.source) if was else ()
        clash = unit.digest in clashes and before is not None
        found.append(Field(unit, typed, before, was, changed, clash))
    return found


async def summary_of(place: WordingPlace, language: str) -> PlainSummary | None:
    """The section's summary in a language; None where nobody wrote one."""
    if place.section.is_own:
        return None
    return await PlainSummary.get_or_none(
        version_id=place.version.id,
        section_id=place.section.section.identity_id,
        language=language,
    )
