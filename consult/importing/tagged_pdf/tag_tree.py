"""From the tree of tags to blocks, in the order of the tree.

Holds what each role means; must not know how words are printed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from consult.importing.draft import Cell, Run
from consult.importing.line import Line
from consult.importing.tagged_pdf.tag_block import Tag, TagBlock
from consult.importing.tagged_pdf.tagged_words import SILENT, TaggedWords

_HEADINGS = {"Title": 1, "H": 1, **{f"H{level}": level for level in range(1, 7)}}
_NOTES = ("Note", "FENote")
_PLAIN = ("P", "L", "LI", "LBody", "Table", "TOC", "TOCI", "BlockQuote", "Figure")
_BLOCKS = {*_HEADINGS, *_NOTES, *_PLAIN}
# A list's sign that stands in front of an item's words and has no tag of its own.
_SIGN = re.compile(r"(?P<sign>[•▪◦‣–\-*]|(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_LONGEST_MARK = 8
_BULLET = "•"
# What stands for a picture in a line's words.
_PICTURE = "\ufffc"


class TagTree:
    """The blocks of a tagged PDF; `words` gives each stretch once."""

    def __init__(self, words: TaggedWords) -> None:
        self._words = words

    def blocks(self, tag: Tag, level: int = 0, marker: str = "") -> Iterator[TagBlock]:
        role, kids, *_ = tag
        if role == "Figure":
            yield self._figure(tag)
        elif role in SILENT:
            return
        elif role == "Table":
            yield self._table(tag)
        elif role == "L":
            for kid in kids:
                if isinstance(kid[0], str):
                    yield from self.blocks(kid, level + 1)
        elif role == "LI" or any(kid[0] == "Lbl" for kid in kids):
            yield from self._item(kids, level)
        elif role in _HEADINGS:
            yield TagBlock(self._words.lines(tag), None, _HEADINGS[role])
        elif role in _NOTES:
            yield TagBlock(self._words.lines(tag), "footnote")
        elif role == "TOCI":
            yield TagBlock(self._words.lines(tag), "paragraph", contents=True)
        else:
            yield from self._group(kids, level, marker)

    def _group(self, kids: list[Tag], level: int, marker: str) -> Iterator[TagBlock]:
        """Blocks among loose words: these are a paragraph up to the next block."""
        loose: list[Tag] = []
        for kid in [*kids, None]:
            if kid is not None and not _holds_block(kid):
                loose.append(kid)
                continue
            lines = self._words.lines(["Span", loose]) if loose else ()
            loose = []
            if lines:
                block = TagBlock(lines, "item" if marker else "paragraph", level, marker)
                yield _signed(block) if marker == _BULLET else block
                marker = ""
            if kid is not None:
                for block in self.blocks(kid, level, marker):
                    yield block
                    marker = ""

    def _item(self, kids: list[Tag], level: int) -> Iterator[TagBlock]:
        marker = _BULLET
        body = []
        for kid in kids:
            if kid[0] == "Lbl":
                text = " ".join(line.text for line in self._words.lines(kid)).strip()
                marker = _as_marker(text)
            else:
                body.append(kid)
        yield from self._group(body, max(level, 1), marker)

    def _table(self, tag: Tag) -> TagBlock:
        cells = tuple(tuple(self._cell(cell) for cell in row) for row in _rows(tag))
        texts = ("\t".join("".join(run.text for run in cell.runs) for cell in row) for row in cells)
        return TagBlock((Line("\n".join(texts), "page ?"),), "table", cells=cells)

    def _cell(self, tag: Tag) -> Cell:
        words = " ".join(line.text for line in self._words.lines(tag))
        columns, rows = tag[3]
        return Cell((Run(words),) if words else (), tag[0] == "TH", columns, rows)

    def _figure(self, tag: Tag) -> TagBlock:
        """A picture; words inside it are drawn, and told as what stands outside."""
        name, where = self._words.picture(tag)
        return TagBlock((Line(_PICTURE, where),), "figure", picture=name, shows=tag[2])


def _signed(block: TagBlock) -> TagBlock:
    """An item whose sign stands among its words."""
    first = block.lines[0]
    sign = _SIGN.match(first.text)
    if sign is None:
        return block
    rest = first.saying(first.text[sign.end() :])
    marker = _as_marker(sign["sign"]) if sign["sign"] not in "–-" else "–"
    return replace(block, lines=(rest, *block.lines[1:]), marker=marker)


def _holds_block(tag: Tag) -> bool:
    if not isinstance(tag[0], str):
        return False
    return tag[0] in _BLOCKS or any(_holds_block(kid) for kid in tag[1])


def _rows(tag: Tag) -> Iterator[list[Tag]]:
    for kid in tag[1]:
        if isinstance(kid[0], str):
            if kid[0] == "TR":
                yield [cell for cell in kid[1] if cell[0] in ("TH", "TD")]
            else:
                yield from _rows(kid)


def _as_marker(text: str) -> str:
    digits = text.rstrip(".)").strip("(")
    numbered = digits.isdecimal() or (len(digits) == 1 and digits.isalpha() and text != digits)
    return text[:_LONGEST_MARK] if numbered else _BULLET
