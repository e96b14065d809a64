"""The sections of one page of the text as they are set: with a heading of which level, and a line under it or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from consult.public.queries import PublicSection, SectionText

# Of HTML.
DEEPEST_LEVEL = 6

Line = Literal["", "section", "chapter"]


@dataclass(frozen=True)
class Chapter:
    """A section on a page. ``level`` is that of its heading and ``summary_level`` that of the summary's, from 1 to 6.

    ``has_heading``: not for the section that the page is about, whose heading is the page's. ``is_deep``: its heading
    is set smaller. ``has_owners``: its committees stand under its heading. ``line`` says what can be commented on
    there: "section" on an area, "chapter" on one directly below the area, "" nothing.
    """

    text: SectionText
    level: int
    has_heading: bool = True
    is_deep: bool = False
    has_owners: bool = False
    line: Line = ""

    @property
    def section(self) -> PublicSection:
        return self.text.section

    @property
    def summary_level(self) -> int:
        return min(self.level + 1, DEEPEST_LEVEL)


def chapters_of_section(
    texts: Sequence[SectionText], *, with_changes: bool = False
) -> Iterator[Chapter]:
    """The chapters of the page of a section, which is the first of ``texts``: its heading is the page's, of level 1."""
    top = texts[0].section.level
    for text in _visible(texts, with_changes):
        level = text.section.level - top + 1
        yield Chapter(
            text,
            min(level, DEEPEST_LEVEL),
            has_heading=text is not texts[0],
            is_deep=level > 2,
            line="chapter" if level == 2 else "",
        )


def chapters_of_whole(
    texts: Sequence[SectionText], *, with_changes: bool = False
) -> Iterator[Chapter]:
    """The chapters of the page with all of the text: areas have headings of level 2."""
    for text in _visible(texts, with_changes):
        section, level = text.section, text.section.level + 1
        yield Chapter(
            text,
            min(level, DEEPEST_LEVEL),
            is_deep=level > 3,
            has_owners=section.is_area,
            line="section" if section.is_area else "chapter" if level == 3 else "",
        )


def _visible(texts: Sequence[SectionText], with_changes: bool) -> Iterator[SectionText]:
    """A section that is all deletion is shown with the changes alone."""
    return (each for each in texts if with_changes or each.section.change != "deletion")
