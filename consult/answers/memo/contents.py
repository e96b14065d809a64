"""The contents page: which headings it names, and to what depth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from consult.answers.memo.blocks import Block, Heading

# With more points than this the contents would be a list of points of many pages.
MOST_POINTS = 120
AREAS, POINTS = 3, 5


def depth_of(blocks: Iterable[Block]) -> int:
    """The lowest level of headings that the contents name."""
    points = sum(isinstance(block, Heading) and block.level == POINTS for block in blocks)
    return POINTS if points <= MOST_POINTS else AREAS


def contents_of(blocks: Sequence[Block]) -> list[Heading]:
    """The headings that the contents name, in order."""
    depth = depth_of(blocks)
    return [block for block in blocks if isinstance(block, Heading) and block.level <= depth]
