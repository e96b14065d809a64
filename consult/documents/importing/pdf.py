"""Reads PDF files: their words are taken out in a child process and read like wrapped text.

Must not open the file itself; what the child could not give is a warning here.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from . import child
from .contents import about_contents, take_contents
from .draft import Draft, DraftWarning, ImportRefused, Run, Runs
from .found import Found, outlined
from .glyphs import repaired
from .headings import recognise
from .inlines import Findings
from .line import MOST_LINES, Line
from .oddities import with_oddities
from .tagged import read_tags
from .title import titled
from .wrapped import read_lines
from .wrapped.furniture import without_repeated_edges

PAGES = 1_000
SECONDS = 60
OUTPUT_BYTES = 32 * 1024 * 1024

_CHILD = Path(__file__).with_name("pdf_child.py")
_REFUSALS = {
    "encrypted": "The PDF has a password or is locked; save it again without.",
    "scripted": "The PDF carries scripts or actions; print it to a new PDF and use that.",
    "too-many-pages": f"The PDF has more than {PAGES} pages.",
    "damaged": "The PDF is damaged or not what its name says.",
}
_GUESSED = DraftWarning(
    "structure-guessed",
    "A PDF does not say what is a heading, a list or a table; compare the text with it.",
)
_TOLD = DraftWarning(
    "structure-by-tags",
    "Headings, lists and tables are what the PDF itself says they are; compare the text with it.",
)
_SIGN = re.compile(r"\s*(?:[•▪◦‣–-]|\d{1,2}[.)])\s*")
# A gap between two lines so much wider than most parts paragraphs.
_WIDE = 1.35
# Lines of one paragraph are seldom further apart than twice their letters' height.
_CLOSE = 2


class Printed(NamedTuple):
    """A line as it is printed: its letters' height and its distance from the foot, in points."""

    text: str
    size: float
    place: float
    bold: bool


def read_pdf(content: bytes, name: str) -> Draft:
    """The draft in a .pdf; headings by the size of their letters, `name` for a missing title.

    Raises ImportRefused for files that are damaged, locked, scripted, too long or only pictures.
    """
    said = _taken_apart(content)
    printed = [_printed(page) for page in said["pages"]]
    if sum(map(len, printed)) > MOST_LINES:
        raise ImportRefused("too-long", f"The file has more than {MOST_LINES} lines.")
    if not any(printed):
        raise ImportRefused(
            "scanned", "The PDF holds only pictures of pages; use the file it was made from."
        )
    by_tags = read_tags(said)
    if by_tags is not None:
        return _by_tags(*by_tags, said, printed, name)
    usual = _usual_gap(printed)
    pages = [list(_lines(number, page, usual)) for number, page in enumerate(printed, 1)]
    pages, about_edges = without_repeated_edges(pages)
    lines, about_letters = repaired([line for page in pages for line in page])
    findings = Findings(lambda code, message: None)
    draft = read_lines(lines, name, findings, _plain)
    warnings = (_GUESSED, *_about(said, printed), *about_edges, *about_letters, *draft.warnings)
    return replace(draft, warnings=warnings)


def _by_tags(
    found: list[Found],
    edges: list[DraftWarning],
    said: dict[str, Any],
    printed: list[list[Printed]],
    name: str,
) -> Draft:
    found, contents = take_contents(found)
    title, found, about_title = titled("", found, name)
    outline = outlined(with_oddities(recognise(found, contents, marked=True)))
    about = (*about_title, *about_contents(contents), *edges)
    warnings = (_TOLD, *_about(said, printed), *about, *outline.warnings)
    return Draft(title, outline.sections(), warnings, lines=tuple(outline.lines))


def _plain(text: str, _findings: Findings) -> Runs:
    return (Run(text),)


def _printed(page: list[list[Any]]) -> list[Printed]:
    """The lines of a page; a list's sign drawn by itself stands before the words beside it."""
    lines = [Printed(*line) for line in page if line[0].strip()]
    signs = {round(one.place): one.text.strip() for one in lines if _SIGN.fullmatch(one.text)}
    words = [one for one in lines if not _SIGN.fullmatch(one.text)]
    beside = {round(one.place) for one in words}
    if not signs or not beside.issuperset(signs):
        return lines
    return [
        one._replace(text=f"{signs.pop(round(one.place))} {one.text.lstrip()}")
        if round(one.place) in signs
        else one
        for one in words
    ]


def _taken_apart(content: bytes) -> dict[str, Any]:
    if not content.lstrip().startswith(b"%PDF-"):
        raise ImportRefused("damaged", _REFUSALS["damaged"])
    command = [sys.executable, "-I", str(_CHILD), str(PAGES)]
    answer = child.answer(command, content, seconds=SECONDS, most=OUTPUT_BYTES)
    try:
        said: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise ImportRefused("unreadable", "The file could not be read.") from error
    if "refused" in said:
        raise ImportRefused(said["refused"], _REFUSALS[said["refused"]])
    return said


def _usual_gap(pages: list[list[Printed]]) -> float:
    """The distance between most lines, in letters' heights; between as many, the smaller one."""
    pairs = [pair for page in pages for pair in pairwise(page) if pair[1].size]
    gaps = [(above.place - below.place) / below.size for above, below in pairs]
    # A text with nothing set close is double-spaced throughout.
    usual = Counter(round(gap, 1) for gap in gaps if 0 < gap <= _CLOSE) or Counter(
        round(gap, 1) for gap in gaps if gap > 0
    )
    return min(usual, key=lambda gap: (-usual[gap], gap), default=0.0)


def _lines(number: int, page: list[Printed], usual: float) -> Iterator[Line]:
    """A page's lines with a blank one above the page and where the gap is wide."""
    above = None
    for index, one in enumerate(page, 1):
        where = f"page {number}, line {index}"
        # The lines of another column begin higher up again: a negative gap parts them too.
        gap = above.place - one.place if above else -1.0
        if not 0 <= gap <= usual * one.size * _WIDE:
            yield Line("", f"above {where}", size=one.size)
        yield Line(one.text, where, starts_page=above is None, size=one.size, bold=one.bold)
        above = one


def _about(said: dict[str, Any], pages: list[list[Printed]]) -> Iterator[DraftWarning]:
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if empty:
        numbers = ", ".join(map(str, empty))
        message = f"These pages hold no text, only pictures or nothing: {numbers}."
        yield DraftWarning("page-without-text", message, f"page {empty[0]}")
    pictures = [number for number in said["pictures"] if number not in empty]
    if pictures:
        numbers = ", ".join(map(str, pictures))
        message = f"Pictures were left out on these pages: {numbers}."
        yield DraftWarning("picture-left-out", message, f"page {pictures[0]}")
    for key, code, what in (
        ("links", "links-left-out", "links lost their targets"),
        ("comments", "comments-left-out", "comments were left out"),
        ("fields", "fields-left-out", "form fields were left out"),
    ):
        if said[key]:
            yield DraftWarning(code, f"{said[key]} {what}.")
    if said["attachments"]:
        yield DraftWarning("attachments-left-out", "Files attached to the PDF were left out.")
