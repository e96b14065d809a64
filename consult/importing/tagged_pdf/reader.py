"""From a PDF's tags to the pieces of a draft: title, paragraphs cut by pages, what is left outside.

What a tag means is in tag_tree.py.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from consult.importing.draft import DraftWarning, ParagraphDraft, Run
from consult.importing.glyph_repair import repaired
from consult.importing.outline import HeadingDraft
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.pdf_layout import Page
from consult.importing.pdf_pictures import picture_piece, without_empty_figures
from consult.importing.piece import DraftPiece
from consult.importing.superscript import raised
from consult.importing.tagged_pdf.elements import TagBlock, root_elements
from consult.importing.tagged_pdf.tag_tree import TagTree
from consult.importing.tagged_pdf.tagged_text import TaggedText
from consult.importing.wrapped_text.hyphenation import Words, mended, unwrapped

# A title is so many times as large as most of the text, and no longer.
_LARGER = 1.3
_MOST_TITLE_LINES = 4
# A paragraph that goes on on the next page fills its last line: letters in it.
_FULL_LINE = 50
# The least share of all letters that the tags must cover to be believed.
_LEAST_COVERED = 0.8


class TaggedContent(NamedTuple):
    """What the tags give: a title, "" where no paragraph is large enough; the pieces; warnings."""

    title: str
    pieces: list[DraftPiece]
    warnings: list[DraftWarning]


def read_tags(
    tags: list[list[Any]], pages: list[Page], state: ReadingState
) -> TaggedContent | None:
    """The content of a tagged PDF; None where the tags have no heading or cover too little text.

    `tags` is the child's JSON. What is outside the tags is in the warnings.
    """
    text = TaggedText(pages)
    tree = TagTree(text)
    blocks = [block for element in root_elements(tags) for block in tree.blocks(element)]
    if not any(block.kind is None for block in blocks):
        return None
    letters = sum(_letters(run.text) for page in pages for run in page.runs)
    if sum(map(_letters, text.untagged().values())) > (1 - _LEAST_COVERED) * letters:
        return None
    title, blocks = _title_and_rest(list(_joined_over_pages(blocks)))
    words = Words.of(line.text for block in blocks for line in block.lines)
    pieces = [_piece(block, words, state) for block in blocks if block.lines]
    headers = [_header_warning(words, page) for words, page in text.untagged_lines().items()]
    return TaggedContent(title, without_empty_figures(pieces), [*headers, *text.picture_warnings()])


def _title_and_rest(blocks: list[TagBlock]) -> tuple[str, list[TagBlock]]:
    """The first paragraph as the title, where it is set far larger than most of the text."""
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


def _joined_over_pages(blocks: list[TagBlock]) -> Iterator[TagBlock]:
    """The blocks; a paragraph whose parts on two pages have a tag each is one."""
    before: TagBlock | None = None
    for block in blocks:
        if before is not None and _continues(before, block):
            before = replace(before, lines=(*before.lines, *block.lines))
            continue
        if before is not None:
            yield before
        before = block
    if before is not None:
        yield before


def _continues(before: TagBlock, block: TagBlock) -> bool:
    are_text = before.kind in ("paragraph", "item") and block.kind == "paragraph"
    if not are_text or not before.lines or not block.lines or before.cells or block.cells:
        return False
    last, first = before.lines[-1], block.lines[0]
    is_open = len(last.text) >= _FULL_LINE and (last.text[-1].isalnum() or last.text[-1] in ",-")
    return is_open and last.where != first.where and before.in_contents is block.in_contents


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def _header_warning(text: str, page: int) -> DraftWarning:
    message = f"A header or footer was left out: “{text}”"
    return DraftWarning("header-left-out", message, f"page {page}")


def _piece(block: TagBlock, words: Words, state: ReadingState) -> DraftPiece:
    where = block.lines[0].where
    if block.kind == "figure":
        return picture_piece(block.picture, block.alternative, where, state)
    if block.cells:
        return DraftPiece(_table(block))
    lines, repairs = repaired(list(block.lines))
    text, joins = unwrapped(lines, words)
    text, hyphens = mended(text, words)
    if block.kind == "footnote":
        number, _, rest = text.partition(" ")
        text = f"{raised(number)} {rest}" if number.isdecimal() else text
    warnings = (*((repair.code, repair.message) for repair in repairs), *joins, *hyphens)
    runs = (Run(text),)
    if block.kind is None:
        return DraftPiece(HeadingDraft(block.level, runs), "", where, warnings)
    style = "toc 1" if block.in_contents else ""
    paragraph = ParagraphDraft(block.kind, text, runs, block.level, block.marker)
    return DraftPiece(paragraph, style, where, warnings)


def _table(block: TagBlock) -> ParagraphDraft:
    text = block.lines[0].text
    return ParagraphDraft("table", text, (Run(text),), cells=block.cells)
