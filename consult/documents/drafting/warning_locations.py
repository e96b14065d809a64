"""Where the warnings about a draft belong after a correction: they move with what they were about. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from consult.importing import Draft, DraftWarning, SectionDraft

# As the importer writes them: "4/1", "4/1, paragraph 3". Lines and pages of the file stay where they are.
_PLACE = re.compile(r"(\d+(?:/\d+)*)(?:, paragraph (\d+))?")


def moved_warnings(
    before: Draft, kept: Sequence[SectionDraft], after: Sequence[SectionDraft]
) -> tuple[DraftWarning, ...]:
    """The warnings of ``before`` with their places in ``after``. ``kept`` are the same sections as ``after``, still
    with the paths they had, "" for a new one.

    What was joined, cut or made something else is told of at the place where it began.
    """
    places = _Places(before, kept, after)
    return tuple(
        replace(each, where=places.of(each.where), location=places.of(each.location))
        for each in before.warnings
    )


class _Places:
    """Old place → new place. Paragraphs that a correction left alone are told by being the very same object."""

    def __init__(
        self, before: Draft, kept: Sequence[SectionDraft], after: Sequence[SectionDraft]
    ) -> None:
        self._after = after
        self._sections = {old.path: at for at, old in enumerate(kept) if old.path}
        stands = {
            id(one): (at, number)
            for at, section in enumerate(after)
            for number, one in enumerate(section.paragraphs, 1)
        }
        self._paragraphs: dict[tuple[str, int], tuple[int, int]] = {}
        at, last = 0, 0
        for section in before.sections:
            if section.path in self._sections:
                at, last = self._sections[section.path], 0
            for number, one in enumerate(section.paragraphs, 1):
                if id(one) in stands:
                    at, last = stands[id(one)]
                    self._paragraphs[section.path, number] = (at, last)
                else:
                    self._paragraphs[section.path, number] = (at, last + 1)

    def of(self, where: str) -> str:
        place = _PLACE.fullmatch(where)
        if place is None:
            return where
        path, number = place[1], int(place[2] or 0)
        if number and (path, number) in self._paragraphs:
            return self._written(*self._paragraphs[path, number])
        if path in self._sections:
            return self._written(self._sections[path], 0)
        return self._of_a_heading_that_is_text(path) or where

    def _of_a_heading_that_is_text(self, path: str) -> str:
        """It stands right before what was the first paragraph below it."""
        first = self._paragraphs.get((path, 1))
        return self._written(first[0], max(1, first[1] - 1)) if first else ""

    def _written(self, at: int, number: int) -> str:
        """A paragraph that became the next heading is that heading."""
        section = self._after[at]
        if number > len(section.paragraphs) and at + 1 < len(self._after):
            return self._after[at + 1].path
        return f"{section.path}, paragraph {number}" if number else section.path
