"""From the lines of a wrapped text to a draft, through every step.

Holds the order of the steps, which matters: footnotes before misplaced numbers, both before
paragraphs, headings last.
"""

from collections.abc import Callable
from dataclasses import replace

from consult.importing.contents_page import contents_warnings, take_contents
from consult.importing.draft import (
    Draft,
    DraftWarning,
    ParagraphDraft,
    Run,
    Runs,
    clean_text,
    joined,
)
from consult.importing.heading_detection import detect_headings
from consult.importing.line import Line
from consult.importing.manual_formatting import with_numbered_lists
from consult.importing.misreadings import with_misreading_warnings
from consult.importing.outline import HeadingDraft
from consult.importing.page_joins import joined_pages
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.pdf_pictures import picture_piece, without_empty_figures
from consult.importing.piece import DraftPiece, outline_of
from consult.importing.title import fallback_title, take_title
from consult.importing.wrapped_text.block import Block, blocks_of, is_loose
from consult.importing.wrapped_text.column_warnings import column_warnings
from consult.importing.wrapped_text.cost_table import with_cost_table
from consult.importing.wrapped_text.footnotes import lift_footnotes, place_footnotes
from consult.importing.wrapped_text.goal_labels import LABEL
from consult.importing.wrapped_text.hash_headings import with_hash_headings
from consult.importing.wrapped_text.hyphenation import Words, mended, unwrapped
from consult.importing.wrapped_text.line_completeness import letter_count_warnings
from consult.importing.wrapped_text.list_depths import with_depths
from consult.importing.wrapped_text.lists import with_moved_dashes, with_moved_numbers
from consult.importing.wrapped_text.numbered_headings import with_numbered_headings
from consult.importing.wrapped_text.page_breaks import joined_over_pages
from consult.importing.wrapped_text.paragraphs import TextMetrics, split_into_paragraphs
from consult.importing.wrapped_text.running_headers import without_page_headers
from consult.importing.wrapped_text.sized_headings import with_sized_headings
from consult.importing.wrapped_text.titles import title_of

# Gives the runs of one text; what it warns of goes to the reading state.
RunParser = Callable[[str, ReadingState], Runs]


def read_lines(lines: list[Line], name: str, state: ReadingState, parse_runs: RunParser) -> Draft:
    """The draft in some lines, whose letters are repaired already; `name` is the title for want of one."""
    lines, header_warnings = without_page_headers(lines)
    words = Words.of(line.text for line in lines)
    blocks, notes, block_warnings = _blocks(lines, words)
    # By their font sizes, or by hash signs.
    has_headings = any(block.heading for block in blocks)
    blocks = blocks if has_headings else with_numbered_headings(blocks)
    title, blocks, title_warnings = title_of(blocks)
    pieces = without_empty_figures([_piece(block, words, state, parse_runs) for block in blocks])
    if not title and has_headings:
        title, pieces, title_warnings = take_title("", pieces, name)
    elif not title:
        title, pieces, title_warnings = fallback_title(pieces, name)
    pieces, contents = take_contents(joined_pages(pieces))
    pieces = with_numbered_lists(pieces) if has_headings else pieces
    pieces = detect_headings(pieces, contents, marked=has_headings)
    pieces = place_footnotes(pieces, [_piece(note, words, state, parse_runs) for note in notes])
    outline = outline_of(with_misreading_warnings(pieces))
    warnings = (*title_warnings, *contents_warnings(contents), *header_warnings, *block_warnings)
    warnings = (*warnings, *outline.warnings)
    draft = Draft(title, outline.sections(), warnings, lines=tuple(outline.lines))
    left_out = [contents.words] if contents else []
    left_out += [one.message for one in title_warnings if one.code == "front-matter-left-out"]
    return replace(
        draft, warnings=(*warnings, *letter_count_warnings(lines, draft, left_out, name))
    )


def _blocks(lines: list[Line], words: Words) -> tuple[list[Block], list[Block], list[DraftWarning]]:
    """The blocks of some lines, with headings by font and hash signs; the footnotes; warnings."""
    metrics = TextMetrics.of(lines, loose=is_loose(lines))
    blocks, notes, note_warnings = lift_footnotes(blocks_of(lines))
    blocks, table_warnings = with_cost_table(with_hash_headings(blocks), words)
    blocks = with_moved_dashes(with_moved_numbers(blocks))
    blocks = joined_over_pages(blocks, metrics)
    blocks = with_sized_headings(with_depths(list(split_into_paragraphs(blocks, metrics))))
    return blocks, notes, [*column_warnings(lines), *note_warnings, *table_warnings]


def _piece(block: Block, words: Words, state: ReadingState, parse_runs: RunParser) -> DraftPiece:
    if block.kind == "table":
        return DraftPiece(_table(block), "", block.where, block.warnings)
    if block.kind == "figure":
        return picture_piece(block.lines[0].picture, "", block.where, state)
    run_warnings: list[tuple[str, str]] = []
    state.warn = lambda code, message: run_warnings.append((code, message))
    text, join_warnings = unwrapped(block.lines, words)
    text, hyphen_warnings = mended(text, words)
    runs = parse_runs(text, state)
    warnings = (*block.warnings, *join_warnings, *hyphen_warnings, *run_warnings)
    if block.heading:
        return DraftPiece(HeadingDraft(block.heading, runs), "", block.where, warnings)
    runs = _with_label(runs) if block.kind == "item" else runs
    content = ParagraphDraft(block.kind, clean_text(runs), runs, block.level, block.marker)
    return DraftPiece(content, "", block.where, warnings)


def _with_label(runs: Runs) -> Runs:
    """The runs; a goal's or indicator's label at the beginning is bold."""
    match = LABEL.match(runs[0].text) if runs else None
    if match is None:
        return runs
    label = replace(runs[0], text=match["label"], strong=True)
    return joined((label, replace(runs[0], text=runs[0].text[match.end() :]), *runs[1:]))


def _table(block: Block) -> ParagraphDraft:
    rows = ("\t".join(_words(cell.runs) for cell in row) for row in block.cells)
    runs = (Run("\n".join(rows)),)
    return ParagraphDraft("table", runs[0].text, runs, cells=block.cells)


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs)
