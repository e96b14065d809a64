"""From pandoc's block elements to headings and paragraph drafts.

Holds what each block becomes; inline marks and the tree of sections are elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consult.importing.draft import (
    Cell,
    Change,
    ParagraphDraft,
    ParagraphKind,
    Run,
    Runs,
    clean_text,
    is_deleted,
    joined,
    whole_change,
)
from consult.importing.markers import DECORATIVE
from consult.importing.outline import Heading
from consult.importing.pandoc_inlines import ReadingState, runs_of
from consult.importing.pictures import UnusablePicture

Block = dict[str, Any]
Piece = Heading | ParagraphDraft

_BULLET = "•"
_SEPARATORS = {"Period": "{}.", "OneParen": "{})", "TwoParens": "({})"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its style's name, list depth, and the marker still to be printed."""

    style: str = ""
    level: int = 0
    marker: str = ""


def pieces_of(
    blocks: list[Block], state: ReadingState, place: Place = Place()
) -> Iterator[tuple[Piece, str]]:
    """Headings and paragraphs in order, each with its paragraph style ("" where unnamed)."""
    for block in blocks:
        for piece in _one(block, state, place):
            yield piece
            # Only the first paragraph of a list item carries the item's marker.
            place = Place(place.style, place.level)


def _one(block: Block, state: ReadingState, place: Place) -> Iterator[tuple[Piece, str]]:
    kind: str = block["t"]
    content: Any = block.get("c")
    match kind:
        case "Para" | "Plain":
            yield from _paragraph(runs_of(content, state), state, place)
        case "Header":
            level, _, inlines = content
            yield Heading(level, runs_of(inlines, state)), place.style
            yield from _left_behind(state, place)
        case "BulletList":
            for blocks in content:
                inside = Place(place.style, place.level + 1, _BULLET)
                yield from pieces_of(blocks, state, inside)
        case "OrderedList":
            yield from _ordered(content, state, place)
        case "Div":
            styles = dict(content[0][2])
            named = Place(styles.get("custom-style", place.style), place.level, place.marker)
            yield from pieces_of(content[1], state, named)
        case "Table":
            yield _table(content, state), place.style
            yield from _left_behind(state, place)
        case _:
            yield from _rarer(kind, content, state, place)


def _rarer(
    kind: str, content: Any, state: ReadingState, place: Place
) -> Iterator[tuple[Piece, str]]:
    match kind:
        case "BlockQuote":
            yield from pieces_of(content, state, place)
        case "Figure":
            yield from pieces_of(content[2], state, place)
            yield from pieces_of(content[1][1], state, place)
        case "LineBlock":
            lines = (runs_of(line, state) for line in content)
            runs = joined(tuple(part for line in lines for part in (*line, Run("\n"))))
            yield from _paragraph(runs, state, place)
        case "CodeBlock":
            yield from _paragraph((Run(content[1]),), state, place)
        case "DefinitionList":
            for term, definitions in content:
                yield from _paragraph(runs_of(term, state), state, place)
                for definition in definitions:
                    yield from pieces_of(definition, state, place)
        case "HorizontalRule" | "Null":
            return
        case _:
            state.warn("element-left-out", f"An element of the kind {kind} was left out.")


def _paragraph(runs: Runs, state: ReadingState, place: Place) -> Iterator[tuple[Piece, str]]:
    if any(run.text.strip() for run in runs):
        kind: ParagraphKind = "item" if place.marker else "paragraph"
        text = clean_text(runs)
        yield ParagraphDraft(kind, text, runs, place.level, place.marker), place.style
    yield from _left_behind(state, place)


def _left_behind(state: ReadingState, place: Place) -> Iterator[tuple[Piece, str]]:
    """The pictures and footnotes met inside the block before, and those met inside these."""
    # A cell has room for neither: they come below its table.
    while (state.figures or state.notes) and not state.flat:
        figures, state.figures = state.figures, []
        notes, state.notes = state.notes, []
        for reference, runs in figures:
            shown = figure(reference, runs, state)
            if shown is not None:
                yield shown, place.style
        for marker, blocks in notes:
            runs = (Run(f"{marker} "), *_flat(blocks, state))
            yield ParagraphDraft("footnote", clean_text(runs), joined(runs)), place.style


def figure(reference: str, runs: Runs, state: ReadingState) -> ParagraphDraft | None:
    """The picture with its description, the description alone, or nothing; what is lacking is said."""
    told = state.pictures.descriptions.get(reference, "") if state.pictures else ""
    runs = (Run(told),) if told and not runs else runs
    decorates = clean_text(runs) == DECORATIVE
    runs = () if decorates else runs
    words = clean_text(runs)
    try:
        if state.pictures is None or whole_change(runs) == "deletion":
            raise UnusablePicture("it was not carried over")
        picture = state.pictures.take(reference, words or ("" if decorates else None))
    except UnusablePicture as why:
        state.warn("picture-left-out", f"A picture was left out: {why}.")
        return ParagraphDraft("figure", words, runs) if words else None
    if not words and not decorates:
        message = "Nobody said what this picture shows; describe it, or say that it only decorates."
        state.warn("picture-without-description", message)
    return ParagraphDraft("figure", words, runs, picture=picture)


def _ordered(content: Any, state: ReadingState, place: Place) -> Iterator[tuple[Piece, str]]:
    (start, style, delimiter), items = content
    shape = _SEPARATORS.get(delimiter["t"], "{}.")
    for number, blocks in enumerate(items, start):
        marker = shape.format(numeral(number, style["t"]))
        yield from pieces_of(blocks, state, Place(place.style, place.level + 1, marker))


def numeral(number: int, style: str) -> str:
    """A list's number as it is printed; `style` is pandoc's name, such as "LowerRoman"."""
    if style.endswith("Alpha") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if style.startswith("Upper") else letter
    if style.endswith("Roman") and 1 <= number < 4000:
        roman = _roman(number)
        return roman if style.startswith("Upper") else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    result = ""
    for value, letters in steps:
        times, number = divmod(number, value)
        result += letters * times
    return result


def _table(content: Any, state: ReadingState) -> ParagraphDraft:
    _, (_, caption), _, (_, head), bodies, (_, foot) = content
    rows = [_row(row, state, header=True) for row in head]
    for _, _, headers, body in bodies:
        rows += [_row(row, state, header=True) for row in headers]
        rows += [_row(row, state, header=False) for row in body]
    rows += [_row(row, state, header=False) for row in foot]
    title = _flat(caption, state)
    runs = joined((*title, *((Run("\n"),) if title else ()), *_lines(rows)))
    if title:
        # A caption keeps its place in the words as a first row of its own.
        rows.insert(0, (Cell(title, header=True, columns=max(map(len, rows), default=1)),))
    return ParagraphDraft("table", _table_text(runs), runs, cells=tuple(rows))


def _row(row: Any, state: ReadingState, *, header: bool) -> tuple[Cell, ...]:
    return tuple(
        Cell(_flat(blocks, state), header, columns, rows) for _, _, rows, columns, blocks in row[1]
    )


def _lines(rows: list[tuple[Cell, ...]]) -> Iterator[Run]:
    """The words of all rows; what parts a wholly deleted row from the others is deleted with it."""
    for index, row in enumerate(rows):
        change: Change | None = "deletion" if is_deleted(row) else None
        if index:
            yield Run("\n", change)
        yield from _between([cell.runs for cell in row], Run("\t", change))


def _between(parts: list[Runs], separator: Run) -> Iterator[Run]:
    for index, runs in enumerate(parts):
        if index:
            yield separator
        yield from runs


def _table_text(runs: Runs) -> str:
    """Clean text that keeps the tabs of empty cells."""
    words = "".join(run.text for run in runs if run.change != "deletion")
    return re.sub(r" {2,}", " ", words).strip(" \n")


def _flat(blocks: list[Block], state: ReadingState) -> Runs:
    """Everything in some blocks as one run of words, a line break between paragraphs."""
    outer, state.flat = state.flat, True
    parts = [_words(piece) for piece, _ in pieces_of(blocks, state)]
    state.flat = outer
    return joined(tuple(_between(parts, Run("\n"))))


def _words(piece: Piece) -> Runs:
    bullet = isinstance(piece, ParagraphDraft) and piece.marker == _BULLET
    return (Run(f"{_BULLET} "), *piece.runs) if bullet else piece.runs
