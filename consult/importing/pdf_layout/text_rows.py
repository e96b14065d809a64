"""From stretches to rows: what stands on one base line, raised and lowered digits with it.

Must not judge whether a row's parts belong to one text; see columns and tables for that.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from consult.importing.glyph_repair import plain_signs
from consult.importing.pdf_layout.shapes import Printed, Stretch
from consult.importing.superscript import is_shifted, lowered, raised

# In letters' heights: how far a base line may lie from its row's.
_SAME_ROW = 0.3
# Letters so much smaller, and off the base line but no further than this, are raised or lowered.
_SMALLER = 0.88
_OFF = (0.03, 0.75)
# Closer than this to the words before, they belong to them; a wider gap is no blank.
_TOUCHING = 0.35
_BLANK = 0.12
_WIDE = 2.0
_WIDE_BLANK = " " * 5
_MOST_SMALL = 500
_AFTER_SIGN = 0.5
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(slots=True)
class Row:
    """Stretches from left to right; `base` and `size` are those of most of its letters."""

    stretches: list[Stretch]
    base: float
    size: float

    @property
    def left(self) -> float:
        """Where its first words begin."""
        return min(one.left for one in self.stretches)

    @property
    def right(self) -> float:
        """Where its last words end."""
        return max(one.right for one in self.stretches)

    def printed(self) -> Printed:
        """The row as one line."""
        bold = all(one.bold for one in self.stretches)
        return Printed(
            words_of(_with_sign(self.stretches)),
            self.size,
            self.base,
            bold,
            left=self.left,
            right=self.right,
        )


def _with_sign(stretches: list[Stretch]) -> list[Stretch]:
    """A list's sign that is a letter of a font of signs, or a hollow circle written as an o."""
    first, *rest = stretches
    sign = first.text.strip()
    odd = len(sign) == 1 and (sign == "o" or unicodedata.category(plain_signs(sign)) == "Co")
    if not odd or not rest or rest[0].left - first.right < _AFTER_SIGN * first.size:
        return stretches
    return [first._replace(text="◦" if sign == "o" else "•"), *rest]


def rows_of(stretches: list[Stretch]) -> list[Row]:
    """The rows from the top down."""
    rows: list[Row] = []
    small: list[Stretch] = []
    usual = max((one.size for one in stretches), default=0)
    for one in sorted(stretches, key=lambda one: (-one.base, one.left)):
        row = rows[-1] if rows else None
        if one.size < _SMALLER * usual and len(small) < _MOST_SMALL and _is_shift(one.text):
            small.append(one)
        elif row and abs(row.base - one.base) <= _SAME_ROW * min(row.size, one.size):
            row.stretches.append(one)
        else:
            rows.append(Row([one], one.base, one.size))
    loose = [one for one in small if not _attach(one, rows)]
    for one in loose:
        _beside(one, rows)
    for row in rows:
        row.stretches.sort(key=lambda one: one.left)
        row.base, row.size = _usual(row.stretches)
    return sorted(rows, key=lambda row: -row.base)


def _usual(stretches: list[Stretch]) -> tuple[float, float]:
    longest = max(stretches, key=lambda one: len(one.text))
    return longest.base, longest.size


def _is_shift(text: str) -> bool:
    words = text.strip()
    return raised(words) != words or lowered(words) != words or is_shifted(words)


def _attach(one: Stretch, rows: list[Row]) -> bool:
    """Whether a small sign touches words it is raised or lowered beside, and then is put there."""
    near = (row for row in rows if abs(row.base - one.base) <= row.size)
    for row in near:
        for index, other in enumerate(row.stretches):
            gap = min(abs(one.left - other.right), abs(other.left - one.right))
            off = (one.base - other.base) / other.size if other.size else 0
            smaller = one.size < _SMALLER * other.size
            if smaller and gap <= _TOUCHING * other.size and _OFF[0] <= abs(off) <= _OFF[1]:
                shift = raised if off > 0 else lowered
                row.stretches.insert(index + 1, one._replace(text=shift(one.text.strip())))
                return True
    return False


def _beside(one: Stretch, rows: list[Row]) -> None:
    """A small number that belongs to no word: in the row on its own line, or in a new one."""
    for row in rows:
        if abs(row.base - one.base) <= _SAME_ROW * min(row.size, one.size):
            row.stretches.append(one)
            return
    rows.append(Row([one], one.base, one.size))


def words_of(stretches: list[Stretch]) -> str:
    """One line's words; a wide gap is a wide blank."""
    if not stretches:
        return ""
    stretches = list(_in_order(stretches))
    text = plain_signs(stretches[0].text)
    for before, one in pairwise(stretches):
        gap = max(one.left - before.right, before.left - one.right)
        size = min(before.size, one.size)
        shifted = is_shifted(one.text)
        # What is left of words that are read from the right stands behind them.
        is_leftward = one.right <= before.left + size / 2 and one.left < before.left
        if gap > _WIDE * size:
            text = text.rstrip() + _WIDE_BLANK
        elif is_leftward and (before.text[:1].isspace() or one.text[-1:].isspace()):
            text = f"{text.rstrip()} {plain_signs(one.text).strip()}"
            continue
        elif gap > _BLANK * size and not text[-1:].isspace() and not (shifted and gap < size / 2):
            text += " "
        text += plain_signs(one.text)
    return text.strip()


def _in_order(stretches: list[Stretch]) -> Iterator[Stretch]:
    """From left to right; words written from right to left the other way, and the line with them."""
    backwards = [_is_backwards(one.text) for one in stretches]
    letters = sum(len(one.text) for one in stretches)
    turned = sum(len(one.text) for one, is_so in zip(stretches, backwards, strict=True) if is_so)
    whole = turned * 2 > letters
    runs = groupby(zip(stretches, backwards, strict=True), key=lambda pair: pair[1])
    ordered = [(is_so, [one for one, _ in pairs]) for is_so, pairs in runs]
    for is_so, run in reversed(ordered) if whole else ordered:
        yield from reversed(run) if is_so else run


def _is_backwards(text: str) -> bool:
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    return sum(kind in _RIGHT_TO_LEFT for kind in kinds) * 2 > len(text.replace(" ", ""))
