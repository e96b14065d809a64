"""Takes drawings out of a PDF that draw themselves: PDFium would follow them until memory ends."""

from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DictionaryObject

from consult.importing.pdf_child.pdf_objects import dictionaries, dictionary, reading, value

# A drawing inside a drawing inside a drawing …
MOST_DEPTH = 8


def without_cycles(content: bytes, reader: PdfReader, pages: list[PageObject]) -> bytes:
    """The same file, without drawings inside themselves or deeper than any is.

    Costs a look at each drawing; a file that has some is written anew. Raises Damaged.
    """
    search = _Search()
    for page in pages:
        search.cut(dictionary(page, "/Resources"), ())
    return _written(reader) if search.has_cut else content


class _Search:
    def __init__(self) -> None:
        self.has_cut = False
        self._searched: set[int] = set()

    def cut(self, resources: DictionaryObject, outer: tuple[int, ...]) -> None:
        """Remove the drawings among some resources that are among the outer ones."""
        drawn = dictionary(resources, "/XObject")
        for name, form in dictionaries(drawn):
            if value(form, "/Subtype") != "/Form":
                continue
            if id(form) in outer or len(outer) >= MOST_DEPTH:
                del drawn[name]
                self.has_cut = True
            elif id(form) not in self._searched:
                self.cut(dictionary(form, "/Resources"), (*outer, id(form)))
                self._searched.add(id(form))


def _written(reader: PdfReader) -> bytes:
    file: Any = BytesIO()
    with reading():
        PdfWriter(clone_from=reader).write(file)
    return bytes(file.getvalue())
