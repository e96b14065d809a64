"""What the reader of a file could not judge: each place in the editor's language, by kind and in reading order."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from consult.desk.warning_sentences import in_readers_words
from consult.desk.warning_words import warning_words, weight_of
from consult.documents.drafting.judgement import is_asked, keys_of
from consult.importing import Draft, DraftWarning
from consult.locale import gettext as _

_LINE = re.compile(r"line (\d+)")
_PAGE = re.compile(r"page (\d+)(?:, line (\d+))?")
_PLACE = re.compile(r"(\d+(?:/\d+)*)(?:, paragraph (\d+))?")
_QUOTED = re.compile("“([^”]+)”")
_MEANT = re.compile(r"may be a misreading \(([^)]+)\)")


@dataclass(frozen=True)
class Noted:
    """One warning: the draft's own words, and a sentence, "" where they are enough. ``is_foreign``: the sentence
    has not been translated and stands as the reader of files wrote it, in English.

    ``section`` and ``paragraph`` (from 0, -1 for the heading) are where it is in the draft, None where it is about
    the whole; ``heading`` is what that section is called, ``line`` where it was in the file, "" unknown. ``is_asked``:
    a person is to say that it is well; ``is_judged``: somebody did.
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
    is_asked: bool
    is_judged: bool

    @property
    def kind(self) -> str:
        """What all of its kind say."""
        return warning_words(self.code)

    @property
    def is_left(self) -> bool:
        """Whether somebody must still judge it."""
        return self.is_asked and not self.is_judged

    @property
    def anchor(self) -> str:
        """The id of its place on the page of its heading."""
        return anchor_of(self.paragraph)


@dataclass(frozen=True)
class Group:
    """All warnings of one kind."""

    code: str
    words: str
    notes: tuple[Noted, ...]

    @property
    def is_asked(self) -> bool:
        return self.notes[0].is_asked

    @property
    def left(self) -> int:
        return sum(each.is_left for each in self.notes)


@dataclass(frozen=True)
class Notes:
    """All warnings about a draft, in the order of the text; those about the whole come first."""

    all: tuple[Noted, ...]

    @cached_property
    def groups(self) -> list[Group]:
        """By kind, the weightiest kind first."""
        found: dict[str, list[Noted]] = {}
        for each in self.all:
            found.setdefault(each.code, []).append(each)
        return [
            Group(code, warning_words(code), tuple(found[code]))
            for code in sorted(found, key=weight_of)
        ]

    @property
    def asked(self) -> list[Noted]:
        """What a person is to judge."""
        return [each for each in self.all if each.is_asked]

    @property
    def left(self) -> list[Noted]:
        """What of it is still to be judged."""
        return [each for each in self.all if each.is_left]

    def left_by_section(self) -> dict[int, int]:
        """How many are left under each heading."""
        found: dict[int, int] = {}
        for each in self.left:
            if each.section is not None:
                found[each.section] = found.get(each.section, 0) + 1
        return found

    def at(self, section: int) -> dict[int, list[Noted]]:
        """Those of one heading, by paragraph."""
        found: dict[int, list[Noted]] = {}
        for each in self.all:
            if each.section == section:
                found.setdefault(each.paragraph, []).append(each)
        return found

    def find(self, key: str) -> Noted | None:
        """The one with this key."""
        return next((each for each in self.all if each.key == key), None)

    def first(self) -> Noted | None:
        """Where one begins to go through what is left; None when no place is left."""
        return next(iter(self._way()), None)

    def around(self, current: Noted) -> tuple[Noted | None, Noted | None]:
        """What is left before and after a place; after the last the first follows."""
        order = {each.key: at for at, each in enumerate(self.all)}
        here = order[current.key]
        before = [each for each in self._way() if order[each.key] < here]
        after = [each for each in self._way() if order[each.key] > here]
        following = after or before
        return (before[-1] if before else None), (following[0] if following else None)

    def _way(self) -> list[Noted]:
        return [each for each in self.left if each.section is not None]


def anchor_of(paragraph: int) -> str:
    """The id of a paragraph (from 0, -1 for the heading) on the page of its heading."""
    return "heading" if paragraph < 0 else f"paragraph-{paragraph + 1}"


def notes_of(draft: Draft, judged: Collection[str]) -> Notes:
    """The warnings about a draft; ``judged`` are the keys of those that somebody has judged."""
    sections = {each.path: at for at, each in enumerate(draft.sections)}
    keyed = zip(draft.warnings, keys_of(draft.warnings), strict=True)
    noted = (_noted(each, key, draft, sections, key in judged) for each, key in keyed)
    return Notes(tuple(sorted(noted, key=_reading_order)))


def _reading_order(note: Noted) -> tuple[int, int]:
    return (-1 if note.section is None else note.section), note.paragraph


def _noted(
    warning: DraftWarning, key: str, draft: Draft, sections: dict[str, int], is_judged: bool
) -> Noted:
    place = _PLACE.fullmatch(warning.location or warning.where)
    at = sections.get(place[1]) if place else None
    paragraph = int(place[2] or 0) - 1 if place else -1
    section = draft.sections[at] if at is not None else None
    # What is told of a paragraph that is gone is shown at the heading.
    paragraph = paragraph if section and paragraph < len(section.paragraphs) else -1
    quotes, sentence = tuple(_QUOTED.findall(warning.message)), None
    if not quotes:
        sentence = in_readers_words(warning.message)
    elif meant := _MEANT.search(warning.message):
        sentence = _("perhaps %(words)s") % {"words": meant[1]}
    return Noted(
        key,
        warning.code,
        quotes,
        sentence or ("" if quotes else warning.message),
        not quotes and sentence is None,
        at,
        paragraph,
        f"{section.number or ''} {section.title}".strip() if section else "",
        _line(warning.where),
        is_asked(warning),
        is_judged,
    )


def _line(written: str) -> str:
    """The place in the file in the reader's language; "" where it is told by the outline alone."""
    if line := _LINE.fullmatch(written):
        return _("Line %(number)s") % {"number": line[1]}
    if page := _PAGE.fullmatch(written):
        told = _("Page %(page)s, line %(number)s") if page[2] else _("Page %(page)s")
        return told % {"page": page[1], "number": page[2]}
    return ""
