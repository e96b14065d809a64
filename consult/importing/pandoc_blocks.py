"""From pandoc's block elements to headings and paragraph drafts.

Holds what each block becomes; inline elements are in pandoc_inlines.py, the tree of sections in outline.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
)
from consult.importing.figures import figure
from consult.importing.list_numbers import list_number
from consult.importing.markers import NUMBER, NUMBER_END
from consult.importing.outline import HeadingDraft, HeadingOrParagraph
from consult.importing.pandoc_inlines import ReadingState, runs_of

Block = dict[str, Any]
# With the name of its paragraph style, "" where it has none.
Styled = tuple[HeadingOrParagraph, str]

_PRINTED = re.compile(f"{NUMBER}(?P<marker>[^{NUMBER_END}]*){NUMBER_END}")
_BULLET = "•"
_DELIMITERS = {"Period": "{}.", "OneParen": "{})", "TwoParens": "({})"}


@dataclass(frozen=True, slots=True)
class BlockContext:
    """What the blocks around a block give it: the style's name, the list depth (0 outside lists), and
    the list marker that its first paragraph carries, "" for none."""

    style: str = ""
    level: int = 0
    marker: str = ""


def read_blocks(
    blocks: list[Block], state: ReadingState, context: BlockContext = BlockContext()
) -> Iterator[Styled]:
    """Headings and paragraphs in order, each with the name of its style.

    Figures and notes come below the paragraph, heading or table that has them.
    """
    for block in blocks:
        for styled in _read_block(block, state, context):
            yield styled
            # Only the first paragraph of a list item carries the item's marker.
            context = BlockContext(context.style, context.level)


def _read_block(block: Block, state: ReadingState, context: BlockContext) -> Iterator[Styled]:
    kind: str = block["t"]
    content: Any = block.get("c")
    match kind:
        case "Para" | "Plain":
            yield from _paragraph(runs_of(content, state), state, context)
        case "Header":
            level, _, inlines = content
            yield HeadingDraft(level, runs_of(inlines, state)), context.style
            yield from _figures_and_notes(state, context)
        case "BulletList":
            for blocks in content:
                inside = BlockContext(context.style, context.level + 1, _BULLET)
                yield from read_blocks(blocks, state, inside)
        case "OrderedList":
            yield from _ordered_list(content, state, context)
        case "Div":
            styles = dict(content[0][2])
            style = styles.get("custom-style", context.style)
            inside = BlockContext(style, context.level, context.marker)
            yield from read_blocks(content[1], state, inside)
        case "Table":
            yield _table(content, state), context.style
            yield from _figures_and_notes(state, context)
        case _:
            yield from _read_rarer_block(kind, content, state, context)


def _read_rarer_block(
    kind: str, content: Any, state: ReadingState, context: BlockContext
) -> Iterator[Styled]:
    match kind:
        case "BlockQuote":
            yield from read_blocks(content, state, context)
        case "Figure":
            yield from read_blocks(content[2], state, context)
            yield from read_blocks(content[1][1], state, context)
        case "LineBlock":
            lines = (runs_of(line, state) for line in content)
            runs = joined(tuple(part for line in lines for part in (*line, Run("\n"))))
            yield from _paragraph(runs, state, context)
        case "CodeBlock":
            yield from _paragraph((Run(content[1]),), state, context)
        case "DefinitionList":
            for term, definitions in content:
                yield from _paragraph(runs_of(term, state), state, context)
                for definition in definitions:
                    yield from read_blocks(definition, state, context)
        case "HorizontalRule" | "Null":
            return
        case _:
            state.warn("element-left-out", f"An element of the kind {kind} was left out.")


def _paragraph(runs: Runs, state: ReadingState, context: BlockContext) -> Iterator[Styled]:
    runs, marker = _with_printed_marker(runs)
    if marker is not None:
        # What the file prints counts more than what pandoc counted; nothing is printed before a paragraph.
        level = (context.level or 1) if marker else 0
        context = BlockContext(context.style, level, marker)
    if any(run.text.strip() for run in runs):
        kind: ParagraphKind = "item" if context.marker else "paragraph"
        text = clean_text(runs)
        yield ParagraphDraft(kind, text, runs, context.level, context.marker), context.style
    yield from _figures_and_notes(state, context)


def _with_printed_marker(runs: Runs) -> tuple[Runs, str | None]:
    """The runs without the number that the file prints before them, and that number; None where it has none."""
    for index, run in enumerate(runs):
        match = _PRINTED.search(run.text)
        if match:
            rest = replace(run, text=run.text[: match.start()] + run.text[match.end() :])
            return joined((*runs[:index], rest, *runs[index + 1 :])), match["marker"]
    return runs, None


def _ordered_list(content: Any, state: ReadingState, context: BlockContext) -> Iterator[Styled]:
    (start, style, delimiter), items = content
    template = _DELIMITERS.get(delimiter["t"], "{}.")
    for number, blocks in enumerate(items, start):
        marker = template.format(list_number(number, style["t"]))
        inside = BlockContext(context.style, context.level + 1, marker)
        yield from read_blocks(blocks, state, inside)


def _figures_and_notes(state: ReadingState, context: BlockContext) -> Iterator[Styled]:
    """The figures and footnotes collected from the block before, and those inside these notes."""
    # A cell or note has room for neither: they come below the outermost block.
    while (state.figures or state.notes) and not state.is_flat:
        figures, state.figures = state.figures, []
        notes, state.notes = state.notes, []
        for reference, description in figures:
            paragraph = figure(reference, description, state)
            if paragraph is not None:
                yield paragraph, context.style
        for number, blocks in notes:
            runs = (Run(f"{number} "), *_flat_runs(blocks, state))
            yield ParagraphDraft("footnote", clean_text(runs), joined(runs)), context.style


def _table(content: Any, state: ReadingState) -> ParagraphDraft:
    _, (_, caption), _, (_, head), bodies, (_, foot) = content
    rows = [_row(row, state, header=True) for row in head]
    for _, _, headers, body in bodies:
        rows += [_row(row, state, header=True) for row in headers]
        rows += [_row(row, state, header=False) for row in body]
    rows += [_row(row, state, header=False) for row in foot]
    title = _flat_runs(caption, state)
    runs = joined((*title, *((Run("\n"),) if title else ()), *_runs_of_rows(rows)))
    if title:
        # The caption is in the text, so it is a first row of its own.
        rows.insert(0, (Cell(title, header=True, columns=max(map(len, rows), default=1)),))
    return ParagraphDraft("table", _table_text(runs), runs, cells=tuple(rows))


def _row(row: Any, state: ReadingState, *, header: bool) -> tuple[Cell, ...]:
    return tuple(
        Cell(_flat_runs(blocks, state), header, columns, rows)
        for _, _, rows, columns, blocks in row[1]
    )


def _runs_of_rows(rows: list[tuple[Cell, ...]]) -> Iterator[Run]:
    """The runs of all rows; the separators of a wholly deleted row are deleted with it."""
    for index, row in enumerate(rows):
        change: Change | None = "deletion" if is_deleted(row) else None
        if index:
            yield Run("\n", change)
        yield from _separated([cell.runs for cell in row], Run("\t", change))


def _separated(parts: list[Runs], separator: Run) -> Iterator[Run]:
    for index, runs in enumerate(parts):
        if index:
            yield separator
        yield from runs


def _table_text(runs: Runs) -> str:
    """Clean text that keeps the tabs of empty cells."""
    words = "".join(run.text for run in runs if run.change != "deletion")
    return re.sub(r" {2,}", " ", words).strip(" \n")


def _flat_runs(blocks: list[Block], state: ReadingState) -> Runs:
    """All text in some blocks as the runs of one paragraph, with a line break between paragraphs."""
    outer, state.is_flat = state.is_flat, True
    parts = [_with_bullet(content) for content, _ in read_blocks(blocks, state)]
    state.is_flat = outer
    return joined(tuple(_separated(parts, Run("\n"))))


def _with_bullet(content: HeadingOrParagraph) -> Runs:
    is_bullet = isinstance(content, ParagraphDraft) and content.marker == _BULLET
    return (Run(f"{_BULLET} "), *content.runs) if is_bullet else content.runs
