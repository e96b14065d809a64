"""One section in one language on the desk: the part of its units that one page has, their fields, its summary."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from consult.desk.desk import Desk
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.translations.former_translations import former_translations
from consult.documents.translations.plain_summary import PlainSummary
from consult.documents.translations.source_units import SectionWords, SourceUnit
from consult.documents.translations.translation import Translation
from consult.documents.translations.translation_edits import stored_in
from consult.lineage import Difference, diff_words
from consult.web.forms import Fields

# Units on one page: below the number of fields that a form may have.
UNITS_ON_PAGE = 60
# A textarea's height in lines, for a source of so many characters a line.
_FEWEST_ROWS, _MOST_ROWS = 2, 12
_CHARACTERS_IN_ROW = 60


@dataclass(frozen=True)
class TranslationField:
    """A unit with its field: ``words`` are in the field, ``stored`` is the stored translation, ``former`` an outdated
    one, with the differences of its source from the unit's in ``changed``. ``has_clash``: somebody else stored one
    since the form was opened."""

    unit: SourceUnit
    words: str
    stored: Translation | None
    former: Translation | None
    changed: tuple[Difference, ...]
    has_clash: bool

    @property
    def lock_version(self) -> int:
        return self.stored.lock_version if self.stored else 0

    @property
    def rows(self) -> int:
        """The field's height in lines."""
        return min(_FEWEST_ROWS + len(self.unit.source) // _CHARACTERS_IN_ROW, _MOST_ROWS)


class PartLink(NamedTuple):
    """A link to a part of a section: its number from 1, and its address, "" for the part that is shown."""

    number: int
    href: str


@dataclass(frozen=True)
class SectionTranslation:
    """Section ``index`` of ``sections`` in a language, and the ``part`` (from 0) of its units that is on the page."""

    desk: Desk
    version: Version
    language: str
    index: int
    sections: list[SectionWords]
    part: int

    @property
    def section(self) -> SectionWords:
        return self.sections[self.index]

    @property
    def has_summary(self) -> bool:
        """Whether the page has the field for the section's summary."""
        return self.part == 0 and not self.section.is_own

    @property
    def units(self) -> list[SourceUnit]:
        """The page's units, the same words once; none in the consultation's own language."""
        if self.language == self.desk.consultation.language:
            return []
        start = self.part * UNITS_ON_PAGE
        return self._unique_units[start : start + UNITS_ON_PAGE]

    @property
    def _unique_units(self) -> list[SourceUnit]:
        return list({each.digest: each for each in self.section.units}.values())

    @property
    def part_links(self) -> list[PartLink]:
        """The parts of the section; none where there is only one."""
        parts = -(-len(self._unique_units) // UNITS_ON_PAGE)
        if parts < 2:
            return []
        return [
            PartLink(part + 1, "" if part == self.part else self.url(part=part))
            for part in range(parts)
        ]

    @property
    def language_url(self) -> str:
        """The page with all sections of the language."""
        return self._with_query(self.desk.url("one_language", language=self.language))

    @property
    def previous_url(self) -> str | None:
        return self.url(self.index - 1) if self.index else None

    @property
    def next_url(self) -> str | None:
        return self.url(self.index + 1) if self.index + 1 < len(self.sections) else None

    def url(self, index: int | None = None, part: int = 0) -> str:
        """The page of a section, by default this one."""
        place = self.index if index is None else index
        address = self.desk.url("wording", language=self.language, place=place)
        return self._with_query(address, *([f"part={part}"] if part else []))

    def _with_query(self, address: str, *fields: str) -> str:
        """The version's number is left out for the newest version."""
        newest = self.desk.version
        if newest is None or newest.id != self.version.id:
            fields = (f"version={self.version.number}", *fields)
        return address + ("?" + "&".join(fields) if fields else "")


async def former_of(
    page: SectionTranslation, stored: Mapping[str, Translation]
) -> dict[str, Translation]:
    """Outdated translations by digest, see ``former_translations``; ``stored`` are the version's valid ones."""
    return await former_translations(page.version, page.language, page.sections, stored)


async def fields_of(
    page: SectionTranslation, form: Fields | None, clashes: Collection[str]
) -> list[TranslationField]:
    """The page's fields with what was typed in ``form``, else with what is stored. ``clashes`` are the digests of
    units that somebody else translated since. At most four queries for 500 units in the version."""
    units = page.units
    if not units:
        return []
    # Of the whole version: a translation that is in use elsewhere is not outdated.
    digests = [unit.digest for each in page.sections for unit in each.units]
    stored = await stored_in(page.version.document_id, page.language, digests)
    former = await former_of(page, stored)
    return [
        _field(unit, form, stored.get(unit.digest), former.get(unit.digest), clashes)
        for unit in units
    ]


def _field(
    unit: SourceUnit,
    form: Fields | None,
    stored: Translation | None,
    former: Translation | None,
    clashes: Collection[str],
) -> TranslationField:
    words = form[f"words-{unit.digest}"] if form else stored.words if stored else ""
    changed = diff_words(former.source, unit.source) if former else ()
    has_clash = unit.digest in clashes and stored is not None
    return TranslationField(unit, words, stored, former, changed, has_clash)


async def summary_of(page: SectionTranslation, language: str) -> PlainSummary | None:
    """The section's summary in a language; None for none. One query."""
    if page.section.is_own:
        return None
    return await PlainSummary.get_or_none(
        version_id=page.version.id,
        section_id=page.section.section.identity_id,
        language=language,
    )


async def hides_summary(page: SectionTranslation) -> bool:
    """Whether the page's summary, or an earlier version's in its place, is shown to nobody until it is stored again: words
    of the section are taken down, and it may say them, see ``public.queries.summaries``. At most two queries."""
    section = page.section.section
    if page.section.is_own:
        return False
    written = PlainSummary.filter(
        section_id=section.identity_id,
        language=page.language,
        version__number__lte=page.version.number,
    )
    last = await written.order_by("-version__number").first()
    if last is None or last.digest == page.section.digest:
        return False
    taken = Paragraph.filter(version_id=page.version.id, taken_reason__isnull=False)
    keys = map(str, await taken.values_list("section__key", flat=True))
    return any(key == section.key or key.startswith(f"{section.key}-") for key in keys)
