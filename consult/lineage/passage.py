"""A passage, the unit of matching: one body paragraph or list item of one version. No ORM, no links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from consult.importing import Draft

# Section path → its own title behind those of the sections it lies in, outermost first.
Titles: TypeAlias = Mapping[str, tuple[str, ...]]

_MATCHED_KINDS = ("paragraph", "item")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or item.

    `id` is the caller's, unique in its version. `section` is the path of its section by position
    ("4/5/2"), `titles` the headings above it, outermost first. `text` is the clean text.
    """

    id: str
    section: str
    titles: tuple[str, ...]
    text: str


def passages_of(draft: Draft, prefix: str = "") -> tuple[Passage, ...]:
    """The passages of a read draft in reading order; ids are `prefix` and a count from 1.

    Tables, figures and footnotes are no passages, nor are wholly deleted paragraphs.
    """
    titles = {section.path: section.title for section in draft.sections}
    return tuple(
        Passage(f"{prefix}{count}", path, titles_above(path, titles), text)
        for count, (path, text) in enumerate(_texts(draft), 1)
    )


def headings_of(draft: Draft) -> Titles:
    """Every section of a read draft with its titles, also those without a passage."""
    titles = {section.path: section.title for section in draft.sections}
    return {path: titles_above(path, titles) for path in titles}


def _texts(draft: Draft) -> list[tuple[str, str]]:
    return [
        (section.path, paragraph.text)
        for section in draft.sections
        for paragraph in section.paragraphs
        if paragraph.kind in _MATCHED_KINDS and paragraph.text
    ]


def titles_above(path: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The title of a section behind those of the sections it lies in, outermost first; `titles` by path."""
    steps = path.split("/")
    paths = ("/".join(steps[:depth]) for depth in range(1, len(steps) + 1))
    return tuple(titles.get(above, "") for above in paths)
