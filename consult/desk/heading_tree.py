"""The headings of a version as the desk's pages list them: indented by their level."""

from __future__ import annotations

from dataclasses import dataclass

from consult.documents.section import Section

_DEEPEST_INDENT = 6


@dataclass(frozen=True)
class TreeHeading:
    """A heading in the tree; the pages add what they show beside it."""

    section: Section

    @property
    def indent(self) -> int:
        return indent_of(self.section.level)

    @property
    def is_area(self) -> bool:
        return self.section.key == self.section.area


def indent_of(level: int) -> int:
    """The step of indentation for a heading's level, from 1; deep levels share the last one."""
    return min(level, _DEEPEST_INDENT)
