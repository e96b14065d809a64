"""The locations of a draft's warnings after a correction: they move along with what they are about. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from consult.importing import Draft, DraftWarning, SectionDraft

# As the importer writes them: "4/1", "4/1, paragraph 3". Lines and pages of the file do not move.
_LOCATION = re.compile(r"(\d+(?:/\d+)*)(?:, paragraph (\d+))?")


def relocated_warnings(
    before: Draft, sections: Sequence[SectionDraft], numbered: Sequence[SectionDraft]
) -> tuple[DraftWarning, ...]:
    """The warnings of ``before`` with their locations in the corrected draft.

    ``numbered`` are its sections; ``sections`` the same ones, in the same order, with the paths they had before and
    "" for a new one. A warning about a paragraph that was joined, split or changed moves to where that began.
    """
    locations = _LocationMap(before, sections, numbered)
    return tuple(
        replace(
            each,
            where=locations.after(each.where),
            location=locations.after(each.location),
        )
        for each in before.warnings
    )


class _LocationMap:
    """Location before → location after. A paragraph that the correction left alone is the same object in both."""

    def __init__(
        self, before: Draft, sections: Sequence[SectionDraft], numbered: Sequence[SectionDraft]
    ) -> None:
        self._numbered = numbered
        self._sections = {section.path: at for at, section in enumerate(sections) if section.path}
        unchanged = {
            id(one): (at, number)
            for at, section in enumerate(numbered)
            for number, one in enumerate(section.paragraphs, 1)
        }
        # (path before, number from 1) → (index of the section after, number from 1)
        self._paragraphs: dict[tuple[str, int], tuple[int, int]] = {}
        at, last = 0, 0
        for section in before.sections:
            if section.path in self._sections:
                at, last = self._sections[section.path], 0
            for number, one in enumerate(section.paragraphs, 1):
                if id(one) in unchanged:
                    at, last = unchanged[id(one)]
                    self._paragraphs[section.path, number] = (at, last)
                else:
                    self._paragraphs[section.path, number] = (at, last + 1)

    def after(self, location: str) -> str:
        """The location after the correction; what is no location in the outline stays as it is."""
        match = _LOCATION.fullmatch(location)
        if match is None:
            return location
        path, number = match[1], int(match[2] or 0)
        if number and (path, number) in self._paragraphs:
            return self._format(*self._paragraphs[path, number])
        if path in self._sections:
            return self._format(self._sections[path], 0)
        return self._heading_that_became_text(path) or location

    def _heading_that_became_text(self, path: str) -> str:
        """It comes right before what was the first paragraph below it; "" where there was none."""
        first = self._paragraphs.get((path, 1))
        return self._format(first[0], max(1, first[1] - 1)) if first else ""

    def _format(self, at: int, number: int) -> str:
        """A number past the section's end is the next heading: a paragraph became that."""
        section = self._numbered[at]
        if number > len(section.paragraphs) and at + 1 < len(self._numbered):
            return self._numbered[at + 1].path
        return f"{section.path}, paragraph {number}" if number else section.path
