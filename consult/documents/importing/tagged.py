"""Reads a PDF by its tags, where it has them: they say what is a heading, a list, a table, a note.

Must not open the file; the words and the tree of tags come from the child process. Tags that leave
out much of what is printed are not believed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from .draft import Cell, DraftWarning, ParagraphDraft, ParagraphKind, Run
from .found import Found
from .glyphs import repaired
from .inlines import Findings
from .line import Line
from .outline import Heading
from .printed import Sheet, Stretch, rows_of, words_of
from .raised import raised
from .shown import filled, shown
from .wrapped.hyphens import Words, mended, unwrapped

# A role, what is in it and what it shows; a kid that is words is a page and their number on it.
Tag: TypeAlias = list[Any]

_HEADINGS = {"Title": 1, "H": 1, **{f"H{level}": level for level in range(1, 7)}}
_NOTES = ("Note", "FENote")
_BLOCKS = {*_HEADINGS, *_NOTES, "P", "L", "LI", "LBody", "Table", "TOC", "TOCI", "BlockQuote"}
_SILENT = ("Figure", "Artifact")
# A list's sign that stands in front of an item's words and has no tag of its own.
_SIGN = re.compile(r"(?P<sign>[•▪◦‣–\-*]|(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
# So much larger than most letters are the title's.
_LARGER = 1.3
# In letters' heights: how far two base lines of one line lie apart at most.
_SAME_LINE = 0.6
# A paragraph's last line on a page is full; a shorter one ends there.
_FULL_LINE = 50
_NUMBERS = re.compile(r"\d+")
# Less than this share of the letters inside tags, and they are not to be trusted.
_MOST_TOLD = 0.8
_LONGEST_MARK = 8
_BULLET = "•"
_PICTURE = "\ufffc"
_MOST_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class _Block:
    """What one tag holds: its lines, and what it is."""

    lines: tuple[Line, ...]
    kind: ParagraphKind | None
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    contents: bool = False
    picture: str = ""
    shows: str = ""


class Told(NamedTuple):
    """What the tags tell: the title where the letters' height says it, the pieces, what is outside."""

    title: str
    found: list[Found]
    about: list[DraftWarning]


def read_tags(tags: list[Tag], sheets: list[Sheet], findings: Findings) -> Told | None:
    """The pieces of a tagged PDF and what stands outside the tags; None where they tell too little."""
    reader = _Reader(sheets)
    blocks = [block for tag in tags for block in reader.blocks(tag)]
    if not any(block.kind is None for block in blocks):
        return None
    outside = reader.outside()
    letters = sum(_letters(one.text) for sheet in sheets for one in sheet.stretches)
    if sum(map(_letters, outside.values())) > (1 - _MOST_TOLD) * letters:
        return None
    title, blocks = _titled(list(_over_pages(blocks)))
    words = Words.of(line.text for block in blocks for line in block.lines)
    found = [one for block in blocks if (one := _found(block, words, findings)) is not None]
    about = [_about_outside(text, page) for text, page in reader.edges().items()]
    return Told(title, filled(found), [*about, *reader.about_pictures()])


def _titled(blocks: list[_Block]) -> tuple[str, list[_Block]]:
    """The first paragraph is the title where it is set larger than all but the headings."""
    sizes: Counter[float] = Counter()
    for line in (line for block in blocks for line in block.lines):
        sizes[line.size] += len(line.text)
    first = next((block for block in blocks if block.lines), None)
    if first is None or first.kind != "paragraph" or len(first.lines) > _MOST_TITLE_LINES:
        return "", blocks
    if first.lines[0].size < _LARGER * sizes.most_common(1)[0][0]:
        return "", blocks
    title, _ = unwrapped(first.lines, Words.of(()))
    return title, [block for block in blocks if block is not first]


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

    def __init__(self, sheets: list[Sheet]) -> None:
        self._words: dict[tuple[int, int], list[Stretch]] = {}
        for page, sheet in enumerate(sheets):
            for one in sheet.stretches:
                self._words.setdefault((page, one.mark), []).append(one)
        self._left = set(self._words)
        self._pictures = [
            (page, one.mark, one.name) for page, sheet in enumerate(sheets) for one in sheet.rasters
        ]
        self._page = 0

    def blocks(self, tag: Tag, level: int = 0, marker: str = "") -> Iterator[_Block]:
        role, kids, *_ = tag
        if role == "Figure":
            yield from self._figure(tag)
        elif role in _SILENT:
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
                block = _Block(lines, "item" if marker else "paragraph", level, marker)
                yield _signed(block) if marker == _BULLET else block
                marker = ""
            if kid is not None:
                for block in self.blocks(kid, level, marker):
                    yield block
                    marker = ""

    def _item(self, kids: list[Tag], level: int) -> Iterator[_Block]:
        marker = _BULLET
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

    def _figure(self, tag: Tag) -> Iterator[_Block]:
        """A picture; words inside it are drawn, and told as what stands outside."""
        marks = set(_marks_in(tag))
        # One without marks has been drawn without: it is the next such picture from here on.
        drawn = next(
            (
                one
                for one in self._pictures
                if one[:2] in marks or (not marks and one[1] == -1 and one[0] >= self._page)
            ),
            None,
        )
        if drawn is not None:
            self._pictures.remove(drawn)
        page, _, name = drawn or (min(marks)[0] if marks else self._page, -1, "")
        yield _Block(
            (Line(_PICTURE, f"page {page + 1}"),), "figure", picture=name or "?", shows=tag[2]
        )

    def _lines(self, tag: Tag) -> tuple[Line, ...]:
        lines: list[tuple[int, list[Stretch]]] = []
        for page, one in self._stretches(tag):
            if lines and lines[-1][0] == page and _is_level(lines[-1][1][-1], one):
                lines[-1][1].append(one)
            else:
                lines.append((page, [one]))
        return tuple(_line(page, stretches) for page, stretches in lines)

    def _stretches(self, tag: Tag) -> Iterator[tuple[int, Stretch]]:
        role, kids, *_ = tag
        if role in _SILENT:
            return
        for kid in kids:
            if isinstance(kid[0], str):
                told = list(self._stretches(kid))
                text = "".join(one.text for _, one in told).strip()
                if kid[0] in ("Reference", "Link") and text.isdecimal() and len(text) < 3:
                    told = [(page, one._replace(text=raised(one.text))) for page, one in told]
                yield from told
            elif (kid[0], kid[1]) in self._left:
                self._left.discard((kid[0], kid[1]))
                self._page = kid[0]
                yield from ((kid[0], one) for one in self._words[kid[0], kid[1]])

    def outside(self) -> dict[tuple[int, int], str]:
        """The words that no tag names and that are marked as no furniture either."""
        return {at: " ".join(self._texts(at)) for at in self._left if at[1] != -1}

    def _texts(self, at: tuple[int, int]) -> list[str]:
        return [words_of(row.stretches) for row in rows_of(self._words[at])]

    def edges(self) -> dict[str, int]:
        """What stands outside the tags, each wording once, with the page of the first."""
        found: dict[str, tuple[str, int]] = {}
        for page, mark in sorted(self._left):
            for line in self._texts((page, mark)):
                words = " ".join(line.split())
                # The page's number makes every page's header another one.
                alike = _NUMBERS.sub("#", words)
                if alike not in ("", "#"):
                    found.setdefault(alike, (words, page + 1))
        return dict(found.values())

    def about_pictures(self) -> Iterator[DraftWarning]:
        """The pictures that no tag names."""
        pages = sorted({page + 1 for page, _, _ in self._pictures})
        if pages:
            message = f"Pictures were left out on these pages: {', '.join(map(str, pages))}."
            yield DraftWarning("picture-left-out", message, f"page {pages[0]}")


def _line(page: int, stretches: list[Stretch]) -> Line:
    rows = rows_of(stretches)
    text = " ".join(words_of(row.stretches) for row in rows)
    return Line(" ".join(text.split()), f"page {page + 1}", size=rows[0].size)


def _is_level(before: Stretch, one: Stretch) -> bool:
    return abs(before.base - one.base) <= _SAME_LINE * max(before.size, one.size)


def _marks_in(tag: Tag) -> Iterator[tuple[int, int]]:
    for kid in tag[1]:
        if isinstance(kid[0], str):
            yield from _marks_in(kid)
        else:
            yield kid[0], kid[1]


def _signed(block: _Block) -> _Block:
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
    return tag[0] in (*_BLOCKS, "Figure") or any(_holds_block(kid) for kid in tag[1])


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


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _about_outside(text: str, page: int) -> DraftWarning:
    return DraftWarning(
        "header-left-out", f"A header or footer was left out: “{text}”", f"page {page}"
    )


def _found(block: _Block, words: Words, findings: Findings) -> Found | None:
    if not block.lines:
        return None
    where = block.lines[0].where
    if block.kind == "figure":
        return shown(block.picture, block.shows, where, findings)
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
