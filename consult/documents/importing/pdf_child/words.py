"""The words of a page with their places, from the operators that write.

Joins the letters of one stretch and no more: rows, columns and reading order are not its business.
"""

from dataclasses import dataclass, field
from math import atan2, degrees, hypot
from typing import Any

from pypdf.generic import ArrayObject

from .direction import as_read, is_backwards
from .letters import Letter, Letters
from .matrix import Matrix

MOST_STRETCHES = 100_000
# In letters' heights: closer than this is one word, further than that another stretch.
_SAME_WORD = 0.17
_SAME_STRETCH = 0.36
_BACKWARDS = -0.35
# So much of a letter's height the base line may move within one stretch.
_LEVEL = 0.05
# In points.
_SAME_SIZE = 0.3


@dataclass(slots=True)
class Stretch:
    """Words in one row and one kind of letter, from `left` to `right` on the `base` line, in points.

    `turn` is in degrees; `mark` is the number by which the tags name it, -1 for none.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    turn: int
    mark: int
    # The file itself says how this is read.
    told: bool = False
    # The base line at its end, which is another one where the words stand at a slant.
    end: float = 0.0

    def values(self) -> list[Any]:
        """For JSON."""
        places = (round(number, 1) for number in (self.left, self.right, self.base))
        # Half points: rounding of the file's own makes no other kind of letter.
        text = self.text if self.told else as_read(self.text)
        return [text, *places, round(self.size * 2) / 2, self.bold, self.turn, self.mark]


@dataclass(slots=True)
class Writing:
    """How letters are set at the moment; q keeps it and Q gives it back."""

    letters: Letters | None = None
    size: float = 0.0
    letter_gap: float = 0.0
    word_gap: float = 0.0
    width: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class Words:
    """Collects the stretches of one page."""

    stretches: list[Stretch] = field(default_factory=list)
    # What is read in place of what is shown: all of it at the first letter, nothing at the others.
    instead: str | None = None
    writing: Writing = field(default_factory=Writing)
    _line: Matrix = field(default_factory=Matrix)
    _next: Matrix = field(default_factory=Matrix)

    def set(self, operator: bytes, operands: Any) -> None:
        """The operators that say how and where the next words stand."""
        writing = self.writing
        match operator:
            case b"BT":
                self._line = self._next = Matrix()
            case b"Tm":
                self._line = self._next = Matrix.of(operands)
            case b"Td":
                self._step(float(operands[0]), float(operands[1]))
            case b"TD":
                writing.leading = -float(operands[1])
                self._step(float(operands[0]), float(operands[1]))
            case b"T*":
                self._step(0, -writing.leading)
            case b"Tc":
                writing.letter_gap = float(operands[0])
            case b"Tw":
                writing.word_gap = float(operands[0])
            case b"Tz":
                writing.width = float(operands[0]) / 100
            case b"TL":
                writing.leading = float(operands[0])
            case b"Ts":
                writing.rise = float(operands[0])

    def show(self, operator: bytes, operands: Any, place: Matrix, mark: int) -> None:
        """The operators that show words; `place` is where the page's measure lies."""
        if operator == b'"':
            self.writing.word_gap, self.writing.letter_gap = float(operands[0]), float(operands[1])
        if operator in (b"'", b'"'):
            self._step(0, -self.writing.leading)
        shown = operands[-1]
        for part in shown if isinstance(shown, ArrayObject) else [shown]:
            if isinstance(part, bytes):
                self._show(part, place, mark)
            elif isinstance(part, (int, float)):
                # A step back or forth, in thousandths of the letters' height.
                self._advance(-float(part) / 1000 * self.writing.size * self.writing.width)

    def _step(self, x: float, y: float) -> None:
        self._line = self._next = self._line.moved(x, y)

    def _advance(self, x: float) -> None:
        self._next = self._next.moved(x, 0)

    def _show(self, shown: bytes, place: Matrix, mark: int) -> None:
        writing = self.writing
        if writing.letters is None or len(self.stretches) >= MOST_STRETCHES:
            return
        for letter in writing.letters.of(shown):
            begin = self._next.moved(0, writing.rise).then(place)
            width = letter.width / 1000 * writing.size
            blank = writing.word_gap if letter.is_blank else 0.0
            self._advance((width + writing.letter_gap + blank) * writing.width)
            end = begin.moved(width * writing.width, 0)
            self._put(self._read(letter), begin, end, mark)

    def _read(self, letter: Letter) -> Letter:
        if self.instead is None:
            return letter
        words, self.instead = self.instead, ""
        return letter._replace(text=words)

    def _put(self, letter: Letter, begin: Matrix, end: Matrix, mark: int) -> None:
        """A letter behind the stretch before it, or at the beginning of a new one."""
        letters = self.writing.letters
        turn = round(degrees(atan2(begin.b, begin.a))) % 360
        size = self.writing.size * hypot(begin.c, begin.d)
        bold = letters is not None and letters.is_bold
        told = self.instead is not None
        one = Stretch(letter.text, begin.e, end.e, begin.f, size, bold, turn, mark, told, end.f)
        last = self.stretches[-1] if self.stretches else None
        if last is None or not _goes_on(last, one):
            if letter.text.strip():
                self.stretches.append(one)
            return
        apart = one.left - last.right > _SAME_WORD * size and not last.text[-1:].isspace()
        blank = " " if apart and letter.text.strip() else ""
        last.text += blank + letter.text
        shows = letter.text.strip() or self.instead is not None
        if shows:
            last.right = max(last.right, one.right) if turn == 0 else one.right
            last.end = one.end


def _goes_on(last: Stretch, one: Stretch) -> bool:
    alike = (last.bold, last.turn, last.mark) == (one.bold, one.turn, one.mark)
    # What was told is in order already, and must not be turned with what was not.
    alike = alike and (last.told == one.told or not (is_backwards(last.text + one.text)))
    if not alike or abs(last.size - one.size) >= _SAME_SIZE:
        return False
    gap = one.left - last.right
    if one.turn:
        return hypot(gap, one.base - last.end) < _SAME_STRETCH * one.size
    level = abs(one.base - last.base) <= _LEVEL * one.size
    return level and _BACKWARDS * one.size < gap < _SAME_STRETCH * one.size
