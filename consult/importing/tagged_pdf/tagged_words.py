"""The words and pictures of a tagged PDF, each taken once, where the tags first name it.

Must not know what the tags mean beyond that they name words.
"""

import re
from collections.abc import Iterator

from consult.importing.draft import DraftWarning
from consult.importing.line import Line
from consult.importing.pdf_layout import Sheet, Stretch, rows_of, words_of
from consult.importing.superscript import raised
from consult.importing.tagged_pdf.tag_block import Tag

# Their words are drawn, not told.
SILENT = ("Figure", "Artifact")
# In letters' heights: how far two base lines of one line lie apart at most.
_SAME_LINE = 0.6
_NUMBERS = re.compile(r"\d+")
_LONGEST_MARK = 2


class TaggedWords:
    """What is on the pages, and what of it is still to be named."""

    def __init__(self, sheets: list[Sheet]) -> None:
        self._words: dict[tuple[int, int], list[Stretch]] = {}
        for page, sheet in enumerate(sheets):
            for one in sheet.stretches:
                self._words.setdefault((page, one.mark), []).append(one)
        self._left = set(self._words)
        self._pictures = [
            (page, one.mark, one.name) for page, sheet in enumerate(sheets) for one in sheet.rasters
        ]
        self._page = 0

    def picture(self, tag: Tag) -> tuple[str, str]:
        """The name of a figure's picture, "?" for none that can be had, and where it stands."""
        marks = set(_marks_in(tag))
        for one in self._pictures:
            # One without marks has been drawn without: it is the next such picture from here on.
            loose = not marks and one[1] == -1 and one[0] >= self._page
            if one[:2] in marks or loose:
                self._pictures.remove(one)
                return one[2] or "?", f"page {one[0] + 1}"
        return "?", f"page {min(marks)[0] + 1 if marks else self._page + 1}"

    def lines(self, tag: Tag) -> tuple[Line, ...]:
        lines: list[tuple[int, list[Stretch]]] = []
        for page, one in self._stretches(tag):
            if lines and lines[-1][0] == page and _is_level(lines[-1][1][-1], one):
                lines[-1][1].append(one)
            else:
                lines.append((page, [one]))
        return tuple(_line(page, stretches) for page, stretches in lines)

    def _stretches(self, tag: Tag) -> Iterator[tuple[int, Stretch]]:
        role, kids, *_ = tag
        if role in SILENT:
            return
        for kid in kids:
            if isinstance(kid[0], str):
                told = list(self._stretches(kid))
                text = "".join(one.text for _, one in told).strip()
                if (
                    kid[0] in ("Reference", "Link")
                    and text.isdecimal()
                    and len(text) <= _LONGEST_MARK
                ):
                    told = [(page, one._replace(text=raised(one.text))) for page, one in told]
                yield from told
            elif (kid[0], kid[1]) in self._left:
                self._left.discard((kid[0], kid[1]))
                self._page = kid[0]
                yield from ((kid[0], one) for one in self._words[kid[0], kid[1]])

    def outside(self) -> dict[tuple[int, int], str]:
        """The words that no tag names and that are marked as no furniture either."""
        return {at: " ".join(self._texts(at)) for at in self._left if at[1] != -1}

    def _texts(self, at: tuple[int, int]) -> list[str]:
        return [words_of(row.stretches) for row in rows_of(self._words[at])]

    def edges(self) -> dict[str, int]:
        """What stands outside the tags, each wording once, with the page of the first."""
        found: dict[str, tuple[str, int]] = {}
        for page, mark in sorted(self._left):
            for line in self._texts((page, mark)):
                words = " ".join(line.split())
                # The page's number makes every page's header another one.
                alike = _NUMBERS.sub("#", words)
                if alike not in ("", "#"):
                    found.setdefault(alike, (words, page + 1))
        return dict(found.values())

    def about_pictures(self) -> Iterator[DraftWarning]:
        """The pictures that no tag names."""
        pages = sorted({page + 1 for page, _, _ in self._pictures})
        if pages:
            message = f"Pictures were left out on these pages: {', '.join(map(str, pages))}."
            yield DraftWarning("picture-left-out", message, f"page {pages[0]}")


def _line(page: int, stretches: list[Stretch]) -> Line:
    rows = rows_of(stretches)
    text = " ".join(words_of(row.stretches) for row in rows)
    return Line(" ".join(text.split()), f"page {page + 1}", size=rows[0].size)


def _is_level(before: Stretch, one: Stretch) -> bool:
    return abs(before.base - one.base) <= _SAME_LINE * max(before.size, one.size)


def _marks_in(tag: Tag) -> Iterator[tuple[int, int]]:
    for kid in tag[1]:
        if isinstance(kid[0], str):
            yield from _marks_in(kid)
        else:
            yield kid[0], kid[1]
