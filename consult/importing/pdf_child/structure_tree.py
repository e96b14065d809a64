"""The tree of tags by which a PDF says what is a heading, a list, a table or a picture.

pypdf reads it: PDFium has it page by page only, and does not say which elements of two pages are one.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, NumberObject

from consult.importing.pdf_child.pdf_objects import (
    dictionary,
    elements,
    reference,
    resolved,
    root_of,
    value,
    whole,
)

# A tree larger or deeper than any text needs is no help.
MOST_TAGS = 200_000
MOST_DEPTH = 60
MOST_SPANNED = 100
_MOST_ROLE_STEPS = 5

# [page index, mark] for content, or [role, [kids], alternative text, [columns, rows]].
Tag: TypeAlias = list[Any]


class StructureTree:
    """Walks the tree once; each element is taken where it is first met."""

    def __init__(self, reader: PdfReader, pages: list[PageObject]) -> None:
        self._root = dictionary(root_of(reader), "/StructTreeRoot")
        self._roles = dictionary(self._root, "/RoleMap")
        self._pages = {page.indirect_reference: index for index, page in enumerate(pages)}
        self._visited: set[Any] = set()

    def tags(self) -> list[Tag]:
        """The tags below the root, [] where there is no tree. Raises Damaged."""
        return list(self._kids(self._root, 0, 0))

    def _kids(self, holder: DictionaryObject, page: int, depth: int) -> Iterator[Tag]:
        for element in elements(holder, "/K"):
            key = reference(element)
            if key in self._visited:
                continue
            if key is not None:
                self._visited.add(key)
            kid = resolved(element)
            if isinstance(kid, NumberObject):
                yield [page, kid.as_numeric()]
            elif isinstance(kid, DictionaryObject) and depth < MOST_DEPTH:
                yield from self._tag(kid, page, depth)

    def _tag(self, kid: DictionaryObject, page: int, depth: int) -> Iterator[Tag]:
        if len(self._visited) >= MOST_TAGS:
            return
        if "/Pg" in kid:
            page = self._pages.get(kid.raw_get("/Pg"), page)
        if "/MCID" in kid:
            yield [page, whole(value(kid, "/MCID"))]
        elif "/S" in kid:
            alternative = str(value(kid, "/Alt") or "")
            kids = list(self._kids(kid, page, depth + 1))
            yield [self._role(str(value(kid, "/S"))), kids, alternative, _spans(kid)]

    def _role(self, name: str) -> str:
        """A standard role behind a name of the file's own."""
        for _ in range(_MOST_ROLE_STEPS):
            if name not in self._roles:
                break
            name = str(value(self._roles, name))
        return name.removeprefix("/")


def _spans(tag: DictionaryObject) -> list[int]:
    """How many columns and rows a cell spans; 1 and 1 for what is no cell, or says nothing."""
    attributes: dict[str, Any] = {}
    for element in elements(tag, "/A"):
        holder = resolved(element)
        if isinstance(holder, DictionaryObject):
            attributes |= {key: value(holder, key) for key in holder}
    spans = (whole(attributes.get(key, 1)) for key in ("/ColSpan", "/RowSpan"))
    return [min(max(span, 1), MOST_SPANNED) for span in spans]
