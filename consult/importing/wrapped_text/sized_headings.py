"""Tells headings from text by their font size and weight, where the file gives them.

Must not make a heading of a long text or of a whole sentence in bold.
"""

from collections import Counter
from dataclasses import replace
from typing import TypeAlias

from consult.importing.line import Line
from consult.importing.wrapped_text.block import Block

# Font size in points, and whether it is bold.
_Font: TypeAlias = tuple[float, bool]

# A heading is so many times as large as the running text, and no longer.
_LARGER = 1.12
_MAX_WORDS = 25
_MAX_LINES = 3


def with_sized_headings(blocks: list[Block]) -> list[Block]:
    """The blocks; short ones in larger or bold letters are headings, the largest of level 1."""
    letters: Counter[_Font] = Counter()
    for line in (line for block in blocks for line in block.lines):
        letters[_font(line)] += len(line.text.strip())
    usual = letters.most_common(1)[0][0] if letters else (0.0, False)
    fonts = {_font(block.lines[0]) for block in blocks if _stands_out(block, usual)}
    levels = {font: level for level, font in enumerate(sorted(fonts, reverse=True), 1)}
    return [
        replace(block, heading=levels[_font(block.lines[0])])
        if _stands_out(block, usual)
        else block
        for block in blocks
    ]


def _font(line: Line) -> _Font:
    return line.size, line.bold


def _stands_out(block: Block, usual: _Font) -> bool:
    """Whether a short block is larger than the usual font, or bold where the usual one is not."""
    words = sum(len(line.text.split()) for line in block.lines)
    is_short = len(block.lines) <= _MAX_LINES and words <= _MAX_WORDS
    if block.kind != "paragraph" or not is_short or not usual[0]:
        return False
    size, bold = _font(block.lines[0])
    is_bolder = bold and not usual[1] and size >= usual[0] and block.last[-1] not in ".,:;"
    return size >= usual[0] * _LARGER or is_bolder
