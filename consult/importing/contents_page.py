"""Finds the contents page, takes it out of the text and learns the headings from it.

Must not decide which lines of the text are headings; that is headings.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consult.importing.draft import DraftWarning
from consult.importing.outline import split_number
from consult.importing.piece import DraftPiece

_TITLES = {"indhold", "indholdsfortegnelse", "contents", "table of contents"}
_LINE = re.compile(r"(?P<title>\S.*?)(?P<gap>[\s.…]*[\s.…])(?P<page>\d{1,4})")
# A longer contents page is no page for people; it also bounds the work of matching.
_MOST_LINES = 500
_STYLE = re.compile(r"(?i)(toc|contents|indholdsfortegnelse)\b.*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents page: title as printed (number included), page, level (1 top)."""

    title: str
    page: int
    level: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents page as read; `words` is everything that was taken out."""

    entries: tuple[Entry, ...]
    words: str
    line: str


def take_contents(found: list[DraftPiece]) -> tuple[list[DraftPiece], Contents | None]:
    """The pieces without the contents page, and the page, or None where there is none."""
    taken = _span(found)
    if not taken:
        return found, None
    lines = [found[index] for index in taken]
    entries = tuple(_entries(line.text for line in lines))
    rest = [one for index, one in enumerate(found) if index not in taken]
    return rest, Contents(entries, " ".join(one.text for one in lines), lines[0].line)


def _span(found: list[DraftPiece]) -> range:
    """The indices of the page's title and lines, by their style or by the word on top."""
    for start, one in enumerate(found):
        titled = one.text.lower().rstrip(":") in _TITLES
        if titled or _STYLE.fullmatch(one.style):
            end = start + 1
            while end < min(len(found), start + _MOST_LINES) and _belongs(found[end]):
                end += 1
            # A chapter called "Contents" without lines that end in page numbers is text.
            if end > start + 1 or not titled:
                return range(start, end)
    return range(0)


def _belongs(one: DraftPiece) -> bool:
    if _STYLE.fullmatch(one.style):
        return True
    return one.is_paragraph and len(one.text) < 200 and bool(_LINE.fullmatch(one.text))


def _entries(lines: Iterator[str]) -> Iterator[Entry]:
    before: Entry | None = None
    base = 1
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            continue
        title, page = match["title"], int(match["page"])
        number, _ = split_number(title)
        if number is None:
            before = Entry(title, page, 1)
            yield before
            continue
        if before is not None:
            # A heading on the same page as the first numbered one after it has no text of
            # its own: it stands above them all. Otherwise they are its equals.
            base = 2 if before.page == page else 1
            before = None
        yield Entry(title, page, base + number.count("."))


def contents_warnings(contents: Contents | None) -> Iterator[DraftWarning]:
    """That the contents page is gone, once."""
    if contents is not None:
        message = f"The contents page was left out; it had {len(contents.entries)} lines."
        yield DraftWarning("contents-left-out", message, contents.line)
