"""Tells numbered headings (`7.1. Ligebehandling`) from numbered items and from sentences.

Must not make a heading of a number out of sequence.
"""

import re
from dataclasses import replace

from consult.importing.wrapped_text.block import Block

_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+(?P<words>[A-ZÆØÅ].*)")
_MAX_WORDS = 14
_MAX_LINES = 2


def with_numbered_headings(blocks: list[Block]) -> list[Block]:
    """The blocks; each short numbered one with text below it is a heading, with a warning."""
    result: list[Block] = []
    last: tuple[int, ...] = ()
    for block, following in zip(blocks, [*blocks, None][1:], strict=True):
        number = _number(block)
        follows = bool(number) and _follows(last, number)
        if follows and following and not _is_list(number, following):
            last = number
            message = f"“{block.first}” is taken as a heading because it is numbered."
            block = replace(block, heading=len(number)).with_warning("heading-by-number", message)
        result.append(block)
    return result


def _number(block: Block) -> tuple[int, ...]:
    """The number of a block that can be a heading, (7, 1) for `7.1.`; () for every other block."""
    if block.kind != "paragraph" or block.heading or len(block.lines) > _MAX_LINES:
        return ()
    words = " ".join(line.text.strip() for line in block.lines)
    match = _NUMBERED.fullmatch(words)
    is_heading = words[-1:].isalnum() or words[-1:] in ")?"
    if match is None or not is_heading or len(words.split()) > _MAX_WORDS:
        return ()
    return tuple(int(part) for part in match["number"].split("."))


def _is_list(number: tuple[int, ...], following: Block) -> bool:
    """Whether a number of the same depth follows at once: both are items of a list."""
    return len(_number(following)) == len(number)


def _follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number is next: any after none; 3 after 2, 2.3 or 2.3.1; 2.1 after 2."""
    if not last or number == (*last, 1):
        return True
    depth = len(number)
    return depth <= len(last) and number == (*last[: depth - 1], last[depth - 1] + 1)
