"""Lines that belong together, on their way to becoming a paragraph.

Holds the shape that every step of this package works on; must not hold any step.
"""

from dataclasses import dataclass, field, replace

from consult.importing.draft import Cell, ParagraphKind
from consult.importing.line import Line
from consult.importing.piece import UnplacedWarnings

# A PDF with fewer blank lines than one for so many others has none between its paragraphs.
_LINES_APART = 15


@dataclass(frozen=True, slots=True)
class Block:
    """At least one line; `marker` and `level` are a list item's, `cells` a table's.

    `heading` is the level of a heading, 1 at the top, 0 for all else.
    """

    lines: tuple[Line, ...]
    kind: ParagraphKind = "paragraph"
    marker: str = ""
    level: int = 0
    heading: int = 0
    warnings: UnplacedWarnings = ()
    cells: tuple[tuple[Cell, ...], ...] = field(default=())

    @property
    def where(self) -> str:
        """Where its first line is."""
        return self.lines[0].where

    @property
    def first(self) -> str:
        """The text of its first line."""
        return self.lines[0].text.strip()

    @property
    def last(self) -> str:
        """The text of its last line."""
        return self.lines[-1].text.strip()

    def with_warning(self, code: str, message: str) -> "Block":
        """The same block with one more warning for the editor."""
        return replace(self, warnings=(*self.warnings, (code, message)))

    def as_item(self, marker: str, first: str | None = None) -> "Block":
        """The same block as a list item, `first` as the text of its first line."""
        lines = self.lines
        if first is not None:
            lines = (lines[0].with_text(first), *lines[1:])
        return replace(self, lines=lines, kind="item", marker=marker, level=1)


def blocks_of(lines: list[Line]) -> list[Block]:
    """The blocks between blank lines; in a double-spaced text, between two of them."""
    blanks_between = 2 if is_double_spaced(lines) else 1
    blocks: list[Block] = []
    current: list[Line] = []
    blanks = 0
    for line in lines:
        if line.is_blank:
            blanks += 1
            continue
        if current and (
            blanks >= blanks_between or _stands_alone(line) or _stands_alone(current[-1])
        ):
            blocks.append(_block(current))
            current = []
        current.append(line)
        blanks = 0
    return [*blocks, _block(current)] if current else blocks


def _stands_alone(line: Line) -> bool:
    return bool(line.cells or line.picture)


def _block(lines: list[Line]) -> Block:
    kind: ParagraphKind = "paragraph"
    if _stands_alone(lines[0]):
        kind = "table" if lines[0].cells else "figure"
    return Block(tuple(lines), kind, cells=lines[0].cells)


def is_loose(lines: list[Line]) -> bool:
    """Whether blank lines do not divide paragraphs: in double spacing, or a PDF with even spacing."""
    filled = sum(not line.is_blank for line in lines)
    is_pdf = any(line.size for line in lines)
    has_few = (len(lines) - filled) * _LINES_APART < filled
    return is_double_spaced(lines) or (is_pdf and has_few)


def is_double_spaced(lines: list[Line]) -> bool:
    """Whether most lines have a blank one after them; in a PDF it stands for a wide gap, and counts."""
    if any(line.size for line in lines):
        return False
    filled = [index for index, line in enumerate(lines[:-1]) if not line.is_blank]
    followed = sum(lines[index + 1].is_blank for index in filled)
    return len(filled) > 5 and followed > 0.7 * len(filled)
