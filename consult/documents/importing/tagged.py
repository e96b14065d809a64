"""Reads a PDF by its tags, where it has them: they say what is a heading, a list, a table, a note.

Must not open the file; the words and the tree of tags come from the child process. Tags that leave
out much of what is printed are not believed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from .draft import Cell, DraftWarning, ParagraphDraft, ParagraphKind, Run
from .found import Found
from .glyphs import repaired
from .line import Line
from .outline import Heading
from .raised import raised
from .wrapped.hyphens import Words, mended, unwrapped

# A role and what is in it; a kid that is words is a page and their number on it.
Tag: TypeAlias = list[Any]

_HEADINGS = {"Title": 1, "H": 1, **{f"H{level}": level for level in range(1, 7)}}
_NOTES = ("Note", "FENote")
_BLOCKS = {*_HEADINGS, *_NOTES, "P", "L", "LI", "LBody", "Table", "TOC", "TOCI", "BlockQuote"}
_SILENT = ("Figure", "Artifact")
# A paragraph's last line on a page is full; a shorter one ends there.
_FULL_LINE = 50
_NUMBERS = re.compile(r"\d+")
# Less than this share of the letters inside tags, and they are not to be trusted.
_MOST_TOLD = 0.8
_LONGEST_MARK = 8


@dataclass(frozen=True, slots=True)
class _Block:
    """What one tag holds: its lines, and what it is."""

    lines: tuple[Line, ...]
    kind: ParagraphKind | None
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    contents: bool = False


def read_tags(said: dict[str, Any]) -> tuple[list[Found], list[DraftWarning]] | None:
    """The pieces of a tagged PDF and what stands outside the tags; None where they tell too little."""
    reader = _Reader([{int(mark): text for mark, text in page.items()} for page in said["tagged"]])
    blocks = [block for tag in said["tags"] for block in reader.blocks(tag)]
    if not any(block.kind is None for block in blocks):
        return None
    outside, letters = (
        reader.outside(),
        sum(_letters(t) for page in reader.words for t in page.values()),
    )
    if sum(map(_letters, outside.values())) > (1 - _MOST_TOLD) * letters:
        return None
    blocks = list(_over_pages(blocks))
    words = Words.of(line.text for block in blocks for line in block.lines)
    found = [one for block in blocks if (one := _found(block, words)) is not None]
    return found, [_about_outside(text, page) for text, page in reader.edges().items()]


def _over_pages(blocks: list[_Block]) -> Iterator[_Block]:
    """Paragraphs whose halves on two pages have a tag each, made one."""
    before: _Block | None = None
    for block in blocks:
        if before is not None and _goes_on(before, block):
            before = replace(before, lines=(*before.lines, *block.lines))
            continue
        if before is not None:
            yield before
        before = block
    if before is not None:
        yield before


def _goes_on(before: _Block, block: _Block) -> bool:
    worded = before.kind in ("paragraph", "item") and block.kind == "paragraph"
    if not worded or not before.lines or not block.lines or before.rows or block.rows:
        return False
    last = before.lines[-1]
    unfinished = len(last.text) >= _FULL_LINE and (last.text[-1].isalnum() or last.text[-1] in ",-")
    return unfinished and last.where != block.lines[0].where and before.contents is block.contents


class _Reader:
    """Takes each stretch of words once, where the tags first name it."""

    def __init__(self, words: list[dict[int, str]]) -> None:
        self.words = words
        self._left = {(page, mark) for page, marks in enumerate(words) for mark in marks}

    def blocks(self, tag: Tag, level: int = 0, marker: str = "") -> Iterator[_Block]:
        role, kids = tag
        if role in _SILENT:
            return
        if role == "Table":
            yield self._table(tag)
        elif role == "L":
            for kid in kids:
                if isinstance(kid[0], str):
                    yield from self.blocks(kid, level + 1)
        elif role == "LI":
            yield from self._item(kids, level)
        elif role in _HEADINGS:
            yield _Block(self._lines(tag), None, _HEADINGS[role])
        elif role in _NOTES:
            yield _Block(self._lines(tag), "footnote")
        elif role == "TOCI":
            yield _Block(self._lines(tag), "paragraph", contents=True)
        else:
            yield from self._group(kids, level, marker)

    def _group(self, kids: list[Tag], level: int, marker: str) -> Iterator[_Block]:
        """Blocks among loose words: these are a paragraph up to the next block."""
        loose: list[Tag] = []
        for kid in [*kids, None]:
            if kid is not None and not _holds_block(kid):
                loose.append(kid)
                continue
            lines = self._lines(["Span", loose]) if loose else ()
            loose = []
            if lines:
                yield _Block(lines, "item" if marker else "paragraph", level, marker)
                marker = ""
            if kid is not None:
                for block in self.blocks(kid, level, marker):
                    yield block
                    marker = ""

    def _item(self, kids: list[Tag], level: int) -> Iterator[_Block]:
        marker = "•"
        body = []
        for kid in kids:
            if kid[0] == "Lbl":
                text = " ".join(line.text for line in self._lines(kid)).strip()
                marker = _as_marker(text)
            else:
                body.append(kid)
        yield from self._group(body, max(level, 1), marker)

    def _table(self, tag: Tag) -> _Block:
        rows = tuple(
            tuple(
                " ".join(" ".join(line.text for line in self._lines(cell)).split()) for cell in row
            )
            for row in _rows(tag)
        )
        lines = (Line("\n".join("\t".join(row) for row in rows), "page ?"),)
        return _Block(lines, "table", rows=rows)

    def _lines(self, tag: Tag) -> tuple[Line, ...]:
        parts = list(self._parts(tag))
        where = next((page for _, page in parts), 0)
        text, before = "", where
        for words, page in parts:
            # A page's first words begin a line though nothing says so.
            text += words if page == before else f"\n{words}"
            before = page
        lines = [line for line in text.split("\n") if line.strip()]
        return tuple(Line(line.strip(), f"page {where + 1}") for line in lines)

    def _parts(self, tag: Tag) -> Iterator[tuple[str, int]]:
        role, kids = tag
        if role in _SILENT:
            return
        for kid in kids:
            if isinstance(kid[0], str):
                told = list(self._parts(kid))
                text = "".join(text for text, _ in told)
                if kid[0] in ("Reference", "Link") and text.isdecimal() and len(text) < 3:
                    yield raised(text), told[0][1]
                else:
                    yield from told
            elif (kid[0], kid[1]) in self._left:
                self._left.discard((kid[0], kid[1]))
                yield self.words[kid[0]][kid[1]], kid[0]

    def outside(self) -> dict[tuple[int, int], str]:
        """The words that no tag names and that are marked as no furniture either."""
        return {at: self.words[at[0]][at[1]] for at in self._left if at[1] != -1}

    def edges(self) -> dict[str, int]:
        """What stands outside the tags, each wording once, with the page of the first."""
        found: dict[str, tuple[str, int]] = {}
        for page, mark in sorted(self._left):
            for line in self.words[page][mark].split("\n"):
                words = " ".join(line.split())
                # The page's number makes every page's header another one.
                alike = _NUMBERS.sub("#", words)
                if alike not in ("", "#"):
                    found.setdefault(alike, (words, page + 1))
        return dict(found.values())


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
    return text[:_LONGEST_MARK] if numbered else "•"


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _about_outside(text: str, page: int) -> DraftWarning:
    return DraftWarning(
        "header-left-out", f"A header or footer was left out: “{text}”", f"page {page}"
    )


def _found(block: _Block, words: Words) -> Found | None:
    if not block.lines:
        return None
    where = block.lines[0].where
    if block.rows:
        cells = tuple(
            tuple(Cell((Run(text),) if text else ()) for text in row) for row in block.rows
        )
        text = block.lines[0].text
        return Found(ParagraphDraft("table", text, (Run(text),), cells=cells), "", "")
    lines, about = repaired(list(block.lines))
    text, joins = unwrapped(lines, words)
    text, hyphens = mended(text, words)
    if block.kind == "footnote":
        number, _, rest = text.partition(" ")
        text = f"{raised(number)} {rest}" if number.isdecimal() else text
    remarks = (*((w.code, w.message) for w in about), *joins, *hyphens)
    runs = (Run(text),)
    if block.kind is None:
        return Found(Heading(block.level, runs), "", where, remarks)
    style = "toc 1" if block.contents else ""
    return Found(
        ParagraphDraft(block.kind, text, runs, block.level, block.marker), style, where, remarks
    )
