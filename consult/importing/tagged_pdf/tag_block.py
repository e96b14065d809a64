"""What one tag holds, on its way to becoming a piece of the draft. Shapes only."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from consult.importing.draft import Cell, ParagraphKind
from consult.importing.line import Line

# A role, what is in it, what it shows and how many columns and rows it spans; a kid that is words is
# a page and their number on it.
Tag: TypeAlias = list[Any]


@dataclass(frozen=True, slots=True)
class TagBlock:
    """Its lines, and what it is; `kind` is None for a heading.

    `contents` marks a line of the contents page; `picture` and `shows` are a figure's.
    """

    lines: tuple[Line, ...]
    kind: ParagraphKind | None
    level: int = 0
    marker: str = ""
    cells: tuple[tuple[Cell, ...], ...] = ()
    contents: bool = False
    picture: str = ""
    shows: str = ""
