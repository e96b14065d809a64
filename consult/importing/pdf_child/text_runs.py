"""The text of a page as runs: words in one row, font and size, joined from text objects.

Joins what belongs to one run and no more: rows, columns and reading order are not its business.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import Any, NamedTuple

from consult.importing.pdf_child.characters import Characters
from consult.importing.pdf_child.matrix import Matrix
from consult.importing.pdf_child.text_direction import (
    in_reading_order,
    is_all_right_to_left,
    is_right_to_left,
)

MOST_RUNS = 100_000
# In font sizes: a smaller gap is within a word, a wider one than _SAME_RUN begins another run.
_SAME_WORD = 0.17
_SAME_RUN = 0.36
_BACKWARDS = -0.35
_WIDEST_BLANK = 0.3
# In font sizes: how far the baseline may move within one run.
_LEVEL = 0.05
# In points.
_SAME_SIZE = 0.3
# Fewer characters say nothing about how far apart all of them are set.
_FEWEST_SPACED = 4


class TextState(NamedTuple):
    """How one text object is set: `matrix` is from its own coordinates to the page's, `size` in its own."""

    matrix: Matrix
    size: float
    bold: bool
    mcid: int

    @property
    def height(self) -> float:
        """The font size on the page, in points."""
        return abs(self.size) * hypot(self.matrix.c, self.matrix.d)

    @property
    def direction(self) -> tuple[float, float]:
        """In which the baseline runs on the page, of length 1."""
        length = hypot(self.matrix.a, self.matrix.b) or 1.0
        # Letters of a size below zero stand on their heads.
        sign = -1 if self.size < 0 else 1
        return sign * self.matrix.a / length, sign * self.matrix.b / length

    @property
    def angle(self) -> int:
        """How the letters stand, in degrees anticlockwise; mirrored ones stand upright."""
        x, y = self.direction
        is_mirrored = self.matrix.a * self.matrix.d < self.matrix.b * self.matrix.c and x < 0
        return round(degrees(atan2(-y, -x) if is_mirrored else atan2(y, x))) % 360


@dataclass(slots=True)
class TextRun:
    """Words from (`left`, `baseline`) to (`right`, `end`) on the page, in points.

    `right` is below `left` for mirrored words, `end` is the baseline at the right end. Behind it
    there may be a blank of a width. `is_logical` is set where the file says how the words are read;
    else they are in the order on the page. For the rest see pdf_layout.TextRun.
    """

    text: str
    left: float
    right: float
    baseline: float
    end: float
    size: float
    bold: bool
    angle: int
    mcid: int
    is_logical: bool = False
    blank: float = 0.0

    def values(self) -> list[Any]:
        """For JSON: the fields of pdf_layout.TextRun in their order."""
        text = self.text if self.is_logical else in_reading_order(self.text)
        left, right = sorted((self.left, self.right))
        lengths = (round(number, 1) for number in (left, right, self.baseline))
        # Half points: what the file itself rounds is no other size.
        return [text, *lengths, round(self.size * 2) / 2, self.bold, self.angle, self.mcid]

    def continues(self, last: "TextRun") -> bool:
        """Whether it goes on where the run before it ends, in the same font and size."""
        if (last.bold, last.angle, last.mcid) != (self.bold, self.angle, self.mcid):
            return False
        # What is in order already must not be reversed with what is not.
        is_mixed = last.is_logical != self.is_logical and is_right_to_left(last.text + self.text)
        if is_mixed or abs(last.size - self.size) >= _SAME_SIZE:
            return False
        gap = self._gap(last)
        if self.angle:
            return gap < _SAME_RUN * self.size
        is_level = abs(self.baseline - last.baseline) <= _LEVEL * self.size
        gap -= min(last.blank, _WIDEST_BLANK * self.size)
        return is_level and _BACKWARDS * self.size < gap < _SAME_RUN * self.size

    def append(self, run: "TextRun") -> None:
        """Add the words of a run that continues it."""
        is_word = bool(run.text.strip())
        is_apart = run._gap(self) > _SAME_WORD * run.size and not self.text[-1:].isspace()
        self.text += (" " if is_apart and is_word else "") + run.text
        if is_word or run.is_logical:
            self.right = max(self.right, run.right) if run.angle == 0 else run.right
            self.end, self.blank = run.end, 0.0
        else:
            # A blank moves no end: how far away the next words are is still to be seen.
            self.blank = max(run.right - self.right, 0.0)

    def _gap(self, last: "TextRun") -> float:
        """How far it begins from the end of the run before it."""
        gap = self.left - last.right
        return hypot(gap, self.baseline - last.end) if self.angle else gap


@dataclass(slots=True)
class TextRuns:
    """Collects the runs of one page from its text objects, in their order.

    `has_blanks` is set for a page whose words are divided by blanks and not by gaps alone; only
    there can letters be told from words that are all set apart.
    """

    has_blanks: bool = False
    runs: list[TextRun] = field(default_factory=list)

    def add(self, characters: list[Characters], state: TextState) -> None:
        """The characters of one text object, as several runs where they are far apart."""
        (x, y), matrix = state.direction, state.matrix
        for text, begin, end in _parts(characters, state, self.has_blanks):
            left, baseline = matrix.e + x * begin, matrix.f + y * begin
            right, end_baseline = matrix.e + x * end, matrix.f + y * end
            self._add(_run(text, left, right, baseline, end_baseline, state))

    def add_actual_text(self, text: str, left: float, right: float, state: TextState) -> None:
        """The text that is read in place of a text object with these ends; "" for no more of it."""
        # What stands for a single glyph is among others in the order on the page.
        is_glyph = is_all_right_to_left(text)
        run = _run(
            text[::-1] if is_glyph else text, left, right, state.matrix.f, state.matrix.f, state
        )
        run.is_logical = not is_glyph
        self._add(run)

    def _add(self, run: TextRun) -> None:
        last = self.runs[-1] if self.runs else None
        if last is not None and run.continues(last):
            last.append(run)
        elif run.text.strip() and len(self.runs) < MOST_RUNS:
            self.runs.append(run)


def _run(
    text: str, left: float, right: float, baseline: float, end: float, state: TextState
) -> TextRun:
    look = state.height, state.bold, state.angle, state.mcid
    return TextRun(text, left, right, baseline, end, *look)


def _parts(
    characters: list[Characters], state: TextState, has_blanks: bool
) -> Iterator[tuple[str, float, float]]:
    """The words of one text object with where they begin and end along its baseline, in points."""
    if not characters:
        return
    spans = list(_spans(characters, state))
    if state.angle % 90:
        # The widths of what stands aslant are not known well enough to look for gaps.
        yield "".join(text for text, _, _ in spans), spans[0][1], spans[-1][2]
        return
    spacing = _spacing(spans) if has_blanks else 0.0
    text, begin, end = spans[0]
    for more, start, stop in spans[1:]:
        gap = (start - end - spacing) / state.height if state.height else 0.0
        if not _BACKWARDS < gap < _SAME_RUN:
            yield text, begin, end
            text, begin = "", start
        elif gap > _SAME_WORD and text and not text[-1].isspace():
            text += " "
        text += more
        end = stop
    yield text, begin, end


def _spans(characters: list[Characters], state: TextState) -> Iterator[tuple[str, float, float]]:
    (x, y), matrix = state.direction, state.matrix
    for one in characters:
        start = (one.x - matrix.e) * x + (one.y - matrix.f) * y
        yield one.text, start, start + one.width


def _spacing(spans: list[tuple[str, float, float]]) -> float:
    """How far apart single characters are all set beyond their own widths, in points."""
    if len(spans) < _FEWEST_SPACED or any(len(text) > 1 for text, _, _ in spans):
        return 0.0
    return max(min(after[1] - before[2] for before, after in pairwise(spans)), 0.0)
