"""Two or more columns of running text beside each other, to be read one after the other.

Must not take a table for columns: its rows are short, and go across.
"""

from collections import Counter
from dataclasses import dataclass

from consult.importing.pdf_layout.shapes import Stretch
from consult.importing.pdf_layout.text_rows import Row, rows_of

# In points: narrower than this is no gutter, and no column.
_GUTTER = 8.0
_NARROWEST = 90.0
# So many rows on either side, and so full a side's rows, make a column of text.
_FEWEST_ROWS = 4
_FULL = 0.6
# Rows with fewer letters are a table's.
_FEWEST_LETTERS = 20
_GRAIN = 3.0
# Letters so much larger than most are a heading's; lines within so many heights stand beside it.
_LARGER = 1.12
_BESIDE = 1.05


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of the page that go across it, or the columns beside each other, from the left."""

    columns: list[list[Stretch]]
    edge: float = 0.0


def bands_of(stretches: list[Stretch], known: tuple[float, ...] = ()) -> list[Band]:
    """The page from the top down, columns taken apart where there are some.

    `known` is where earlier pages have columns begin: there, a few rows are enough.
    """
    rows = rows_of(stretches)
    for edge in (*_edges(stretches), *known):
        is_known = any(abs(edge - other) <= _GRAIN for other in known)
        bands = _parted(rows, edge, 1 if is_known else _FEWEST_ROWS)
        if any(len(band.columns) > 1 for band in bands):
            return [
                Band([inner for column in band.columns for inner in _columns_in(column)], edge)
                if len(band.columns) > 1
                else band
                for band in bands
            ]
    return [Band([stretches])] if stretches else []


def _columns_in(column: list[Stretch]) -> list[list[Stretch]]:
    """A column that is two itself, as where a page has three."""
    bands = bands_of(column)
    return bands[0].columns if len(bands) == 1 else [column]


def _edges(stretches: list[Stretch]) -> list[float]:
    """Where many rows begin that are not the leftmost ones, the most frequent first."""
    left = min((one.left for one in stretches), default=0)
    begins = Counter(round(one.left / _GRAIN) for one in stretches if one.left > left + _NARROWEST)
    return [edge * _GRAIN for edge, times in begins.most_common(6) if times >= _FEWEST_ROWS]


def _parted(rows: list[Row], edge: float, fewest: int) -> list[Band]:
    """The rows cut at the edge, as far as they are columns there."""
    bands: list[Band] = []
    waiting: list[Row] = []
    usual = _usual_size(rows)
    for index, row in enumerate(rows):
        near = rows[max(index - 1, 0) : index + 2]
        if _crosses(row, edge) or _is_headline(row, near, usual):
            bands += _closed(waiting, edge, fewest)
            waiting = []
            bands.append(Band([row.stretches]))
        else:
            waiting.append(row)
    bands += _closed(waiting, edge, fewest)
    return _merged(bands)


def _crosses(row: Row, edge: float) -> bool:
    return any(one.left < edge - _GRAIN and one.right > edge - _GUTTER for one in row.stretches)


def _usual_size(rows: list[Row]) -> float:
    letters: Counter[float] = Counter()
    for one in (one for row in rows for one in row.stretches):
        letters[one.size] += len(one.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _is_headline(row: Row, near: list[Row], usual: float) -> bool:
    """Large letters with nothing beside them head what is below, on either side."""
    others = (abs(other.base - row.base) for other in near if other is not row)
    return row.size >= _LARGER * usual and all(away > _BESIDE * row.size for away in others)


def _closed(rows: list[Row], edge: float, fewest: int) -> list[Band]:
    left = [one for row in rows for one in row.stretches if one.left < edge - _GRAIN]
    right = [one for row in rows for one in row.stretches if one.left >= edge - _GRAIN]
    if _is_column(left, fewest) and _is_column(right, fewest):
        return [Band([left, right])]
    return [Band([row.stretches]) for row in rows]


def _merged(bands: list[Band]) -> list[Band]:
    """Rows that go across, one after the other, as one band."""
    merged: list[Band] = []
    for band in bands:
        if merged and len(merged[-1].columns) == len(band.columns) == 1:
            merged[-1] = Band([[*merged[-1].columns[0], *band.columns[0]]])
        else:
            merged.append(band)
    return merged


def _is_column(stretches: list[Stretch], fewest: int) -> bool:
    rows = rows_of(stretches)
    if len(rows) < fewest:
        return False
    letters = sum(len(one.text) for one in stretches)
    if letters < _FEWEST_LETTERS * len(rows):
        return False
    width = max(row.right for row in rows) - min(row.left for row in rows)
    full = sum(row.right - row.left >= _FULL * width for row in rows)
    return width >= _NARROWEST and full * 2 >= len(rows)
