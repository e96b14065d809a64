"""From a PDF's tags to the pieces of a draft: title, paragraphs cut by pages, what is left outside.

What a tag means is in tag_tree.py.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from consult.importing.draft import DraftWarning, ParagraphDraft, Run
from consult.importing.glyph_repair import repaired
from consult.importing.outline import HeadingDraft
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.pdf_layout import Sheet
from consult.importing.pdf_pictures import filled, shown
from consult.importing.piece import DraftPiece
from consult.importing.superscript import raised
from consult.importing.tagged_pdf.tag_block import Tag, TagBlock
from consult.importing.tagged_pdf.tag_tree import TagTree
from consult.importing.tagged_pdf.tagged_words import TaggedWords
from consult.importing.wrapped_text.hyphenation import Words, mended, unwrapped

# So much larger than most letters are the title's.
_LARGER = 1.3
_MOST_TITLE_LINES = 4
# A paragraph's last line on a page is full; a shorter one ends there.
_FULL_LINE = 50
# Less than this share of the letters inside tags, and they are not to be trusted.
_MOST_TOLD = 0.8


class Told(NamedTuple):
    """What the tags tell: the title where the letters' height says it, the pieces, what is outside."""

    title: str
    found: list[DraftPiece]
    about: list[DraftWarning]


def read_tags(tags: list[Tag], sheets: list[Sheet], findings: ReadingState) -> Told | None:
    """The pieces of a tagged PDF and what stands outside the tags; None where they tell too little."""
    printed = TaggedWords(sheets)
    tree = TagTree(printed)
    blocks = [block for tag in tags for block in tree.blocks(tag)]
    if not any(block.kind is None for block in blocks):
        return None
    outside = printed.outside()
    letters = sum(_letters(one.text) for sheet in sheets for one in sheet.stretches)
    if sum(map(_letters, outside.values())) > (1 - _MOST_TOLD) * letters:
        return None
    title, blocks = _titled(list(_over_pages(blocks)))
    words = Words.of(line.text for block in blocks for line in block.lines)
    found = [one for block in blocks if (one := _found(block, words, findings)) is not None]
    about = [_about_outside(text, page) for text, page in printed.edges().items()]
    return Told(title, filled(found), [*about, *printed.about_pictures()])


def _titled(blocks: list[TagBlock]) -> tuple[str, list[TagBlock]]:
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


def _over_pages(blocks: list[TagBlock]) -> Iterator[TagBlock]:
    """Paragraphs whose halves on two pages have a tag each, made one."""
    before: TagBlock | None = None
    for block in blocks:
        if before is not None and _goes_on(before, block):
            before = replace(before, lines=(*before.lines, *block.lines))
            continue
        if before is not None:
            yield before
        before = block
    if before is not None:
        yield before


def _goes_on(before: TagBlock, block: TagBlock) -> bool:
    worded = before.kind in ("paragraph", "item") and block.kind == "paragraph"
    if not worded or not before.lines or not block.lines or before.cells or block.cells:
        return False
    last = before.lines[-1]
    unfinished = len(last.text) >= _FULL_LINE and (last.text[-1].isalnum() or last.text[-1] in ",-")
    return unfinished and last.where != block.lines[0].where and before.contents is block.contents


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _about_outside(text: str, page: int) -> DraftWarning:
    return DraftWarning(
        "header-left-out", f"A header or footer was left out: “{text}”", f"page {page}"
    )


def _found(block: TagBlock, words: Words, findings: ReadingState) -> DraftPiece | None:
    if not block.lines:
        return None
    where = block.lines[0].where
    if block.kind == "figure":
        return shown(block.picture, block.shows, where, findings)
    if block.cells:
        return DraftPiece(_table(block))
    lines, about = repaired(list(block.lines))
    text, joins = unwrapped(lines, words)
    text, hyphens = mended(text, words)
    if block.kind == "footnote":
        number, _, rest = text.partition(" ")
        text = f"{raised(number)} {rest}" if number.isdecimal() else text
    remarks = (*((w.code, w.message) for w in about), *joins, *hyphens)
    runs = (Run(text),)
    if block.kind is None:
        return DraftPiece(HeadingDraft(block.level, runs), "", where, remarks)
    style = "toc 1" if block.contents else ""
    return DraftPiece(
        ParagraphDraft(block.kind, text, runs, block.level, block.marker), style, where, remarks
    )


def _table(block: TagBlock) -> ParagraphDraft:
    text = block.lines[0].text
    return ParagraphDraft("table", text, (Run(text),), cells=block.cells)
