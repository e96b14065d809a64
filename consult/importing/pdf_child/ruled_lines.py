"""The straight lines of a page, which are what tables are ruled with.

Curves and bars are left out; must not know what a line means.
"""

from dataclasses import dataclass, field
from typing import Any

from consult.importing.pdf_child.matrix import Matrix

# On one page; a drawing has more, a table seldom.
MOST_RULES = 1_000
# Thicker than this many points, and it is no line.
_THIN = 3.0
_STROKED = (b"S", b"s", b"B", b"B*", b"b", b"b*")
_FILLED = (b"f", b"F", b"f*")

Rule = tuple[float, float, float, float]


@dataclass(slots=True)
class Strokes:
    """Collects `rules`: (left, foot, right, top) of each line, level or upright."""

    rules: list[Rule] = field(default_factory=list)
    _lines: list[Rule] = field(default_factory=list)
    _boxes: list[Rule] = field(default_factory=list)
    _at: tuple[float, float] = (0.0, 0.0)

    def draw(self, operator: bytes, operands: Any, place: Matrix) -> None:
        """The operators that lay out a path and those that ink it."""
        if operator == b"re":
            x, y, width, height = map(float, operands)
            self._boxes.append(_between(place.point(x, y), place.point(x + width, y + height)))
        elif operator in (b"m", b"l"):
            point = place.point(float(operands[0]), float(operands[1]))
            if operator == b"l":
                self._lines.append(_between(self._at, point))
            self._at = point
        else:
            self._ink(stroked=operator in _STROKED, filled=operator in _FILLED)
            self._lines, self._boxes = [], []

    def _ink(self, *, stroked: bool, filled: bool) -> None:
        drawn = list(self._boxes) if filled or stroked else []
        drawn += self._lines if stroked else []
        if stroked:
            drawn += [side for box in self._boxes for side in _sides(box)]
        if filled and self._lines:
            # A line may be drawn as a very thin box, corner by corner.
            drawn.append(_around(self._lines))
        room = MOST_RULES - len(self.rules)
        self.rules += [one for one in drawn if _is_line(one)][: max(room, 0)]


def _between(one: tuple[float, float], other: tuple[float, float]) -> Rule:
    (x, y), (to_x, to_y) = one, other
    return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _around(rules: list[Rule]) -> Rule:
    lefts, feet, rights, tops = zip(*rules, strict=True)
    return min(lefts), min(feet), max(rights), max(tops)


def _sides(box: Rule) -> list[Rule]:
    left, foot, right, top = box
    level = [(left, foot, right, foot), (left, top, right, top)]
    return [*level, (left, foot, left, top), (right, foot, right, top)]


def _is_line(one: Rule) -> bool:
    left, foot, right, top = one
    thickness, length = sorted((right - left, top - foot))
    return thickness <= _THIN and length > _THIN
