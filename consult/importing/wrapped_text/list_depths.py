"""How deep list items stand, where the file says at which place a line begins.

Must not make items or text of anything.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from consult.importing.wrapped_text.block import Block

# In points: signs that stand so near each other are on one level.
_ALIGNED = 5.0
_DEEPEST = 6


def with_depths(blocks: list[Block]) -> list[Block]:
    """The blocks; the items of each list as deep as they are indented within it."""
    result: list[Block] = []
    for is_list, run in groupby(blocks, key=lambda block: block.kind == "item"):
        some = list(run)
        result += _deep(some) if is_list else some
    return result


def _deep(items: list[Block]) -> Iterator[Block]:
    open_at: list[float] = []
    for item in items:
        left = item.lines[0].left
        while open_at and left < open_at[-1] - _ALIGNED:
            open_at.pop()
        if not open_at or left > open_at[-1] + _ALIGNED:
            open_at.append(left)
        yield replace(item, level=min(len(open_at), _DEEPEST))
