"""The straight lines of a page, which are what tables are ruled with.

Curves and bars are left out; must not know what a line means.
"""

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from pypdfium2 import raw

from consult.importing.pdf_child.matrix import Matrix

# On one page: a drawing has more, a table seldom.
MOST_RULES = 1_000
MOST_SEGMENTS = 20_000
# In points: the thickest line.
_THICKEST = 3.0

Point: TypeAlias = tuple[float, float]
# Left, bottom, right, top, in points.
Rule: TypeAlias = tuple[float, float, float, float]


@dataclass(slots=True)
class RuledLines:
    """Collects the horizontal and vertical lines of one page."""

    rules: list[Rule] = field(default_factory=list)
    _segments: int = 0

    def add(self, path: Any, matrix: Matrix) -> None:
        """The straight lines of a path object; `matrix` is from its own coordinates to the page's."""
        self._segments += raw.FPDFPath_CountSegments(path)
        if self._segments > MOST_SEGMENTS or len(self.rules) >= MOST_RULES:
            return
        fill, is_stroked = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(path, byref(fill), byref(is_stroked))
        lines = _lines(path, matrix, is_stroked=bool(is_stroked.value), is_filled=bool(fill.value))
        room = MOST_RULES - len(self.rules)
        self.rules += [line for line in lines if _is_line(line)][:room]


def _lines(path: Any, matrix: Matrix, *, is_stroked: bool, is_filled: bool) -> Iterator[Rule]:
    """The straight sides of what is stroked, and the boxes around what is filled or closed."""
    for corners, straight in _parts(path, matrix):
        if is_stroked:
            yield from (
                _around([one, other])
                for (one, other), is_straight in zip(pairwise(corners), straight, strict=True)
                if is_straight
            )
        # A line may be drawn as a very thin box, corner by corner.
        is_box = len(corners) > 2 and (is_filled or corners[0] == corners[-1])
        if is_box and (is_filled or is_stroked):
            yield _around(corners)


def _parts(path: Any, matrix: Matrix) -> Iterator[tuple[list[Point], list[bool]]]:
    """Each subpath: its corners, and whether it goes straight from each to the next one."""
    corners: list[Point] = []
    straight: list[bool] = []
    x, y = c_float(), c_float()
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield corners, straight
            corners, straight = [], []
        elif corners:
            straight.append(kind == raw.FPDF_SEGMENT_LINETO)
        corners.append(matrix.point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
            straight.append(True)
    yield corners, straight


def _around(points: list[Point]) -> Rule:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_line(one: Rule) -> bool:
    left, bottom, right, top = one
    thickness, length = sorted((right - left, top - bottom))
    return thickness <= _THICKEST and length > _THICKEST
