"""The text and pictures of a tagged PDF, each taken once, where the tags first refer to it.

Must not know what the tags mean beyond that they refer to content.
"""

import re
from collections.abc import Iterator

from consult.importing.draft import DraftWarning
from consult.importing.line import Line
from consult.importing.pdf_layout import Page, TextRun, rows_of, text_of_runs
from consult.importing.superscript import raised
from consult.importing.tagged_pdf.elements import ContentReference, Element

# The text of elements with these roles is part of a drawing or of the page.
UNREAD_ROLES = ("Figure", "Artifact")
# In font sizes: how far apart the baselines of one line are at most.
_SAME_LINE = 0.6
_NUMBERS = re.compile(r"\d+")
_LONGEST_NOTE_NUMBER = 2
_NO_MCID = -1


class TaggedText:
    """The runs and pictures of the pages, and which of them no tag has referred to yet."""

    def __init__(self, pages: list[Page]) -> None:
        self._runs: dict[ContentReference, list[TextRun]] = {}
        for index, page in enumerate(pages):
            for run in page.runs:
                self._runs.setdefault(ContentReference(index, run.mcid), []).append(run)
        self._left = set(self._runs)
        self._pictures = [
            (ContentReference(index, picture.mcid), picture.name)
            for index, page in enumerate(pages)
            for picture in page.pictures
        ]
        self._page = 0

    def picture(self, figure: Element) -> tuple[str, str]:
        """The name of a figure's picture, "?" for none that can be had, and where it is."""
        references = set(_references_in(figure))
        for each in self._pictures:
            reference, name = each
            # A figure without content was drawn unmarked: it is the next unmarked picture.
            is_unmarked = not references and reference.mcid == _NO_MCID
            if reference in references or (is_unmarked and reference.page >= self._page):
                self._pictures.remove(each)
                return name or "?", f"page {reference.page + 1}"
        return "?", f"page {min(references).page + 1 if references else self._page + 1}"

    def lines(self, element: Element) -> tuple[Line, ...]:
        """The lines of an element's text that was not taken before."""
        lines: list[tuple[int, list[TextRun]]] = []
        for page, run in self._take(element):
            if lines and lines[-1][0] == page and _is_same_line(lines[-1][1][-1], run):
                lines[-1][1].append(run)
            else:
                lines.append((page, [run]))
        return tuple(_line(page, runs) for page, runs in lines)

    def _take(self, element: Element) -> Iterator[tuple[int, TextRun]]:
        """The runs of an element with the index of their page, in the order of the tree."""
        if element.role in UNREAD_ROLES:
            return
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from _with_raised_note(kid, list(self._take(kid)))
            elif kid in self._left:
                self._left.discard(kid)
                self._page = kid.page
                yield from ((kid.page, run) for run in self._runs[kid])

    def untagged(self) -> dict[ContentReference, str]:
        """The text of marked content that no tag refers to."""
        return {at: " ".join(self._texts(at)) for at in self._left if at.mcid != _NO_MCID}

    def untagged_lines(self) -> dict[str, int]:
        """All text outside the tags, each wording once, with the number of its first page."""
        first: dict[str, tuple[str, int]] = {}
        for reference in sorted(self._left):
            for text in self._texts(reference):
                words = " ".join(text.split())
                # A header differs from page to page by the page's number alone.
                shape = _NUMBERS.sub("#", words)
                if shape not in ("", "#"):
                    first.setdefault(shape, (words, reference.page + 1))
        return dict(first.values())

    def picture_warnings(self) -> Iterator[DraftWarning]:
        """Where there are pictures that no tag refers to."""
        pages = sorted({reference.page + 1 for reference, _ in self._pictures})
        if pages:
            message = f"Pictures were left out on these pages: {', '.join(map(str, pages))}."
            yield DraftWarning("picture-left-out", message, f"page {pages[0]}")

    def _texts(self, reference: ContentReference) -> list[str]:
        return [text_of_runs(row.runs) for row in rows_of(self._runs[reference])]


def _with_raised_note(
    element: Element, runs: list[tuple[int, TextRun]]
) -> list[tuple[int, TextRun]]:
    """The runs of an element; the number of a note that it refers to is raised."""
    text = "".join(run.text for _, run in runs).strip()
    is_note = element.role in ("Reference", "Link") and text.isdecimal()
    if not is_note or len(text) > _LONGEST_NOTE_NUMBER:
        return runs
    return [(page, run._replace(text=raised(run.text))) for page, run in runs]


def _line(page: int, runs: list[TextRun]) -> Line:
    rows = rows_of(runs)
    text = " ".join(text_of_runs(row.runs) for row in rows)
    return Line(" ".join(text.split()), f"page {page + 1}", size=rows[0].size)


def _is_same_line(before: TextRun, run: TextRun) -> bool:
    return abs(before.baseline - run.baseline) <= _SAME_LINE * max(before.size, run.size)


def _references_in(element: Element) -> Iterator[ContentReference]:
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _references_in(kid)
        else:
            yield kid
