"""The tree of tags by which a PDF says what is a heading, a list, a table or a picture."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, NumberObject

from .objects import dictionary, whole

# A tree larger or deeper than any text needs is no help.
MOST_TAGS = 200_000
MOST_DEPTH = 60

# [page, mark], or [role, [kids], what it shows].
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
            yield [self._role(str(kid["/S"])), list(self._kids(kid, on, depth + 1)), shows]

    def _role(self, name: str) -> str:
        """A standard role behind a name of the file's own."""
        for _ in range(5):
            if name not in self._roles:
                break
            name = str(self._roles[name])
        return name.removeprefix("/")
