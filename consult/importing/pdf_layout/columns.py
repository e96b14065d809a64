"""Two or more columns of running text beside each other, to be read one after the other.

Must not take a table for columns: its rows are short, and go across.
"""

from collections import Counter
from dataclasses import dataclass

from consult.importing.pdf_layout.shapes import TextRun
from consult.importing.pdf_layout.text_rows import Row, rows_of

# In points: the narrowest gutter and the narrowest column.
_GUTTER = 8.0
_NARROWEST = 90.0
# So many rows on either side, half of them so full, make a column of text.
_FEWEST_ROWS = 4
_FULL = 0.6
# Letters a row on average: a table has fewer.
_FEWEST_LETTERS = 20
# In points: how exactly the rows of a column begin at its edge.
_GRAIN = 3.0
# So many times the usual size is a heading's; a row within so many font sizes is beside it.
_LARGER = 1.12
_BESIDE = 1.05


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the page from side to side: one column, or several from the left.

    `edge` is the left side of the second column in points, 0 for one column.
    """

    columns: list[list[TextRun]]
    edge: float = 0.0


def bands_of(runs: list[TextRun], known_edges: tuple[float, ...] = ()) -> list[Band]:
    """The page as bands, from the top down.

    `known_edges` are the column edges of earlier pages: there, one row is enough for a column.
    """
    rows = rows_of(runs)
    for edge in (*_edges(runs), *known_edges):
        is_known = any(abs(edge - other) <= _GRAIN for other in known_edges)
        bands = _split_at(rows, edge, 1 if is_known else _FEWEST_ROWS)
        if any(len(band.columns) > 1 for band in bands):
            return [
                Band([inner for column in band.columns for inner in _columns_in(column)], edge)
                if len(band.columns) > 1
                else band
                for band in bands
            ]
    return [Band([runs])] if runs else []


def _columns_in(column: list[TextRun]) -> list[list[TextRun]]:
    """The columns of a column, as on a page with three: it is split once, and then the rest."""
    bands = bands_of(column)
    return bands[0].columns if len(bands) == 1 else [column]


def _edges(runs: list[TextRun]) -> list[float]:
    """Where many runs begin, far enough from the left side for a column; the most frequent first."""
    left = min((run.left for run in runs), default=0)
    begins = Counter(round(run.left / _GRAIN) for run in runs if run.left > left + _NARROWEST)
    return [edge * _GRAIN for edge, times in begins.most_common(6) if times >= _FEWEST_ROWS]


def _split_at(rows: list[Row], edge: float, fewest: int) -> list[Band]:
    """The rows as bands, those between headlines and crossing rows split at an edge if columns are there."""
    bands: list[Band] = []
    pending: list[Row] = []
    usual = _usual_size(rows)
    for index, row in enumerate(rows):
        near = rows[max(index - 1, 0) : index + 2]
        if _crosses(row, edge) or _is_headline(row, near, usual):
            bands += _columns_at(pending, edge, fewest)
            pending = []
            bands.append(Band([row.runs]))
        else:
            pending.append(row)
    bands += _columns_at(pending, edge, fewest)
    return _merged(bands)


def _crosses(row: Row, edge: float) -> bool:
    return any(run.left < edge - _GRAIN and run.right > edge - _GUTTER for run in row.runs)


def _usual_size(rows: list[Row]) -> float:
    letters: Counter[float] = Counter()
    for run in (run for row in rows for run in row.runs):
        letters[run.size] += len(run.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _is_headline(row: Row, near: list[Row], usual: float) -> bool:
    """Whether a row in large letters, with no row beside it, heads both columns below."""
    distances = (abs(other.baseline - row.baseline) for other in near if other is not row)
    return row.size >= _LARGER * usual and all(one > _BESIDE * row.size for one in distances)


def _columns_at(rows: list[Row], edge: float, fewest: int) -> list[Band]:
    """The rows as a band of two columns, or each as a band of its own."""
    left = [run for row in rows for run in row.runs if run.left < edge - _GRAIN]
    right = [run for row in rows for run in row.runs if run.left >= edge - _GRAIN]
    if _is_column(left, fewest) and _is_column(right, fewest):
        return [Band([left, right])]
    return [Band([row.runs]) for row in rows]


def _merged(bands: list[Band]) -> list[Band]:
    """The bands; neighbours of one column as one band."""
    merged: list[Band] = []
    for band in bands:
        if merged and len(merged[-1].columns) == len(band.columns) == 1:
            merged[-1] = Band([[*merged[-1].columns[0], *band.columns[0]]])
        else:
            merged.append(band)
    return merged


def _is_column(runs: list[TextRun], fewest: int) -> bool:
    rows = rows_of(runs)
    if len(rows) < fewest:
        return False
    letters = sum(len(run.text) for run in runs)
    if letters < _FEWEST_LETTERS * len(rows):
        return False
    width = max(row.right for row in rows) - min(row.left for row in rows)
    full = sum(row.right - row.left >= _FULL * width for row in rows)
    return width >= _NARROWEST and full * 2 >= len(rows)
