"""The text of a page as runs: characters in one row and one kind of letter, joined from text objects.

Joins the characters of one run and no more: rows, columns and reading order are not its business.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import atan2, degrees, hypot
from typing import Any

from consult.importing.pdf_child.characters import Characters
from consult.importing.pdf_child.matrix import Matrix
from consult.importing.pdf_child.text_direction import as_read, is_one_way, is_right_to_left

MOST_RUNS = 100_000
# In letters' heights: closer than this is one word, further than that another run.
_SAME_WORD = 0.17
_SAME_RUN = 0.36
_BACKWARDS = -0.35
_WIDEST_BLANK = 0.3
# So much of a letter's height the base line may move within one run.
_LEVEL = 0.05
# In points.
_SAME_SIZE = 0.3
# Fewer characters say nothing about how far apart all of them are set.
_FEWEST_SPACED = 4


@dataclass(slots=True)
class TextRun:
    """Words from (`left`, `base`) to (`right`, `end`) on their base line, in points from the page's foot.

    `size` is the height of the font in points, `turn` the direction of reading in degrees against
    the clock, `mark` the number by which the tags name it, -1 for none. `is_logical` is set where
    the file itself says how it is read.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    turn: int
    mark: int
    is_logical: bool = False
    end: float = 0.0
    # How far a blank reaches behind `right`.
    blank: float = 0.0

    def values(self) -> list[Any]:
        """For JSON."""
        # Mirrored letters run backwards, and so may a single one that is set back.
        left, right = sorted((self.left, self.right))
        places = (round(number, 1) for number in (left, right, self.base))
        # Half points: rounding of the file's own makes no other kind of letter.
        text = self.text if self.is_logical else as_read(self.text)
        return [text, *places, round(self.size * 2) / 2, self.bold, self.turn, self.mark]


@dataclass(frozen=True, slots=True)
class Setting:
    """How one text object is set: `matrix` is from its own measure to the page's, `size` in its own."""

    matrix: Matrix
    size: float
    bold: bool
    mark: int

    @property
    def height(self) -> float:
        """The height of the font on the page."""
        return abs(self.size) * hypot(self.matrix.c, self.matrix.d)

    @property
    def along(self) -> tuple[float, float]:
        """The direction in which the base line runs, of length 1."""
        length = hypot(self.matrix.a, self.matrix.b) or 1.0
        # Letters of a height below zero stand on their heads.
        sign = -1 if self.size < 0 else 1
        return sign * self.matrix.a / length, sign * self.matrix.b / length

    @property
    def turn(self) -> int:
        """How the letters stand, in degrees; mirrored ones stand upright."""
        across, up = self.along
        is_mirrored = self.matrix.a * self.matrix.d < self.matrix.b * self.matrix.c and across < 0
        return round(degrees(atan2(-up, -across) if is_mirrored else atan2(up, across))) % 360


@dataclass(slots=True)
class TextRuns:
    """Collects the runs of one page from its text objects, in their order.

    `has_blanks` is set where words are parted by blanks and not by gaps alone; then, all letters of
    a word may be set apart.
    """

    has_blanks: bool = False
    runs: list[TextRun] = field(default_factory=list)

    def add(self, characters: list[Characters], setting: Setting) -> None:
        """The characters of one text object, split where they are far apart."""
        across, up = setting.along
        matrix, height = setting.matrix, setting.height
        for text, begin, end in _split(characters, setting, is_spaced=self.has_blanks):
            left, base = matrix.e + across * begin, matrix.f + up * begin
            right, end_base = matrix.e + across * end, matrix.f + up * end
            self._put(
                TextRun(
                    text, left, right, base, height, setting.bold, setting.turn, setting.mark,
                    end=end_base,
                )
            )  # fmt: skip

    def add_actual_text(self, text: str, left: float, right: float, setting: Setting) -> None:
        """What is read in place of a text object that reaches from `left` to `right`."""
        base = setting.matrix.f
        # A single glyph stands among others in the order on the page.
        is_glyph = is_one_way(text)
        self._put(
            TextRun(
                text[::-1] if is_glyph else text, left, right, base, setting.height,
                setting.bold, setting.turn, setting.mark, is_logical=not is_glyph, end=base,
            )
        )  # fmt: skip

    def _put(self, run: TextRun) -> None:
        """Behind the run before it, or at the beginning of a new one."""
        last = self.runs[-1] if self.runs else None
        if last is not None and _goes_on(last, run):
            _join(last, run)
        elif run.text.strip() and len(self.runs) < MOST_RUNS:
            self.runs.append(run)


def _split(
    characters: list[Characters], setting: Setting, *, is_spaced: bool
) -> Iterator[tuple[str, float, float]]:
    """The words of one text object with where they begin and end, measured along its base line."""
    if not characters:
        return
    if setting.turn % 90:
        # Aslant, how wide the characters are is not known well enough to look for gaps.
        reach = hypot(characters[-1].x - setting.matrix.e, characters[-1].y - setting.matrix.f)
        yield "".join(one.text for one in characters), 0.0, reach + characters[-1].width
        return
    (across, up), matrix, height = setting.along, setting.matrix, setting.height
    starts = [(one.x - matrix.e) * across + (one.y - matrix.f) * up for one in characters]
    ends = [start + one.width for start, one in zip(starts, characters, strict=True)]
    are_apart = is_spaced and all(len(one.text) == 1 for one in characters)
    spacing = _spacing(starts, ends) if are_apart else 0.0
    text, begin, end = characters[0].text, starts[0], ends[0]
    for one, start, stop in zip(characters[1:], starts[1:], ends[1:], strict=True):
        gap = (start - end - spacing) / height if height else 0.0
        if not _BACKWARDS < gap < _SAME_RUN:
            yield text, begin, end
            text, begin = "", start
        elif gap > _SAME_WORD and text and not text[-1].isspace():
            text += " "
        text += one.text
        end = stop
    yield text, begin, end


def _spacing(starts: list[float], ends: list[float]) -> float:
    """How far apart all characters are set beyond their own widths."""
    if len(starts) < _FEWEST_SPACED:
        return 0.0
    return max(min(start - end for start, end in zip(starts[1:], ends, strict=False)), 0.0)


def _join(last: TextRun, run: TextRun) -> None:
    gap = hypot(run.left - last.right, run.base - last.end) if run.turn else run.left - last.right
    is_apart = gap > _SAME_WORD * run.size and not last.text[-1:].isspace()
    last.text += (" " if is_apart and run.text.strip() else "") + run.text
    if run.text.strip() or run.is_logical:
        last.right = max(last.right, run.right) if run.turn == 0 else run.right
        last.end, last.blank = run.end, 0.0
    else:
        # A blank by itself moves nothing: how far the next words are away is still to be seen.
        last.blank = max(run.right - last.right, 0.0)


def _goes_on(last: TextRun, run: TextRun) -> bool:
    alike = (last.bold, last.turn, last.mark) == (run.bold, run.turn, run.mark)
    # What is in order already must not be turned with what is not.
    alike = alike and (
        last.is_logical == run.is_logical or not is_right_to_left(last.text + run.text)
    )
    if not alike or abs(last.size - run.size) >= _SAME_SIZE:
        return False
    gap = run.left - last.right
    if run.turn:
        return hypot(gap, run.base - last.end) < _SAME_RUN * run.size
    is_level = abs(run.base - last.base) <= _LEVEL * run.size
    gap -= min(last.blank, _WIDEST_BLANK * run.size)
    return is_level and _BACKWARDS * run.size < gap < _SAME_RUN * run.size
