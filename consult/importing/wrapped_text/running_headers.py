"""Takes away what belongs to the printed page and not to the text: headers, numbers, watermarks.

Everything taken is a warning with its place; must not touch running text.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from consult.importing.draft import DraftWarning
from consult.importing.line import Line

WATERMARKS = {"UDKAST", "KLADDE", "DRAFT"}

_PAGE_LINE = re.compile(r"(?i)(side|page)\s+\d{1,4}(\s*(af|of|/)\s*\d{1,4})?")
_PAGE_START = re.compile(r" (?=\S)")
# More lines than this share that begin with a space, and the space says nothing about pages.
_MOST_INDENTED = 0.1
# A header or footer is among so many lines at a page's edge, on so many pages and on most.
_EDGE_LINES = 2
_FEWEST_PAGES = 3

Cleared = tuple[list[Line], list[DraftWarning]]


def without_furniture(lines: list[Line]) -> Cleared:
    """The lines of a text file without page headers; where one stood, a page starts."""
    kept: list[Line] = []
    warnings: list[DraftWarning] = []
    pending = False
    for line in _with_page_starts(lines):
        warning = _about(line)
        if warning is not None:
            warnings.append(warning)
            pending = True
            continue
        starts = line.starts_page or (pending and not line.is_blank)
        kept.append(replace(line, starts_page=starts))
        pending = pending and line.is_blank
    return kept, warnings


def without_repeated_edges(pages: list[list[Line]]) -> tuple[list[list[Line]], list[DraftWarning]]:
    """The pages of a PDF without the lines that stand at the edge of most of them."""
    times = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    repeated = {
        shape for shape, count in times.items() if count >= _FEWEST_PAGES and count * 2 > len(pages)
    }
    kept: list[list[Line]] = []
    gone: dict[str, Line] = {}
    for page in pages:
        edges = {line.where for line in _edges(page) if _shape(line) in repeated}
        for line in page:
            if line.where in edges:
                gone.setdefault(_shape(line), line)
        kept.append([line for line in page if line.where not in edges])
    warnings = [
        DraftWarning(
            "header-left-out",
            f"A header or footer of {times[shape]} pages was left out: “{line.text.strip()}”",
            line.where,
        )
        for shape, line in gone.items()
    ]
    return kept, warnings


def _with_page_starts(lines: list[Line]) -> Iterable[Line]:
    filled = [line for line in lines if not line.is_blank]
    indented = sum(bool(_PAGE_START.match(line.text)) for line in filled)
    if indented > _MOST_INDENTED * len(filled):
        return lines
    return (
        replace(line, starts_page=True) if _PAGE_START.match(line.text) else line for line in lines
    )


def _about(line: Line) -> DraftWarning | None:
    words = line.text.strip()
    if _PAGE_LINE.fullmatch(words):
        message = f"The page header “{words}” was left out."
        return DraftWarning("header-left-out", message, line.where)
    if words in WATERMARKS:
        message = f"The watermark “{words}” was left out."
        return DraftWarning("watermark-left-out", message, line.where)
    return None


def _edges(page: list[Line]) -> list[Line]:
    filled = [line for line in page if not line.is_blank]
    return filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())
