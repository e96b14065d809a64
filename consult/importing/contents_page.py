"""Finds the contents page, takes it out of the text and reads the headings from it.

Must not decide which lines of the text are headings; that is heading_detection.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consult.importing.draft import DraftWarning
from consult.importing.outline import split_number
from consult.importing.piece import DraftPiece

_TITLES = {"indhold", "indholdsfortegnelse", "contents", "table of contents"}
# Of lists that name no headings.
_LIST_TITLES = {
    *("figurer", "figurliste", "figuroversigt", "liste over figurer", "figurfortegnelse"),
    *("tabeller", "tabelliste", "tabeloversigt", "liste over tabeller", "tabelfortegnelse"),
    *("figurer og tabeller", "illustrationer", "figures", "tables", "list of figures"),
    *("list of tables", "list of illustrations"),
}
_LINE = re.compile(r"(?P<title>\S.*?)(?P<gap>[\s.…]*[\s.…])(?P<page>\d{1,4})")
# More lines than any contents page has; it also bounds the work of matching.
_MAX_LINES = 500
_LONGEST_LINE = 200
# The styles of lines that a file marks as lines of a contents page, or of a list of figures.
CONTENTS_STYLE, FIGURES_STYLE = "toc 1", "table of figures"
_STYLE = re.compile(r"(?i)(toc|contents|indholdsfortegnelse)\b.*")
_LIST_STYLE = re.compile(
    r"(?i)(table of figures|list of figures|figurliste|(illustration|figure|table|object) index).*"
)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents page: title as printed (number included), page, level (1 top)."""

    title: str
    page: int
    level: int


@dataclass(frozen=True, slots=True)
class ContentsPage:
    """The contents page as read; `words` is all its text, `line` the line of the file it begins on."""

    entries: tuple[ContentsEntry, ...]
    words: str
    line: str


def take_contents(pieces: list[DraftPiece]) -> tuple[list[DraftPiece], ContentsPage | None]:
    """The pieces without contents pages and lists of figures, and what they say; None where there are none."""
    spans = list(_spans(pieces))
    if not spans:
        return pieces, None
    lines = [pieces[index] for span in spans for index in span]
    taken = {index for span in spans for index in span}
    entries = tuple(_entries(line.text for line in lines if not _names_figure(line)))
    rest = [piece for index, piece in enumerate(pieces) if index not in taken]
    return rest, ContentsPage(entries, " ".join(line.text for line in lines), lines[0].line)


def _spans(pieces: list[DraftPiece]) -> Iterator[range]:
    """The indices of each page's title and lines, recognised by their style or by the title's words."""
    start = 0
    while start < len(pieces):
        piece = pieces[start]
        is_title = piece.text.lower().rstrip(":") in (_TITLES | _LIST_TITLES)
        end = start + 1
        if is_title or _has_style(piece):
            while end < min(len(pieces), start + _MAX_LINES) and _is_line(pieces[end]):
                end += 1
            # A chapter called "Contents" without lines that end in page numbers is text.
            if end > start + 1 or not is_title:
                yield range(start, end)
        start = end


def _has_style(piece: DraftPiece) -> bool:
    return bool(_STYLE.fullmatch(piece.style) or _LIST_STYLE.fullmatch(piece.style))


def _names_figure(piece: DraftPiece) -> bool:
    return bool(_LIST_STYLE.fullmatch(piece.style)) or piece.is_caption


def _is_line(piece: DraftPiece) -> bool:
    if _has_style(piece):
        return True
    is_short = piece.is_paragraph and len(piece.text) < _LONGEST_LINE
    return is_short and bool(_LINE.fullmatch(piece.text))


def _entries(lines: Iterator[str]) -> Iterator[ContentsEntry]:
    unnumbered: ContentsEntry | None = None
    base = 1
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        title, page = match["title"], int(match["page"])
        number, _ = split_number(title)
        if number is None:
            unnumbered = ContentsEntry(title, page, 1)
            yield unnumbered
            continue
        if unnumbered is not None:
            # An unnumbered heading on the same page as the first numbered one after it has no
            # text of its own: it is their parent. Otherwise they are its siblings.
            base = 2 if unnumbered.page == page else 1
            unnumbered = None
        yield ContentsEntry(title, page, base + number.count("."))


def contents_warnings(contents: ContentsPage | None) -> Iterator[DraftWarning]:
    """One warning that the contents page was left out, if there was one."""
    if contents is not None:
        message = f"The contents page was left out; it had {len(contents.entries)} lines."
        yield DraftWarning("contents-left-out", message, contents.line)
