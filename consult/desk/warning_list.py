"""The warnings about a draft for the desk's pages: in the editor's language, by kind, and in reading order."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from consult.desk.warning_sentences import translated_message
from consult.desk.warning_words import severity_rank, warning_words
from consult.documents.drafting.dismissed_warnings import is_dismissible, warning_keys
from consult.importing import Draft, DraftWarning
from consult.locale import gettext as _

_LINE = re.compile(r"line (\d+)")
_PAGE = re.compile(r"page (\d+)(?:, line (\d+))?")
_LOCATION = re.compile(r"(\d+(?:/\d+)*)(?:, paragraph (\d+))?")
_QUOTED = re.compile("“([^”]+)”")
_MEANT = re.compile(r"may be a misreading \(([^)]+)\)")

# A kind with fewer warnings is listed open.
OPEN_BELOW = 4
HEADING = -1


@dataclass(frozen=True)
class ListedWarning:
    """One warning, with its words and its location.

    ``quotes`` are the draft's own words; ``message`` is a sentence, "" where the quotes are enough; ``is_foreign``: it
    has no translation and is the importer's, in English. ``section`` (from 0, None: the whole text) and ``paragraph``
    (from 0, or HEADING) are its location in the draft, ``heading`` is the section's title, ``line`` its location in the
    file, "" for unknown. ``is_dismissible``: an editor must dismiss it; ``is_dismissed``: one has.
    """

    key: str
    code: str
    quotes: tuple[str, ...]
    message: str
    is_foreign: bool
    section: int | None
    paragraph: int
    heading: str
    line: str
    is_dismissible: bool
    is_dismissed: bool

    @property
    def kind(self) -> str:
        """The words for all warnings of its kind."""
        return warning_words(self.code)

    @property
    def is_open(self) -> bool:
        """Whether an editor must still dismiss it."""
        return self.is_dismissible and not self.is_dismissed

    @property
    def html_id(self) -> str:
        """The HTML id of its paragraph on the page of its section."""
        return html_id_of(self.paragraph)


@dataclass(frozen=True)
class WarningGroup:
    """All warnings of one kind; ``words`` are its heading."""

    code: str
    words: str
    warnings: tuple[ListedWarning, ...]

    @property
    def is_dismissible(self) -> bool:
        return self.warnings[0].is_dismissible

    @property
    def open_keys(self) -> list[str]:
        """The keys of those that an editor must still dismiss."""
        return [each.key for each in self.warnings if each.is_open]

    @property
    def is_done(self) -> bool:
        """Whether all were dismissed."""
        return self.is_dismissible and not self.open_keys

    @property
    def is_short(self) -> bool:
        return len(self.warnings) < OPEN_BELOW


@dataclass(frozen=True)
class WarningList:
    """All warnings about a draft in reading order; those about the whole text come first."""

    warnings: tuple[ListedWarning, ...]

    @cached_property
    def _groups(self) -> list[WarningGroup]:
        """By kind, the most severe kind first."""
        by_code: dict[str, list[ListedWarning]] = {}
        for each in self.warnings:
            by_code.setdefault(each.code, []).append(each)
        return [
            WarningGroup(code, warning_words(code), tuple(by_code[code]))
            for code in sorted(by_code, key=severity_rank)
        ]

    @property
    def dismissible_groups(self) -> list[WarningGroup]:
        return [each for each in self._groups if each.is_dismissible]

    @property
    def informational_groups(self) -> list[WarningGroup]:
        return [each for each in self._groups if not each.is_dismissible]

    @property
    def informational_count(self) -> int:
        return sum(not each.is_dismissible for each in self.warnings)

    @property
    def dismissible(self) -> list[ListedWarning]:
        """Those that an editor must dismiss or has dismissed."""
        return [each for each in self.warnings if each.is_dismissible]

    @property
    def open(self) -> list[ListedWarning]:
        """Those that an editor must still dismiss."""
        return [each for each in self.warnings if each.is_open]

    def open_by_section(self) -> dict[int, int]:
        """How many open warnings each section has, without sections that have none."""
        counts: dict[int, int] = {}
        for each in self.open:
            if each.section is not None:
                counts[each.section] = counts.get(each.section, 0) + 1
        return counts

    def in_section(self, section: int) -> dict[int, list[ListedWarning]]:
        """The warnings about one section, by paragraph."""
        by_paragraph: dict[int, list[ListedWarning]] = {}
        for each in self.warnings:
            if each.section == section:
                by_paragraph.setdefault(each.paragraph, []).append(each)
        return by_paragraph

    def find(self, key: str) -> ListedWarning | None:
        """The warning with this key."""
        return next((each for each in self.warnings if each.key == key), None)

    def first(self) -> ListedWarning | None:
        """The first open warning that has a location."""
        return next(iter(self._open_with_location()), None)

    def around(self, current: ListedWarning) -> tuple[ListedWarning | None, ListedWarning | None]:
        """The open warnings before and after ``current``; after the last the first one follows."""
        order = {each.key: at for at, each in enumerate(self.warnings)}
        at = order[current.key]
        before = [each for each in self._open_with_location() if order[each.key] < at]
        after = [each for each in self._open_with_location() if order[each.key] > at]
        following = after or before
        return (before[-1] if before else None), (following[0] if following else None)

    def _open_with_location(self) -> list[ListedWarning]:
        return [each for each in self.open if each.section is not None]


def html_id_of(paragraph: int) -> str:
    """The HTML id of a paragraph (from 0, or HEADING) on the page of its section."""
    return "heading" if paragraph == HEADING else f"paragraph-{paragraph + 1}"


def list_warnings(draft: Draft, dismissed: Collection[str]) -> WarningList:
    """The warnings about a draft; ``dismissed`` are the keys of dismissed ones. Speaks the current language."""
    sections = {each.path: at for at, each in enumerate(draft.sections)}
    keyed = zip(draft.warnings, warning_keys(draft.warnings), strict=True)
    listed = (_listed(each, key, draft, sections, key in dismissed) for each, key in keyed)
    return WarningList(tuple(sorted(listed, key=_reading_order)))


def _reading_order(warning: ListedWarning) -> tuple[int, int]:
    return (-1 if warning.section is None else warning.section), warning.paragraph


def _listed(
    warning: DraftWarning, key: str, draft: Draft, sections: dict[str, int], is_dismissed: bool
) -> ListedWarning:
    at, paragraph = _location(warning, draft, sections)
    section = draft.sections[at] if at is not None else None
    quotes, message, is_foreign = _words(warning.message)
    return ListedWarning(
        key=key,
        code=warning.code,
        quotes=quotes,
        message=message,
        is_foreign=is_foreign,
        section=at,
        paragraph=paragraph,
        heading=f"{section.number or ''} {section.title}".strip() if section else "",
        line=_line(warning.where),
        is_dismissible=is_dismissible(warning),
        is_dismissed=is_dismissed,
    )


def _location(
    warning: DraftWarning, draft: Draft, sections: dict[str, int]
) -> tuple[int | None, int]:
    """(section, paragraph). A paragraph that the draft has no longer counts as the heading."""
    match = _LOCATION.fullmatch(warning.location or warning.where)
    at = sections.get(match[1]) if match else None
    paragraph = int(match[2] or 0) - 1 if match else HEADING
    if at is None or paragraph >= len(draft.sections[at].paragraphs):
        return at, HEADING
    return at, paragraph


def _words(message: str) -> tuple[tuple[str, ...], str, bool]:
    """(quotes, sentence, whether the sentence is untranslated), see ListedWarning."""
    quotes = tuple(_QUOTED.findall(message))
    if quotes:
        meant = _MEANT.search(message)
        return quotes, _("perhaps %(words)s") % {"words": meant[1]} if meant else "", False
    translated = translated_message(message)
    return (), translated or message, translated is None


def _line(where: str) -> str:
    """The location in the file in the editor's language; "" where it is given by the outline alone."""
    if line := _LINE.fullmatch(where):
        return _("Line %(number)s") % {"number": line[1]}
    if page := _PAGE.fullmatch(where):
        words = _("Page %(page)s, line %(number)s") if page[2] else _("Page %(page)s")
        return words % {"page": page[1], "number": page[2]}
    return ""
