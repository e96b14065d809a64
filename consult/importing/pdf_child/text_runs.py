"""The words of a page with their places, from the operators that write.

Joins the letters of one stretch and no more: rows, columns and reading order are not its business.
"""

from dataclasses import dataclass, field
from math import atan2, degrees, hypot
from typing import Any

from pypdf.generic import ArrayObject

from consult.importing.pdf_child.font_decoder import Letters
from consult.importing.pdf_child.matrix import Matrix
from consult.importing.pdf_child.text_direction import as_read, is_backwards

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
        # Mirrored letters run backwards, and so may a single one that is set back.
        left, right = sorted((self.left, self.right))
        places = (round(number, 1) for number in (left, right, self.base))
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
        parts = shown if isinstance(shown, ArrayObject) else [shown]
        if self.writing.letters is not None and len(self.stretches) < MOST_STRETCHES:
            self._write(parts, place, mark)

    def _step(self, x: float, y: float) -> None:
        self._line = self._next = self._line.moved(x, y)

    def _write(self, parts: Any, place: Matrix, mark: int) -> None:
        """The parts of one show with the steps between them, which are in thousandths of a height."""
        writing, text, run = self.writing, "", 0.0
        for part in parts:
            if isinstance(part, bytes) and writing.letters is not None:
                words, width, codes, blanks = writing.letters.of(part)
                text += words
                gaps = codes * writing.letter_gap + blanks * writing.word_gap
                run += (width / 1000 * writing.size + gaps) * writing.width
            elif isinstance(part, (int, float)):
                step = -float(part) / 1000
                wide = not _BACKWARDS < step < _SAME_STRETCH
                if wide:
                    self._put(text, run, place, mark)
                    text, run = "", 0.0
                elif step > _SAME_WORD and text and not text[-1].isspace():
                    text += " "
                run += step * writing.size * writing.width
                if wide:
                    self._next, run = self._next.moved(run, 0), 0.0
        self._put(text, run, place, mark)

    def _put(self, text: str, run: float, place: Matrix, mark: int) -> None:
        """Words behind the stretch before them, or at the beginning of a new one."""
        writing = self.writing
        begin = self._next.moved(0, writing.rise).then(place)
        end = begin.moved(run, 0)
        self._next = self._next.moved(run, 0)
        told = self.instead is not None
        text, self.instead = (self.instead or "", "") if told else (text, None)
        # Letters of a height below zero stand on their heads.
        turn = round(degrees(atan2(begin.b, begin.a)) + (180 if writing.size < 0 else 0)) % 360
        size = abs(writing.size) * hypot(begin.c, begin.d)
        bold = writing.letters is not None and writing.letters.is_bold
        one = Stretch(text, begin.e, end.e, begin.f, size, bold, turn, mark, told, end.f)
        last = self.stretches[-1] if self.stretches else None
        if last is not None and _goes_on(last, one):
            _join(last, one)
        elif text.strip():
            self.stretches.append(one)


def _join(last: Stretch, one: Stretch) -> None:
    apart = one.left - last.right > _SAME_WORD * one.size and not last.text[-1:].isspace()
    last.text += (" " if apart and one.text.strip() else "") + one.text
    # A blank by itself moves nothing: how far the next words are away is still to be seen.
    if one.text.strip() or one.told:
        last.right = max(last.right, one.right) if one.turn == 0 else one.right
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
