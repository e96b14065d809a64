"""Tells headings from text by the look of their letters, where the file says it.

Must not make a heading of a long text or of a whole sentence in bold.
"""

from collections import Counter
from dataclasses import replace
from typing import TypeAlias

from consult.importing.line import Line
from consult.importing.wrapped_text.block import Block

# The letters' height, then whether they are bold.
_Look: TypeAlias = tuple[float, bool]

# So much larger than the running text, and so short, is a heading.
_LARGER = 1.12
_MAX_WORDS = 25
_MAX_LINES = 3


def with_sized_headings(blocks: list[Block]) -> list[Block]:
    """The blocks, short ones in larger or bold letters as headings: the largest is level 1."""
    letters: Counter[_Look] = Counter()
    for line in (line for block in blocks for line in block.lines):
        letters[_look(line)] += len(line.text.strip())
    usual = letters.most_common(1)[0][0] if letters else (0.0, False)
    looks = {_look(block.lines[0]) for block in blocks if _stands_out(block, usual)}
    levels = {look: level for level, look in enumerate(sorted(looks, reverse=True), 1)}
    return [
        replace(block, heading=levels[_look(block.lines[0])])
        if _stands_out(block, usual)
        else block
        for block in blocks
    ]


def _look(line: Line) -> _Look:
    return line.size, line.bold


def _stands_out(block: Block, usual: _Look) -> bool:
    words = sum(len(line.text.split()) for line in block.lines)
    short = len(block.lines) <= _MAX_LINES and words <= _MAX_WORDS
    if block.kind != "paragraph" or not short or not usual[0]:
        return False
    size, bold = _look(block.lines[0])
    in_bold = bold and not usual[1] and size >= usual[0] and block.last[-1] not in ".,:;"
    return size >= usual[0] * _LARGER or in_bold
