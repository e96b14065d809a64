"""From the lines of a page to lines of text, with a blank one where a paragraph ends by the distance.

Must not join lines; that is done where their words are known.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from consult.importing.line import Line
from consult.importing.pdf_layout.shapes import PageLine

_MARKER = re.compile(r"\s*(?:[•▪◦‣–-]|\d{1,2}[.)])\s*")
# A gap between two lines so many times as wide as most is one between paragraphs.
_WIDE = 1.35
# In font sizes: lines of one paragraph are seldom further apart.
_CLOSE = 2
# The object replacement character: stands for a picture in a line's text.
_PICTURE = "\ufffc"


def usual_line_gap(pages: list[list[PageLine]]) -> float:
    """The most frequent distance between baselines, in font sizes; the smallest of several, 0 for none."""
    pairs = [pair for page in pages for pair in pairwise(page) if pair[0].size and pair[1].size]
    gaps = [(above.y - below.y) / below.size for above, below in pairs]
    # Without any close lines, the whole text is double-spaced.
    usual = Counter(round(gap, 1) for gap in gaps if 0 < gap <= _CLOSE) or Counter(
        round(gap, 1) for gap in gaps if gap > 0
    )
    return min(usual, key=lambda gap: (-usual[gap], gap), default=0.0)


def with_blank_lines(number: int, page: list[PageLine], usual: float) -> Iterator[Line]:
    """A page's lines, a blank one above each wide gap and above the first.

    `usual` is usual_line_gap's result; pages and lines are numbered from 1 in `Line.where`.
    """
    above: PageLine | None = None
    for index, one in enumerate(page, 1):
        where = f"page {number}, line {index}"
        # The next column begins higher up on the page: a negative gap is one too.
        gap = above.y - one.y if above else -1.0
        if _stands_alone(one) or not 0 <= gap <= usual * one.size * _WIDE:
            yield Line("", f"above {where}", size=one.size)
        line = Line(
            one.text, where, above is None, one.size, one.bold, left=one.left, right=one.right
        )
        if _stands_alone(one):
            line = replace(line, text=one.text or _PICTURE, cells=one.cells, picture=one.picture)
        yield line
        above = one


def _stands_alone(one: PageLine) -> bool:
    return bool(one.cells or one.picture)


def with_list_markers(lines: list[PageLine]) -> list[PageLine]:
    """The lines of a page; list markers that are lines by themselves are put before the item's words."""
    markers = {round(one.y): one.text.strip() for one in lines if _MARKER.fullmatch(one.text)}
    words = [one for one in lines if not _MARKER.fullmatch(one.text)]
    baselines = {round(one.y) for one in words}
    if not markers or not baselines.issuperset(markers):
        return lines
    return [
        one._replace(text=f"{markers.pop(round(one.y))} {one.text.lstrip()}")
        if round(one.y) in markers
        else one
        for one in words
    ]
