"""Leaves out what belongs to the page and not to the text: headers, page numbers, watermarks.

Everything left out is a warning that says where it was; must not touch running text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from consult.importing.draft import DraftWarning
from consult.importing.line import Line

WATERMARKS = {"UDKAST", "KLADDE", "DRAFT"}

_PAGE_LINE = re.compile(r"(?i)(side|page)\s+\d{1,4}(\s*(af|of|/)\s*\d{1,4})?")
_PAGE_START = re.compile(r" (?=\S)")
# Where a larger share of lines begins with a blank, the blank says nothing about pages.
_MOST_INDENTED = 0.1
# A header or footer is one of so many lines at the page's top or bottom, on so many pages and on most.
_EDGE_LINES = 2
_FEWEST_PAGES = 3
# Of the numbers of a header on all pages; some begin anew with an annex.
_ALIKE = 0.75

LinesAndWarnings = tuple[list[Line], list[DraftWarning]]


def without_page_headers(lines: list[Line]) -> LinesAndWarnings:
    """The lines of a text file without page headers; the line after one starts a page."""
    rest: list[Line] = []
    warnings: list[DraftWarning] = []
    after_header = False
    for line in _with_page_starts(lines):
        warning = _header_warning(line)
        if warning is not None:
            warnings.append(warning)
            after_header = True
            continue
        starts = line.starts_page or (after_header and not line.is_blank)
        rest.append(replace(line, starts_page=starts))
        after_header = after_header and line.is_blank
    return rest, warnings


def without_repeated_headers(
    pages: list[list[Line]],
) -> tuple[list[list[Line]], list[DraftWarning]]:
    """The pages of a PDF without the lines that recur at the top or bottom of most of them.

    Lines that differ by their numbers alone are the same, if those are page numbers.
    """
    times = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    often = {
        shape for shape, count in times.items() if count >= _FEWEST_PAGES and count * 2 > len(pages)
    }
    repeated = {shape for shape in often if _counts_pages(shape, pages)}
    rest: list[list[Line]] = []
    left_out: dict[str, Line] = {}
    for page in pages:
        headers = {line.where for line in _edges(page) if _shape(line) in repeated}
        for line in page:
            if line.where in headers:
                left_out.setdefault(_shape(line), line)
        rest.append([line for line in page if line.where not in headers])
    warnings = [
        DraftWarning(
            "header-left-out",
            f"A header or footer of {times[shape]} pages was left out: “{line.text.strip()}”",
            line.where,
        )
        for shape, line in left_out.items()
    ]
    return rest, warnings


def _counts_pages(shape: str, pages: list[list[Line]]) -> bool:
    """Whether the numbers in lines of one shape are the same on most pages, or rise with the pages; “§ 4.” does not."""
    rows: list[tuple[int, list[str]]] = []
    for number, page in enumerate(pages):
        line = next((one for one in _edges(page) if _shape(one) == shape), None)
        if line is not None:
            rows.append((number, re.findall(r"\d+", line.text)))
    return all(
        _most_alike([row[at] for _, row in rows]) or _most_alike(_distances(rows, at))
        for at in range(shape.count("#"))
        if all(at < len(row) for _, row in rows)
    )


def _distances(rows: list[tuple[int, list[str]]], at: int) -> list[int]:
    # No page has a number of more digits.
    return [int(row[at][-9:]) - page for page, row in rows]


def _most_alike(values: Sequence[object]) -> bool:
    return Counter(values).most_common(1)[0][1] >= _ALIKE * len(values)


def _with_page_starts(lines: list[Line]) -> Iterable[Line]:
    """The lines; a blank in front marks the first line of a page, as some programs write it."""
    filled = [line for line in lines if not line.is_blank]
    indented = sum(bool(_PAGE_START.match(line.text)) for line in filled)
    if indented > _MOST_INDENTED * len(filled):
        return lines
    return (
        replace(line, starts_page=True) if _PAGE_START.match(line.text) else line for line in lines
    )


def _header_warning(line: Line) -> DraftWarning | None:
    words = line.text.strip()
    if _PAGE_LINE.fullmatch(words):
        message = f"The page header “{words}” was left out."
        return DraftWarning("header-left-out", message, line.where)
    if words in WATERMARKS:
        message = f"The watermark “{words}” was left out."
        return DraftWarning("watermark-left-out", message, line.where)
    return None


def _edges(page: list[Line]) -> list[Line]:
    """The lines at a page's top and bottom."""
    filled = [line for line in page if not line.is_blank]
    return filled[:_EDGE_LINES] + filled[-_EDGE_LINES:]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())
