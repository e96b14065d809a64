"""Tells numbered headings (`7.1. Ligebehandling`) from numbered items and from sentences.

Must not make a heading of a number out of its turn.
"""

import re
from dataclasses import replace

from consult.importing.wrapped_text.block import Block

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?P<words>[A-ZÆØÅ].*)")
_MAX_WORDS = 14
_MAX_LINES = 2


def with_numbered_headings(blocks: list[Block]) -> list[Block]:
    """The blocks, each short numbered line with text below it as a heading with a remark."""
    result: list[Block] = []
    turn: tuple[int, ...] = ()
    for block, following in zip(blocks, [*blocks, None][1:], strict=True):
        number = _number(block)
        if number and _next_after(turn, number) and following and not _same_kind(number, following):
            turn = number
            message = f"“{block.first}” is taken as a heading because it is numbered."
            block = replace(block, heading=len(number)).noting("heading-by-number", message)
        result.append(block)
    return result


def _number(block: Block) -> tuple[int, ...]:
    if block.kind != "paragraph" or block.heading or len(block.lines) > _MAX_LINES:
        return ()
    words = " ".join(line.text.strip() for line in block.lines)
    match = _NUMBERED.fullmatch(words)
    ends_open = words[-1:].isalnum() or words[-1:] in ")?"
    if match is None or not ends_open or len(words.split()) > _MAX_WORDS:
        return ()
    return tuple(int(part) for part in match["number"].split("."))


def _same_kind(number: tuple[int, ...], following: Block) -> bool:
    """A numbered line of the same depth follows at once: both are items of a list."""
    other = _number(following)
    return len(other) == len(number)


def _next_after(turn: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Any number may come first; afterwards 3 follows 2, 2.3 or 2.3.1, and 2.1 follows 2."""
    if not turn:
        return True
    if number == (*turn, 1):
        return True
    depth = len(number)
    return depth <= len(turn) and number == (*turn[: depth - 1], turn[depth - 1] + 1)
