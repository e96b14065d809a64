"""From printed lines to lines of text, with a blank one where the distance says that something ends.

Must not join lines; that is done where their words are known.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from consult.importing.line import Line
from consult.importing.pdf_layout.shapes import Printed

_SIGN = re.compile(r"\s*(?:[•▪◦‣–-]|\d{1,2}[.)])\s*")
# A gap between two lines so much wider than most parts paragraphs.
_WIDE = 1.35
# Lines of one paragraph are seldom further apart than twice their letters' height.
_CLOSE = 2
# What stands for a picture in a line's words.
_PICTURE = "\ufffc"


def usual_gap(pages: list[list[Printed]]) -> float:
    """The distance between most lines, in letters' heights; between as many, the smaller one."""
    pairs = [pair for page in pages for pair in pairwise(page) if pair[0].size and pair[1].size]
    gaps = [(above.place - below.place) / below.size for above, below in pairs]
    # A text with nothing set close is double-spaced throughout.
    usual = Counter(round(gap, 1) for gap in gaps if 0 < gap <= _CLOSE) or Counter(
        round(gap, 1) for gap in gaps if gap > 0
    )
    return min(usual, key=lambda gap: (-usual[gap], gap), default=0.0)


def spaced(number: int, page: list[Printed], usual: float) -> Iterator[Line]:
    """A page's lines with a blank one above the page and where the gap is wide."""
    above: Printed | None = None
    for index, one in enumerate(page, 1):
        where = f"page {number}, line {index}"
        # The lines of another column begin higher up again: a negative gap parts them too.
        gap = above.place - one.place if above else -1.0
        if _stands_alone(one) or not 0 <= gap <= usual * one.size * _WIDE:
            yield Line("", f"above {where}", size=one.size)
        line = Line(one.text, where, above is None, one.size, one.bold, left=one.left)
        if _stands_alone(one):
            line = replace(line, text=one.text or _PICTURE, cells=one.cells, picture=one.picture)
        yield line
        above = one


def _stands_alone(one: Printed) -> bool:
    return bool(one.cells or one.picture)


def with_signs(lines: list[Printed]) -> list[Printed]:
    """The lines of a page; a list's sign drawn by itself stands before the words beside it."""
    signs = {round(one.place): one.text.strip() for one in lines if _SIGN.fullmatch(one.text)}
    words = [one for one in lines if not _SIGN.fullmatch(one.text)]
    beside = {round(one.place) for one in words}
    if not signs or not beside.issuperset(signs):
        return lines
    return [
        one._replace(text=f"{signs.pop(round(one.place))} {one.text.lstrip()}")
        if round(one.place) in signs
        else one
        for one in words
    ]
