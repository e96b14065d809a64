"""Headings that are marked by hash signs, `## Skoler`, in wrapped text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from consult.importing.wrapped_text.block import Block

_MARKED = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?P<words>\S.*)")


def with_hash_headings(blocks: list[Block]) -> list[Block]:
    """The blocks; a line that begins with hash signs is a heading, its level their number."""
    return [part for block in blocks for part in _parts(block)]


def _parts(block: Block) -> Iterator[Block]:
    start = 0
    for at, line in enumerate(block.lines):
        marked = _MARKED.fullmatch(line.text.strip())
        if marked is None:
            continue
        if at > start:
            yield replace(block, lines=block.lines[start:at])
        yield Block((line.with_text(marked["words"]),), heading=len(marked["hashes"]))
        start = at + 1
    if start < len(block.lines):
        yield replace(block, lines=block.lines[start:])
