"""The structure elements of a tagged PDF, and what one becomes on its way to the draft. Shapes only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from consult.importing.draft import Cell, ParagraphKind
from consult.importing.line import Line


class ContentReference(NamedTuple):
    """Marked content that belongs to an element, by the index of its page and its id there."""

    page: int
    mcid: int


class Element(NamedTuple):
    """A tag: its standard role, what is in it, a figure's alternative text, the spans of a cell."""

    role: str
    kids: list[Element | ContentReference]
    alternative: str = ""
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class TagBlock:
    """Some lines and what they are; `kind` is None for a heading.

    `in_contents` marks a line of the contents page; `picture` and `alternative` are a figure's.
    """

    lines: tuple[Line, ...]
    kind: ParagraphKind | None
    level: int = 0
    marker: str = ""
    cells: tuple[tuple[Cell, ...], ...] = ()
    in_contents: bool = False
    picture: str = ""
    alternative: str = ""


def element_of(values: list[Any]) -> Element:
    """An element from the child's JSON: [role, [kids], alternative text, [columns, rows]]."""
    role, kids, alternative, (columns, rows) = values
    return Element(role, [_kid_of(kid) for kid in kids], alternative, columns, rows)


def root_elements(tags: list[list[Any]]) -> list[Element]:
    """The elements below the root; content there belongs to none of them."""
    return [element_of(tag) for tag in tags if isinstance(tag[0], str)]


def _kid_of(values: list[Any]) -> Element | ContentReference:
    return element_of(values) if isinstance(values[0], str) else ContentReference(*values)
