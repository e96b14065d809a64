"""Reads PDF files: a child process extracts what they draw, and it is read by its tags or like wrapped text.

Must not open the file itself; what the child could not extract is a warning here.
"""

import base64
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from consult.importing import child_process
from consult.importing.child_process import ImportFault
from consult.importing.contents_page import contents_warnings, take_contents
from consult.importing.draft import Draft, DraftWarning, ImportRefused, Run, Runs
from consult.importing.empty_headings import without_empty_headings
from consult.importing.glyph_repair import repaired
from consult.importing.heading_detection import detect_headings
from consult.importing.line import MOST_LINES, Line
from consult.importing.misreadings import with_misreading_warnings
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.pdf_layout import (
    Page,
    PageLayout,
    TextRun,
    page_layouts,
    page_of,
    struck_words,
    usual_line_gap,
    with_blank_lines,
    with_list_markers,
)
from consult.importing.pictures import Pictures
from consult.importing.piece import outline_of
from consult.importing.tagged_pdf import read_tags
from consult.importing.title import take_title
from consult.importing.wrapped_text import read_lines
from consult.importing.wrapped_text.running_headers import without_repeated_headers

PAGES = 1_000
# Of the processor: several times what that many pages of text take.
SECONDS = 60
OUTPUT_BYTES = 32 * 1024 * 1024

# The child is isolated from the caller's paths and environment, and given the root of our code.
_ROOT = Path(__file__).parents[2]
_START = f"""
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
runpy.run_module("{__package__}.pdf_child", run_name="__main__")
"""
# Python's statuses for an error that nothing caught, and for a command that it does not know.
_PYTHON_FAILED = frozenset([1, 2])
_REFUSALS = {
    "encrypted": "The PDF has a password or is locked; save it again without.",
    "scripted": "The PDF carries scripts or actions; print it to a new PDF and use that.",
    "too-many-pages": f"The PDF has more than {PAGES} pages.",
    "damaged": "The PDF is damaged or not what its name says.",
    "too-large": "The PDF needs more memory than can be given to it.",
}
_FROM_LAYOUT = DraftWarning(
    "structure-guessed",
    "A PDF does not say what is a heading, a list or a table; compare the text with it.",
)
_FROM_TAGS = DraftWarning(
    "structure-by-tags",
    "Headings, lists and tables are what the PDF itself says they are; compare the text with it.",
)


def read_pdf(content: bytes, name: str) -> Draft:
    """The draft in a .pdf: by its tags if they cover the text, else by its layout and font sizes.

    `name` stands in for a missing title. Costs about 10 ms of the processor a page, most of it in
    the child. Raises ImportRefused for files that are damaged, locked, scripted, too long or only
    pictures; ImportFault when the fault is ours.
    """
    extracted = _extracted(content)
    pages = [page_of(values) for values in extracted["pages"]]
    if not any(page.runs for page in pages):
        raise ImportRefused(
            "scanned", "The PDF holds only pictures of pages; use the file it was made from."
        )
    files = extracted["pictures"]
    pictures = Pictures(lambda name: base64.b64decode(files.get(name, "")) or None)
    state = ReadingState(lambda code, message: None, pictures=pictures)
    draft = _by_tags(extracted["tags"], pages, name, state) or _by_layout(pages, name, state)
    warnings = (
        *draft.warnings[:1],
        *_left_out_warnings(extracted, pages),
        *_struck_warnings(pages),
        *draft.warnings[1:],
    )
    return replace(draft, warnings=warnings, pictures=tuple(pictures.by_digest.items()))


def _by_layout(pages: list[Page], name: str, state: ReadingState) -> Draft:
    """The draft by where the words stand and how large they are. Raises ImportRefused for too many lines."""
    layouts = page_layouts(pages)
    page_lines = [with_list_markers(layout.lines) for layout in layouts]
    if sum(map(len, page_lines)) > MOST_LINES:
        raise ImportRefused("too-long", f"The file has more than {MOST_LINES} lines.")
    usual = usual_line_gap(page_lines)
    numbered = enumerate(page_lines, 1)
    lines_by_page = [list(with_blank_lines(number, page, usual)) for number, page in numbered]
    lines_by_page, header_warnings = without_repeated_headers(lines_by_page)
    lines, letter_warnings = repaired([line for page in lines_by_page for line in page])
    draft = read_lines(lines, name, state, _plain_runs)
    rotated = _rotated_warnings([layout.rotated for layout in layouts])
    layout_warnings = (*rotated, *_column_warnings(layouts), *_table_warnings(lines_by_page))
    warnings = (_FROM_LAYOUT, *layout_warnings, *header_warnings, *letter_warnings)
    return replace(draft, warnings=(*warnings, *draft.warnings))


def _by_tags(tags: list[Any], pages: list[Page], name: str, state: ReadingState) -> Draft | None:
    """The draft by the PDF's own tags; None where they cover too little of the text."""
    content = read_tags(tags, pages, state)
    if content is None:
        return None
    pieces, contents = take_contents(without_empty_headings(content.pieces))
    title, pieces, title_warnings = take_title(content.title, pieces, name)
    outline = outline_of(with_misreading_warnings(detect_headings(pieces, contents, marked=True)))
    warnings = (*title_warnings, *contents_warnings(contents), *content.warnings, *outline.warnings)
    sections = outline.sections()
    return Draft(title, sections, (_FROM_TAGS, *warnings), lines=tuple(outline.lines))


def _plain_runs(text: str, _findings: ReadingState) -> Runs:
    return (Run(text),)


def _extracted(content: bytes) -> dict[str, Any]:
    """The child's JSON: pages, pictures, tags and counts. Raises ImportRefused and ImportFault."""
    if not content.lstrip().startswith(b"%PDF-"):
        raise ImportRefused("damaged", _REFUSALS["damaged"])
    printed = child_process.answer(
        [sys.executable, "-I", "-c", _START, str(_ROOT), str(PAGES)],
        content,
        cpu_seconds=SECONDS,
        most_bytes=OUTPUT_BYTES,
        fault_statuses=_PYTHON_FAILED,
    )
    extracted: dict[str, Any] = json.loads(printed)
    if "fault" in extracted:
        raise ImportFault(f"pdf_child: {extracted['fault']}")
    if "refused" in extracted:
        raise ImportRefused(extracted["refused"], _REFUSALS[extracted["refused"]])
    return extracted


def _struck_warnings(pages: list[Page]) -> Iterator[DraftWarning]:
    for number, page in enumerate(pages, 1):
        for words in struck_words(page):
            message = f"“{words}” is struck through, but not as a tracked change."
            yield DraftWarning("struck-by-hand", message, f"page {number}")


def _column_warnings(layouts: list[PageLayout]) -> Iterator[DraftWarning]:
    numbers = [number for number, layout in enumerate(layouts, 1) if layout.column_edges]
    if numbers:
        listed = ", ".join(map(str, numbers))
        message = f"These pages were read column by column: {listed}."
        yield DraftWarning("columns-read", message, f"page {numbers[0]}")


def _table_warnings(pages: list[list[Line]]) -> Iterator[DraftWarning]:
    for line in (line for page in pages for line in page if line.cells):
        message = (
            f"This table of {len(line.cells)} rows was put together from loose lines; "
            "confirm every cell."
        )
        yield DraftWarning("table-rebuilt", message, line.where)


def _rotated_warnings(pages: list[list[TextRun]]) -> Iterator[DraftWarning]:
    """Each wording of what does not stand level, once: watermarks, and words set vertically."""
    first_page: dict[tuple[str, bool], int] = {}
    for number, runs in enumerate(pages, 1):
        for run in runs:
            first_page.setdefault((run.text.strip(), run.angle % 90 == 0), number)
    for (words, is_vertical), number in first_page.items():
        if is_vertical:
            message = f"This text could not be placed: “{words}”"
            yield DraftWarning("text-not-placed", message, f"page {number}")
        else:
            message = f"The watermark “{words}” was left out."
            yield DraftWarning("watermark-left-out", message, f"page {number}")


def _left_out_warnings(extracted: dict[str, Any], pages: list[Page]) -> Iterator[DraftWarning]:
    empty = [number for number, page in enumerate(pages, 1) if not page.runs]
    if empty:
        numbers = ", ".join(map(str, empty))
        message = f"These pages hold no text, only pictures or nothing: {numbers}."
        yield DraftWarning("page-without-text", message, f"page {empty[0]}")
    for key, code, what in (
        ("links", "links-left-out", "links lost their targets"),
        ("comments", "comments-left-out", "comments were left out"),
        ("fields", "fields-left-out", "form fields were left out"),
    ):
        if extracted[key]:
            yield DraftWarning(code, f"{extracted[key]} {what}.")
    if extracted["attachments"]:
        yield DraftWarning("attachments-left-out", "Files attached to the PDF were left out.")
