"""From text runs to rows: what stands on one baseline, with raised and lowered digits.

Must not judge whether a row's parts belong to one text; see columns and tables for that.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from consult.importing.glyph_repair import plain_characters
from consult.importing.pdf_layout.shapes import PageLine, TextRun
from consult.importing.superscript import is_shifted, lowered, raised

# All in font sizes. How far a baseline may lie from its row's:
_SAME_ROW = 0.3
# So much smaller a run, with a baseline so far off (from, to), is raised or lowered.
_SMALLER = 0.88
_OFF = (0.03, 0.75)
# A raised or lowered run is at most so far from its word; a wider gap than _BLANK is a blank.
_TOUCHING = 0.35
_BLANK = 0.12
_WIDE = 2.0
_WIDE_BLANK = " " * 5
# A list marker is at least so far from its item's words.
_AFTER_MARKER = 0.5
# Of one page: the search for the words of small runs compares each with its neighbours.
_MOST_SMALL = 500
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(slots=True)
class Row:
    """Runs from left to right; `baseline` and `size` are those of the longest, in points."""

    runs: list[TextRun]
    baseline: float
    size: float

    @property
    def left(self) -> float:
        """The left end of its first run."""
        return min(run.left for run in self.runs)

    @property
    def right(self) -> float:
        """The right end of its last run."""
        return max(run.right for run in self.runs)

    def as_line(self) -> PageLine:
        """The row as one line, bold when all of it is."""
        return PageLine(
            text_of_runs(_with_bullet(self.runs)),
            self.size,
            self.baseline,
            all(run.bold for run in self.runs),
            left=self.left,
            right=self.right,
        )


def _with_bullet(runs: list[TextRun]) -> list[TextRun]:
    """A first character of a symbol font, or a lone "o" for a hollow circle, as a bullet."""
    first, *rest = runs
    marker = first.text.strip()
    is_symbol = len(marker) == 1 and unicodedata.category(plain_characters(marker)) == "Co"
    is_bullet = is_symbol or marker == "o"
    if not is_bullet or not rest or rest[0].left - first.right < _AFTER_MARKER * first.size:
        return runs
    return [first._replace(text="◦" if marker == "o" else "•"), *rest]


def rows_of(runs: list[TextRun]) -> list[Row]:
    """The rows of a page or a part of it, from the top down."""
    rows: list[Row] = []
    small: list[TextRun] = []
    largest = max((run.size for run in runs), default=0)
    for run in sorted(runs, key=lambda run: (-run.baseline, run.left)):
        row = rows[-1] if rows else None
        is_small = run.size < _SMALLER * largest and _can_be_shifted(run.text)
        if is_small and len(small) < _MOST_SMALL:
            small.append(run)
        elif row and _is_on_row(run, row):
            row.runs.append(run)
        else:
            rows.append(Row([run], run.baseline, run.size))
    for run in [run for run in small if not _attach_shifted(run, rows)]:
        _add_to_own_row(run, rows)
    for row in rows:
        row.runs.sort(key=lambda run: run.left)
        longest = max(row.runs, key=lambda run: len(run.text))
        row.baseline, row.size = longest.baseline, longest.size
    return sorted(rows, key=lambda row: -row.baseline)


def _is_on_row(run: TextRun, row: Row) -> bool:
    return abs(row.baseline - run.baseline) <= _SAME_ROW * min(row.size, run.size)


def _can_be_shifted(text: str) -> bool:
    words = text.strip()
    return raised(words) != words or lowered(words) != words or is_shifted(words)


def _attach_shifted(run: TextRun, rows: list[Row]) -> bool:
    """Put a small run beside the word that it is raised or lowered at; False where there is none."""
    for row in (row for row in rows if abs(row.baseline - run.baseline) <= row.size):
        for index, word in enumerate(row.runs):
            if _is_shifted_at(run, word):
                shift = raised if run.baseline > word.baseline else lowered
                row.runs.insert(index + 1, run._replace(text=shift(run.text.strip())))
                return True
    return False


def _is_shifted_at(run: TextRun, word: TextRun) -> bool:
    gap = min(abs(run.left - word.right), abs(word.left - run.right))
    off = abs(run.baseline - word.baseline) / word.size if word.size else 0
    is_smaller = run.size < _SMALLER * word.size
    return is_smaller and gap <= _TOUCHING * word.size and _OFF[0] <= off <= _OFF[1]


def _add_to_own_row(run: TextRun, rows: list[Row]) -> None:
    """A small run at no word: to the row on its own baseline, or to a new one."""
    row = next((row for row in rows if _is_on_row(run, row)), None)
    if row is None:
        rows.append(Row([run], run.baseline, run.size))
    else:
        row.runs.append(run)


def text_of_runs(runs: list[TextRun]) -> str:
    """The text of a row's runs in the order of reading; a wide gap becomes five blanks."""
    if not runs:
        return ""
    runs = list(_in_reading_order(runs))
    text = plain_characters(runs[0].text)
    for before, run in pairwise(runs):
        gap = max(run.left - before.right, before.left - run.right)
        size = min(before.size, run.size)
        shifted = is_shifted(run.text)
        # The blank on the left of words that are read from the right stands behind them.
        is_leftward = run.right <= before.left + size / 2 and run.left < before.left
        if gap > _WIDE * size:
            text = text.rstrip() + _WIDE_BLANK
        elif is_leftward and (before.text[:1].isspace() or run.text[-1:].isspace()):
            text = f"{text.rstrip()} {plain_characters(run.text).strip()}"
            continue
        elif gap > _BLANK * size and not text[-1:].isspace() and not (shifted and gap < size / 2):
            text += " "
        text += plain_characters(run.text)
    return text.strip()


def _in_reading_order(runs: list[TextRun]) -> Iterator[TextRun]:
    """From left to right; neighbouring right-to-left runs reversed, and so the row if it is mostly such."""
    leftward = [_is_right_to_left(run.text) for run in runs]
    letters = sum(len(run.text) for run in runs)
    reversed_letters = sum(
        len(run.text) for run, is_so in zip(runs, leftward, strict=True) if is_so
    )
    pairs = groupby(zip(runs, leftward, strict=True), key=lambda pair: pair[1])
    groups = [(is_so, [run for run, _ in group]) for is_so, group in pairs]
    is_whole = reversed_letters * 2 > letters
    for is_so, group in reversed(groups) if is_whole else groups:
        yield from reversed(group) if is_so else group


def _is_right_to_left(text: str) -> bool:
    """Whether more than half of it is."""
    kinds = [unicodedata.bidirectional(sign) for sign in text]
    return sum(kind in _RIGHT_TO_LEFT for kind in kinds) * 2 > len(text.replace(" ", ""))
