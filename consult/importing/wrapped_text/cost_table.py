"""Rebuilds a table of activities, costs and financing from its loose lines.

Text from a PDF has such a table cell by cell, wrapped, without borders or colours. What is built
here is a proposal: everything that a person must confirm is a warning that names it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from consult.importing.draft import Cell, DraftWarning, Run
from consult.importing.line import Line
from consult.importing.wrapped_text.block import Block
from consult.importing.wrapped_text.hyphenation import Words, unwrapped

_HEAD = ("Aktivitet", "Omkostning", "Finansiering")
_AMOUNT = r"\d[\d.,]*\s*(?:(?:mio|mill)\.?\s*)?kr\b\.?|Ikke\s+(?:beregnet|opgjort)\b\.?"
_COST = re.compile(rf"(?P<before>.*?)(?P<cost>(?:{_AMOUNT})[^A-ZÆØÅ]*)(?P<after>[A-ZÆØÅ].*)?")
_DEPENDS = re.compile(r"NB: (?P<words>.+)")
_LEGEND = re.compile(r"(?i)forklaring af farve|farvekode|colour key")
# In characters: no line of a narrow cell is longer, and amounts are not searched for in longer ones.
_LONGEST = 300
# The key to the colours is in one of so many blocks above the table.
_LEGEND_NEAR = 2
# A word whose last letter a narrow column pushed to a line of its own.
_SPLIT = re.compile(r"\b(\w{8,}) ([b-hj-zæø])(?= |$)")
_YEAR = re.compile(r"\b(?:10|11|12|13)\d\d\b(?!\s*(?:kr|mio|mill))")
_NOT_LAST = frozenset(["af", "for", "fra", "i", "med", "og", "om", "på", "til", "ved"])


@dataclass(slots=True)
class _Row:
    """The lines of three cells; `column` is the one that the next line belongs to.

    `group` is set for the name of a group of rows, which is in the first cell.
    """

    cells: tuple[list[Line], list[Line], list[Line]] = field(default_factory=lambda: ([], [], []))
    group: bool = False
    column: int = 0


def with_cost_table(blocks: list[Block], words: Words) -> tuple[list[Block], list[DraftWarning]]:
    """The blocks, those from a head of the three known columns on as one table; what to confirm.

    Without such a head the blocks are returned unchanged.
    """
    at = next((i for i, block in enumerate(blocks) if _is_head(block.first)), None)
    if at is None:
        return blocks, []
    rows = list(_rows(blocks[at:]))
    if not any(row.cells[1] for row in rows):
        return blocks, []
    table, warnings = _table(blocks[at:], rows, words)
    return [*blocks[:at], table], [*_colour_warnings(blocks[:at]), *warnings]


def _is_head(line: str) -> bool:
    return tuple(line.split()) == _HEAD


def _rows(blocks: list[Block]) -> Iterator[_Row]:
    row = _Row()
    for number, lines in enumerate(_pieces(blocks)):
        if number == 0:
            lines = lines[1:]
        if not lines:
            continue
        if _is_complete(row, lines[0].text.strip()):
            yield row
            row = _Row()
        if not row.cells[0] and _is_group(lines):
            yield _Row(([lines[0]], [], []), group=True)
            lines = lines[1:]
        elif row.column == 1 and not lines[0].text.strip().startswith("("):
            row.column = 2
        for line in lines:
            _add_line(row, line)
    yield row


def _pieces(blocks: list[Block]) -> Iterator[list[Line]]:
    """The lines of each block, divided where a page starts after the end of a sentence or of a cell."""
    for block in blocks:
        piece: list[Line] = []
        for line in block.lines:
            ended = len(piece) > 1 or (bool(piece) and piece[-1].text.rstrip().endswith("."))
            if line.starts_page and ended:
                yield piece
                piece = []
            piece.append(line)
        yield piece


def _is_complete(row: _Row, text: str) -> bool:
    """Whether a row has its financing, so that the next line begins another activity."""
    return bool(row.cells[2]) or (bool(row.cells[1]) and row.column == 2 and not text)


def _is_group(lines: list[Line]) -> bool:
    """Whether the first line is a group's name: by itself, in front of an activity's capital letter."""
    if len(lines) < 2 or not lines[1].text.strip()[:1].isupper():
        return False
    last = lines[0].text.split()[-1]
    has_no_cost = len(lines[0].text) <= _LONGEST and _COST.fullmatch(lines[0].text) is None
    # A genitive ("Danmarks") needs a noun behind it, and so does a preposition.
    return has_no_cost and last not in _NOT_LAST and not last.endswith("s")


def _add_line(row: _Row, line: Line) -> None:
    """Add a line to the row's current cell; one with an amount is divided between the cells."""
    is_short = len(line.text) <= _LONGEST
    match = _COST.match(line.text.strip()) if row.column == 0 and is_short else None
    if match is None:
        row.cells[row.column].append(line)
        return
    if match["before"].strip():
        row.cells[0].append(line.with_text(match["before"].strip()))
    rest = line.text.strip()[match.end("cost") :].strip()
    row.cells[1].append(line.with_text(match["cost"].strip()))
    row.column = 1
    if rest:
        row.cells[2].append(line.with_text(rest))
        row.column = 2


def _table(blocks: list[Block], rows: list[_Row], words: Words) -> tuple[Block, list[DraftWarning]]:
    lines = tuple(line for block in blocks for line in block.lines)
    head = tuple(Cell((Run(name),), header=True) for name in _HEAD)
    cells: list[tuple[Cell, ...]] = [head]
    count = sum(not row.group for row in rows)
    message = f"This table of {count} rows was put together from loose lines; confirm every cell."
    warnings = [DraftWarning("table-rebuilt", message, lines[0].where)]
    for row in rows:
        texts = [_cell(part, words, warnings) for part in row.cells]
        cells.append(_as_cells(row, texts))
        warnings += _row_warnings(row, texts)
    own_warnings = tuple(warning for block in blocks for warning in block.warnings)
    return Block(lines, "table", warnings=own_warnings, cells=tuple(cells)), warnings


def _cell(lines: list[Line], words: Words, warnings: list[DraftWarning]) -> str:
    """The text of one cell; a note (NB) begins a new line, a single letter is joined to its word.

    What to confirm is added to `warnings`.
    """
    text, join_warnings = unwrapped(lines, words)
    warnings += [DraftWarning(code, message, lines[-1].where) for code, message in join_warnings]
    for match in _SPLIT.finditer(text):
        message = f"“{match[0]}” is read as “{match[1]}{match[2]}”."
        warnings.append(DraftWarning("word-mended", message, lines[-1].where))
    return re.sub(r" (?=NB: )", "\n", _SPLIT.sub(r"\1\2", text))


def _as_cells(row: _Row, texts: list[str]) -> tuple[Cell, ...]:
    if row.group:
        return (Cell((Run(texts[0]),), header=True, columns=len(_HEAD)),)
    return tuple(Cell((Run(text),) if text else ()) for text in texts)


def _row_warnings(row: _Row, texts: list[str]) -> Iterator[DraftWarning]:
    """What a person must confirm about a row with these texts of its cells."""
    if row.group:
        message = f"“{texts[0]}” is taken as a name over the rows below it."
        yield DraftWarning("table-group-guessed", message, row.cells[0][0].where)
        return
    where = next(lines[0].where for lines in row.cells if lines)
    name = f"the row “{texts[0]}”"
    if not all(texts):
        yield DraftWarning("table-cell-empty", f"There is an empty cell in {name}.", where)
    for match in _DEPENDS.finditer("\n".join(texts)):
        message = f"Confirm what {name} depends on: “{match['words']}”"
        yield DraftWarning("table-depends", message, where)
    for year in _YEAR.findall(" ".join(texts)):
        message = f"“{year}” in {name} may be a misprinted year."
        yield DraftWarning("possible-misreading", message, where)


def _colour_warnings(before: list[Block]) -> Iterator[DraftWarning]:
    for line in (line for block in before[-_LEGEND_NEAR:] for line in block.lines):
        if _LEGEND.search(line.text):
            message = "The table's colours are lost; say which row has which colour."
            yield DraftWarning("table-colours-lost", message, line.where)
