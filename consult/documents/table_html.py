"""Tables as they are stored: the words of their cells, the same table with other words, and what heads it.

Pure, and only for HTML that was cleaned when it was stored: its cells hold words, marks and line breaks, and no
table in a table. What comes out is as safe as what went in, and words put in are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import count

from markupsafe import Markup, escape

from consult.web.richtext import Cleaned

_CELL = re.compile(r"<(t[dh])((?: [^>]*)?)>(.*?)</\1>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_BREAK = re.compile(r"<br ?/?>")
_TAG = re.compile(r"<[^>]+>")
_ROWS = re.compile(r' rowspan="(\d+)"')


def cells_of(html: str) -> Iterator[str]:
    """The words of every cell that has some, in order; numbers and signs need no translation."""
    return filter(has_words, (_words(cell[3]) for cell in _CELL.finditer(html)))


def with_words(html: str, said: Callable[[str], str | None], *, lang: str, dir: str) -> Cleaned:
    """The table with what ``said`` calls each cell. A cell it calls nothing keeps its words, marked as ``lang``,
    which is written ``dir``; what has no words keeps its own order."""

    def filled(cell: re.Match[str]) -> str:
        tag, attributes, inside = cell.groups()
        words = _words(inside)
        other = said(words) if has_words(words) else None
        if other is not None:
            inside = Markup("<br>").join(other.split("\n"))
        elif has_words(words):
            inside = f'<bdi lang="{escape(lang)}" dir="{escape(dir)}">{inside}</bdi>'
        elif inside:
            inside = f"<bdi>{inside}</bdi>"
        return f"<{tag}{attributes}>{inside}</{tag}>"

    return Cleaned(_CELL.sub(filled, html))


def with_head(html: str) -> Cleaned:
    """The table with its first rows as its head, where they are nothing but header cells and more rows follow: so
    a table over several sheets has them on each, and a reader who listens is told where it begins."""
    if not html.startswith("<table><tbody>"):
        return Cleaned(html)
    rows = [(row.end(), _is_head(row[0]), _reach(row[0])) for row in _ROW.finditer(html)]
    heads = next((at for at, (_, is_head, _) in enumerate(rows) if not is_head), len(rows))
    # Neither all of it, nor a head from which a cell hangs down into the body.
    if not 0 < heads < len(rows) or any(at + rows[at][2] > heads for at in range(heads)):
        return Cleaned(html)
    start, end = len("<table><tbody>"), rows[heads - 1][0]
    return Cleaned(f"<table><thead>{html[start:end]}</thead><tbody>{html[end:]}")


def set_for_reading(html: str) -> Cleaned:
    """The table with its head, and columns of nothing but numbers marked as such: they are read downwards, one digit
    under the other."""
    is_even = " colspan=" not in html and " rowspan=" not in html
    columns = _number_columns(_ROW.findall(html)) if is_even else set()
    if not columns:
        return with_head(html)

    def row(found: re.Match[str]) -> str:
        place = count()

        def cell(each: re.Match[str]) -> str:
            mark = ' class="is-number"' if next(place) in columns else ""
            return f"<{each[1]}{mark}{each[2]}>{each[3]}</{each[1]}>"

        return _CELL.sub(cell, found[0])

    return with_head(_ROW.sub(row, html))


def _number_columns(rows: Sequence[str]) -> set[int]:
    """By their place, of those below the head."""
    body = [[_words(cell[3]) for cell in _CELL.finditer(row)] for row in rows if not _is_head(row)]
    if len({len(cells) for cells in body}) != 1:
        return set()
    columns = enumerate(zip(*body, strict=True))
    return {
        at
        for at, words in columns
        if any(map(_has_digit, words)) and not any(map(has_words, words))
    }


def _has_digit(text: str) -> bool:
    return any(each.isdigit() for each in text)


def has_words(text: str) -> bool:
    """Whether there is a letter in it."""
    return any(each.isalpha() for each in text)


def _words(inside: str) -> str:
    return unescape(_TAG.sub("", _BREAK.sub("\n", inside))).strip()


def _is_head(row: str) -> bool:
    return all(cell[1] == "th" for cell in _CELL.finditer(row))


def _reach(row: str) -> int:
    """Over how many rows its longest cell goes."""
    return max(map(int, _ROWS.findall(row)), default=1)
