"""Headings that say so themselves, `## Skoler`, in a text broken into lines."""

import re
from collections.abc import Iterator
from dataclasses import replace

from consult.importing.wrapped_text.block import Block

_SIGNED = re.compile(r"(?P<signs>#{1,6})[ \t]+(?P<words>\S.*)")


def with_signed_headings(blocks: list[Block]) -> list[Block]:
    """The blocks, every line that begins with `#` signs as a heading of that level."""
    return [part for block in blocks for part in _parts(block)]


def _parts(block: Block) -> Iterator[Block]:
    start = 0
    for at, line in enumerate(block.lines):
        signed = _SIGNED.fullmatch(line.text.strip())
        if signed is None:
            continue
        if at > start:
            yield replace(block, lines=block.lines[start:at])
        yield Block((line.with_text(signed["words"]),), heading=len(signed["signs"]))
        start = at + 1
    if start < len(block.lines):
        yield replace(block, lines=block.lines[start:])
