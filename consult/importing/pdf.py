"""Reads PDF files: their words are taken out in a child process and read like wrapped text.

Must not open the file itself; what the child could not give is a warning here.
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
from consult.importing.contents_page import about_contents, take_contents
from consult.importing.draft import Draft, DraftWarning, ImportRefused, Run, Runs
from consult.importing.glyph_repair import repaired
from consult.importing.heading_detection import recognise
from consult.importing.line import MOST_LINES, Line
from consult.importing.misreadings import with_oddities
from consult.importing.pandoc_inlines import Findings
from consult.importing.pdf_layout import (
    Read,
    Sheet,
    Stretch,
    read_sheets,
    sheet_of,
    spaced,
    struck_in,
    usual_gap,
    with_signs,
)
from consult.importing.pictures import Pictures
from consult.importing.piece import outlined
from consult.importing.tagged_pdf import read_tags
from consult.importing.title import titled
from consult.importing.wrapped_text import read_lines
from consult.importing.wrapped_text.running_headers import without_repeated_edges

PAGES = 1_000
# Of the processor: several times what that many pages of text take.
SECONDS = 60
OUTPUT_BYTES = 32 * 1024 * 1024

# The child is isolated from the caller's paths and environment, and told where our code is.
_ROOT = Path(__file__).parents[2]
_START = f"""
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
runpy.run_module("{__package__}.pdf_child", run_name="__main__")
"""
# Python says so of an error that nothing caught, and of a command that it does not know.
_PYTHON_FAILED = frozenset([1, 2])
_REFUSALS = {
    "encrypted": "The PDF has a password or is locked; save it again without.",
    "scripted": "The PDF carries scripts or actions; print it to a new PDF and use that.",
    "too-many-pages": f"The PDF has more than {PAGES} pages.",
    "damaged": "The PDF is damaged or not what its name says.",
    "too-large": "The PDF needs more memory than can be given to it.",
}
_GUESSED = DraftWarning(
    "structure-guessed",
    "A PDF does not say what is a heading, a list or a table; compare the text with it.",
)
_TOLD = DraftWarning(
    "structure-by-tags",
    "Headings, lists and tables are what the PDF itself says they are; compare the text with it.",
)


def read_pdf(content: bytes, name: str) -> Draft:
    """The draft in a .pdf; headings by the size of their letters, `name` for a missing title.

    Raises ImportRefused for files that are damaged, locked, scripted, too long or only pictures.
    """
    said = _taken_apart(content)
    sheets = [sheet_of(page) for page in said["pages"]]
    if not any(sheet.stretches for sheet in sheets):
        raise ImportRefused(
            "scanned", "The PDF holds only pictures of pages; use the file it was made from."
        )
    pictures = Pictures(lambda name: base64.b64decode(said["pictures"].get(name, "")) or None)
    findings = Findings(lambda code, message: None, pictures=pictures)
    draft = _by_tags(said, sheets, name, findings) or _by_looks(sheets, name, findings)
    about = (
        *draft.warnings[:1],
        *_about(said, sheets),
        *_about_struck(sheets),
        *draft.warnings[1:],
    )
    return replace(draft, warnings=about, pictures=tuple(pictures.kept.items()))


def _by_looks(sheets: list[Sheet], name: str, findings: Findings) -> Draft:
    """What stands where and how large is all there is to go by."""
    read = read_sheets(sheets)
    printed = [with_signs(page.lines) for page in read]
    if sum(map(len, printed)) > MOST_LINES:
        raise ImportRefused("too-long", f"The file has more than {MOST_LINES} lines.")
    usual = usual_gap(printed)
    pages = [list(spaced(number, page, usual)) for number, page in enumerate(printed, 1)]
    pages, about_edges = without_repeated_edges(pages)
    lines, about_letters = repaired([line for page in pages for line in page])
    draft = read_lines(lines, name, findings, _plain)
    layout = (*_about_slanted([page.slanted for page in read]), *_about_columns(read))
    about = (_GUESSED, *layout, *_about_tables(pages), *about_edges, *about_letters)
    return replace(draft, warnings=(*about, *draft.warnings))


def _by_tags(
    said: dict[str, Any], sheets: list[Sheet], name: str, findings: Findings
) -> Draft | None:
    """The draft as the PDF itself tells it; None where it tells too little."""
    told = read_tags(said["tags"], sheets, findings)
    if told is None:
        return None
    found, contents = take_contents(told.found)
    title, found, about_title = titled(told.title, found, name)
    outline = outlined(with_oddities(recognise(found, contents, marked=True)))
    about = (*about_title, *about_contents(contents), *told.about)
    warnings = (_TOLD, *about, *outline.warnings)
    return Draft(title, outline.sections(), warnings, lines=tuple(outline.lines))


def _plain(text: str, _findings: Findings) -> Runs:
    return (Run(text),)


def _taken_apart(content: bytes) -> dict[str, Any]:
    """What the child process says of the file. Raises ImportRefused."""
    if not content.lstrip().startswith(b"%PDF-"):
        raise ImportRefused("damaged", _REFUSALS["damaged"])
    printed = child_process.answer(
        [sys.executable, "-I", "-c", _START, str(_ROOT), str(PAGES)],
        content,
        cpu_seconds=SECONDS,
        most_bytes=OUTPUT_BYTES,
        fault_statuses=_PYTHON_FAILED,
    )
    said: dict[str, Any] = json.loads(printed)
    if "fault" in said:
        raise ImportFault(f"pdf_child: {said['fault']}")
    if "refused" in said:
        raise ImportRefused(said["refused"], _REFUSALS[said["refused"]])
    return said


def _about_struck(sheets: list[Sheet]) -> Iterator[DraftWarning]:
    for number, sheet in enumerate(sheets, 1):
        for words in struck_in(sheet):
            message = f"“{words}” is struck through, but not as a tracked change."
            yield DraftWarning("struck-by-hand", message, f"page {number}")


def _about_columns(pages: list[Read]) -> Iterator[DraftWarning]:
    numbers = [number for number, page in enumerate(pages, 1) if page.edges]
    if numbers:
        said = ", ".join(map(str, numbers))
        message = f"These pages were read column by column: {said}."
        yield DraftWarning("columns-read", message, f"page {numbers[0]}")


def _about_tables(pages: list[list[Line]]) -> Iterator[DraftWarning]:
    for line in (line for page in pages for line in page if line.cells):
        message = (
            f"This table of {len(line.cells)} rows was put together from loose lines; "
            "confirm every cell."
        )
        yield DraftWarning("table-rebuilt", message, line.where)


def _about_slanted(pages: list[list[Stretch]]) -> Iterator[DraftWarning]:
    """What is printed at a slant, each wording once: watermarks, and words set upright."""
    first: dict[tuple[str, bool], int] = {}
    for number, page in enumerate(pages, 1):
        for one in page:
            first.setdefault((one.text.strip(), one.turn % 90 == 0), number)
    for (words, upright), number in first.items():
        if upright:
            message = f"This text could not be placed: “{words}”"
            yield DraftWarning("text-not-placed", message, f"page {number}")
        else:
            message = f"The watermark “{words}” was left out."
            yield DraftWarning("watermark-left-out", message, f"page {number}")


def _about(said: dict[str, Any], sheets: list[Sheet]) -> Iterator[DraftWarning]:
    empty = [number for number, sheet in enumerate(sheets, 1) if not sheet.stretches]
    if empty:
        numbers = ", ".join(map(str, empty))
        message = f"These pages hold no text, only pictures or nothing: {numbers}."
        yield DraftWarning("page-without-text", message, f"page {empty[0]}")
    for key, code, what in (
        ("links", "links-left-out", "links lost their targets"),
        ("comments", "comments-left-out", "comments were left out"),
        ("fields", "fields-left-out", "form fields were left out"),
    ):
        if said[key]:
            yield DraftWarning(code, f"{said[key]} {what}.")
    if said["attachments"]:
        yield DraftWarning("attachments-left-out", "Files attached to the PDF were left out.")
