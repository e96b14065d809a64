"""How deep list items are nested, by where their lines begin, where the file gives that.

Must not change what is an item.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from consult.importing.wrapped_text.block import Block

# In points: markers with so close left ends are on one level.
_ALIGNED = 5.0
_DEEPEST = 6


def with_depths(blocks: list[Block]) -> list[Block]:
    """The blocks; each list's items have the level that they are indented to within it, 1 outermost."""
    result: list[Block] = []
    for is_list, group in groupby(blocks, key=lambda block: block.kind == "item"):
        members = list(group)
        result += _with_levels(members) if is_list else members
    return result


def _with_levels(items: list[Block]) -> Iterator[Block]:
    # The left ends of the items around this one, from the outermost.
    open_lefts: list[float] = []
    for item in items:
        left = item.lines[0].left
        while open_lefts and left < open_lefts[-1] - _ALIGNED:
            open_lefts.pop()
        if not open_lefts or left > open_lefts[-1] + _ALIGNED:
            open_lefts.append(left)
        yield replace(item, level=min(len(open_lefts), _DEEPEST))
