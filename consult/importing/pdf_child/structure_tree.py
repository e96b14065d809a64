"""The tree of tags by which a PDF says what is a heading, a list, a table or a picture."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, NumberObject

from consult.importing.pdf_child.pdf_objects import dictionary, whole

# A tree larger or deeper than any text needs is no help.
MOST_TAGS = 200_000
MOST_DEPTH = 60
MOST_SPANNED = 100

# [page, mark], or [role, [kids], what it shows, [columns, rows]].
Tag: TypeAlias = list[Any]


class Tags:
    """Walks the tree once; each tag is taken where it is first met."""

    def __init__(self, reader: PdfReader, pages: list[PageObject]) -> None:
        self._root = dictionary(reader.root_object, "/StructTreeRoot")
        self._roles = dictionary(self._root, "/RoleMap")
        self._pages = {page.indirect_reference: number for number, page in enumerate(pages)}
        self._seen: set[Any] = set()

    def all(self) -> list[Tag]:
        """The tags below the root, [] where there is no tree."""
        return list(self._kids(self._root, 0, 0))

    def _kids(self, holder: DictionaryObject, page: int, depth: int) -> Iterator[Tag]:
        found = holder.get("/K")
        found = found.get_object() if found is not None else []
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, IndirectObject):
                if each in self._seen:
                    continue
                self._seen.add(each)
            kid = each.get_object()
            if isinstance(kid, NumberObject):
                yield [page, kid.as_numeric()]
            elif isinstance(kid, DictionaryObject) and depth < MOST_DEPTH:
                yield from self._tag(kid, page, depth)

    def _tag(self, kid: DictionaryObject, page: int, depth: int) -> Iterator[Tag]:
        if len(self._seen) >= MOST_TAGS:
            return
        on = self._pages.get(kid.raw_get("/Pg"), page) if "/Pg" in kid else page
        if "/MCID" in kid:
            yield [on, whole(kid["/MCID"])]
        elif "/S" in kid:
            shows = str(kid.get("/Alt", "") or "")
            kids = list(self._kids(kid, on, depth + 1))
            yield [self._role(str(kid["/S"])), kids, shows, _spans(kid)]

    def _role(self, name: str) -> str:
        """A standard role behind a name of the file's own."""
        for _ in range(5):
            if name not in self._roles:
                break
            name = str(self._roles[name])
        return name.removeprefix("/")


def _spans(tag: DictionaryObject) -> list[int]:
    """How many columns and rows a cell spans; 1 and 1 for what is no cell, or says nothing."""
    held = tag.get("/A")
    held = held.get_object() if held is not None else None
    about = [one.get_object() for one in (held if isinstance(held, list) else [held]) if one]
    told = {key: one[key] for one in about if isinstance(one, DictionaryObject) for key in one}
    return [min(max(whole(told.get(key, 1)), 1), MOST_SPANNED) for key in ("/ColSpan", "/RowSpan")]
