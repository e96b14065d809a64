"""Takes the lines of a wrapped text through every step to a draft.

Holds the order of the steps, which matters: footnotes go before displaced numbers, both before
paragraphs, and headings come last.
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
from consult.importing.wrapped_text.column_warnings import about_columns
from consult.importing.wrapped_text.cost_table import with_cost_table
from consult.importing.wrapped_text.footnotes import lift_footnotes, place_footnotes
from consult.importing.wrapped_text.goal_labels import LABEL
from consult.importing.wrapped_text.hash_headings import with_signed_headings
from consult.importing.wrapped_text.hyphenation import Words, mended, unwrapped
from consult.importing.wrapped_text.line_completeness import about_letters
from consult.importing.wrapped_text.list_depths import with_depths
from consult.importing.wrapped_text.lists import with_moved_dashes, with_moved_numbers
from consult.importing.wrapped_text.numbered_headings import with_numbered_headings
from consult.importing.wrapped_text.page_breaks import joined_over_pages
from consult.importing.wrapped_text.paragraphs import Setting, parted
from consult.importing.wrapped_text.running_headers import without_furniture
from consult.importing.wrapped_text.sized_headings import with_sized_headings
from consult.importing.wrapped_text.titles import title_of

Mark = Callable[[str, ReadingState], Runs]


def read_lines(lines: list[Line], name: str, findings: ReadingState, mark: Mark) -> Draft:
    """The draft in lines whose letters are repaired already; `name` stands in for a title.

    `mark` turns one text into runs; what it warns through `findings` is not lost.
    """
    lines, about_pages = without_furniture(lines)
    words = Words.of(line.text for line in lines)
    blocks, notes, about_blocks = _blocks(lines, words)
    sized = any(block.heading for block in blocks)  # by their letters, or by signs
    blocks = blocks if sized else with_numbered_headings(blocks)
    title, blocks, about_title = title_of(blocks)
    found = without_empty_figures([_found(block, words, findings, mark) for block in blocks])
    if not title:
        title, found, about_title = (
            take_title("", found, name) if sized else fallback_title(found, name)
        )
    found, contents = take_contents(joined_pages(found))
    found = with_numbered_lists(found) if sized else found
    found = detect_headings(found, contents, marked=sized)
    found = place_footnotes(found, [_found(note, words, findings, mark) for note in notes])
    outline = outline_of(with_misreading_warnings(found))
    about = (*about_title, *contents_warnings(contents), *about_pages, *about_blocks)
    told = (*about, *outline.warnings)
    draft = Draft(title, outline.sections(), told, lines=tuple(outline.lines))
    left_out = [contents.words] if contents else []
    left_out += [one.message for one in about_title if one.code == "front-matter-left-out"]
    return replace(draft, warnings=(*draft.warnings, *about_letters(lines, draft, left_out, name)))


def _blocks(lines: list[Line], words: Words) -> tuple[list[Block], list[Block], list[DraftWarning]]:
    """The blocks of some lines, headings by their looks among them; the notes; what was guessed."""
    setting = Setting.of(lines, loose=is_loose(lines))
    blocks, notes, about_marks = lift_footnotes(blocks_of(lines))
    blocks, about_costs = with_cost_table(with_signed_headings(blocks), words)
    blocks = with_moved_dashes(with_moved_numbers(blocks))
    blocks = joined_over_pages(blocks, setting.width)
    blocks = with_sized_headings(with_depths(list(parted(blocks, setting))))
    return blocks, notes, [*about_columns(lines), *about_marks, *about_costs]


def _found(block: Block, words: Words, findings: ReadingState, mark: Mark) -> DraftPiece:
    if block.kind == "table":
        return DraftPiece(_table(block), "", block.where, block.remarks)
    if block.kind == "figure":
        return picture_piece(block.lines[0].picture, "", block.where, findings)
    said: list[tuple[str, str]] = []
    findings.warn = lambda code, message: said.append((code, message))
    text, about_ends = unwrapped(block.lines, words)
    text, about_hyphens = mended(text, words)
    runs = mark(text, findings)
    remarks = (*block.remarks, *about_ends, *about_hyphens, *said)
    if block.heading:
        return DraftPiece(HeadingDraft(block.heading, runs), "", block.where, remarks)
    runs = _with_label(runs) if block.kind == "item" else runs
    piece = ParagraphDraft(block.kind, clean_text(runs), runs, block.level, block.marker)
    return DraftPiece(piece, "", block.where, remarks)


def _with_label(runs: Runs) -> Runs:
    """A goal's or indicator's name in bold in front of its words."""
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
