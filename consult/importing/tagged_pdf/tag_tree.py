"""From the tree of tags to blocks, in the order of the tree.

Holds what each role means; must not know how text is laid out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from consult.importing.draft import Cell, Run
from consult.importing.line import Line
from consult.importing.tagged_pdf.elements import ContentReference, Element, TagBlock
from consult.importing.tagged_pdf.tagged_text import UNREAD_ROLES, TaggedText

_HEADINGS = {"Title": 1, "H": 1, **{f"H{level}": level for level in range(1, 7)}}
_NOTES = ("Note", "FENote")
_PLAIN = ("P", "L", "LI", "LBody", "Table", "TOC", "TOCI", "BlockQuote", "Figure")
_BLOCKS = {*_HEADINGS, *_NOTES, *_PLAIN}
# A list marker at the beginning of an item's words, where it has no tag of its own.
_MARKER = re.compile(r"(?P<marker>[•▪◦‣–\-*]|(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_LONGEST_MARKER = 8
_BULLET = "•"
# The object replacement character: stands for a picture in a line's text.
_PICTURE = "\ufffc"


class TagTree:
    """Makes blocks of the elements of a tagged PDF; each piece of `text` is in one of them at most."""

    def __init__(self, text: TaggedText) -> None:
        self._text = text

    def blocks(self, element: Element, level: int = 0, marker: str = "") -> Iterator[TagBlock]:
        """The blocks of an element; `level` is the depth of lists, `marker` is for its first words."""
        role, kids = element.role, element.kids
        if role == "Figure":
            yield self._figure(element)
        elif role in UNREAD_ROLES:
            return
        elif role == "Table":
            yield self._table(element)
        elif role == "L":
            for kid in kids:
                if isinstance(kid, Element):
                    yield from self.blocks(kid, level + 1)
        elif role == "LI" or any(_is_label(kid) for kid in kids):
            yield from self._item(kids, level)
        elif role in _HEADINGS:
            yield TagBlock(self._text.lines(element), None, _HEADINGS[role])
        elif role in _NOTES:
            yield TagBlock(self._text.lines(element), "footnote")
        elif role == "TOCI":
            yield TagBlock(self._text.lines(element), "paragraph", in_contents=True)
        else:
            yield from self._group(kids, level, marker)

    def _group(
        self, kids: list[Element | ContentReference], level: int, marker: str
    ) -> Iterator[TagBlock]:
        """The blocks among some kids; what stands between two of them is a paragraph."""
        inline: list[Element | ContentReference] = []
        for kid in [*kids, None]:
            if kid is not None and not _holds_block(kid):
                inline.append(kid)
                continue
            lines = self._text.lines(Element("Span", inline)) if inline else ()
            inline = []
            if lines:
                block = TagBlock(lines, "item" if marker else "paragraph", level, marker)
                yield _with_typed_marker(block) if marker == _BULLET else block
                marker = ""
            if isinstance(kid, Element):
                for block in self.blocks(kid, level, marker):
                    yield block
                    marker = ""

    def _item(self, kids: list[Element | ContentReference], level: int) -> Iterator[TagBlock]:
        marker = _BULLET
        body: list[Element | ContentReference] = []
        for kid in kids:
            if isinstance(kid, Element) and kid.role == "Lbl":
                text = " ".join(line.text for line in self._text.lines(kid)).strip()
                marker = _as_marker(text)
            else:
                body.append(kid)
        yield from self._group(body, max(level, 1), marker)

    def _table(self, table: Element) -> TagBlock:
        cells = tuple(tuple(self._cell(cell) for cell in row) for row in _rows(table))
        texts = ("\t".join("".join(run.text for run in cell.runs) for cell in row) for row in cells)
        return TagBlock((Line("\n".join(texts), "page ?"),), "table", cells=cells)

    def _cell(self, cell: Element) -> Cell:
        words = " ".join(line.text for line in self._text.lines(cell))
        runs = (Run(words),) if words else ()
        return Cell(runs, cell.role == "TH", cell.columns, cell.rows)

    def _figure(self, figure: Element) -> TagBlock:
        """A picture; text inside it is part of the drawing, and stays outside the draft."""
        name, where = self._text.picture(figure)
        line = Line(_PICTURE, where)
        return TagBlock((line,), "figure", picture=name, alternative=figure.alternative)


def _with_typed_marker(block: TagBlock) -> TagBlock:
    """An item whose marker is typed in front of its words."""
    first = block.lines[0]
    typed = _MARKER.match(first.text)
    if typed is None:
        return block
    rest = first.with_text(first.text[typed.end() :])
    marker = _as_marker(typed["marker"]) if typed["marker"] not in "–-" else "–"
    return replace(block, lines=(rest, *block.lines[1:]), marker=marker)


def _is_label(kid: Element | ContentReference) -> bool:
    return isinstance(kid, Element) and kid.role == "Lbl"


def _holds_block(kid: Element | ContentReference) -> bool:
    if not isinstance(kid, Element):
        return False
    return kid.role in _BLOCKS or any(_holds_block(inner) for inner in kid.kids)


def _rows(table: Element) -> Iterator[list[Element]]:
    """The cells of each row, also of rows inside a table's head, body or foot."""
    for kid in table.kids:
        if isinstance(kid, Element):
            if kid.role == "TR":
                cells = (cell for cell in kid.kids if isinstance(cell, Element))
                yield [cell for cell in cells if cell.role in ("TH", "TD")]
            else:
                yield from _rows(kid)


def _as_marker(text: str) -> str:
    """A number or letter as it is written, everything else as a bullet."""
    digits = text.rstrip(".)").strip("(")
    is_letter = len(digits) == 1 and digits.isalpha() and text != digits
    return text[:_LONGEST_MARKER] if digits.isdecimal() or is_letter else _BULLET
