"""The child process that takes a PDF apart: the file on its input, JSON on its output.

Run as a file of its own, so that nothing of ours but this is loaded beside the untrusted file.
Must not judge the text: it says what stands on which page and how large.
"""

import json
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 40
_SCRIPTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}


def main() -> None:
    """Print {"refused": code} or {"pages": …} for the PDF on the input; argv[1] is most pages."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        said = _read(content, int(sys.argv[1]))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        said = {"refused": "damaged"}
    json.dump(said, sys.stdout)


def _read(content: bytes, most_pages: int) -> dict[str, Any]:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        return {"refused": "encrypted"}
    if reader.get_num_pages() > most_pages:
        return {"refused": "too-many-pages"}
    pages: list[PageObject] = []
    for page in reader.pages:
        pages.append(page)
        if len(pages) > most_pages:
            return {"refused": "too-many-pages"}
    if _is_scripted(reader, pages):
        return {"refused": "scripted"}
    kinds = [str(mark.get("/Subtype")) for page in pages for mark in _marks(page)]
    return {
        "pages": [list(_lines(page)) for page in pages],
        "pictures": [number for number, page in enumerate(pages, 1) if _has_picture(page)],
        "links": kinds.count("/Link"),
        "comments": sum(kind in ("/Text", "/FreeText", "/Popup") for kind in kinds),
        "fields": kinds.count("/Widget"),
        "attachments": "/EmbeddedFiles" in _dictionary(reader.root_object, "/Names"),
    }


def _lines(page: PageObject) -> Iterator[tuple[str, float, float, bool]]:
    """Each line's words, its letters' height, its distance from the page's foot, all bold or not."""
    pieces: list[tuple[str, float, float, bool]] = []

    def visit(text: str, outer: list[float], inner: list[float], font: Any, size: float) -> None:
        height = abs(size * inner[3] * outer[3]) or abs(size * inner[1] * outer[1])
        at = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        pieces.append((text, round(height * 2) / 2, round(at, 1), bold))

    page.extract_text(visitor_text=visit)
    words, size, place, bold = "", 0.0, 0.0, True
    for text, height, at, is_bold in pieces:
        for index, part in enumerate(text.split("\n")):
            if index:
                yield words, size, place, bold
                words, bold = "", True
            if part.strip():
                size, place = (size, place) if words.strip() else (height, at)
                bold = bold and is_bold
            words += part
    yield words, size, place, bold


def _is_scripted(reader: PdfReader, pages: list[PageObject]) -> bool:
    root = reader.root_object
    if "/JavaScript" in _dictionary(root, "/Names") or "/XFA" in _dictionary(root, "/AcroForm"):
        return True
    holders = [root, *pages, *(mark for page in pages for mark in _marks(page))]
    return any(_acts(holder) for holder in holders)


def _acts(holder: DictionaryObject) -> bool:
    """Whether opening, seeing or clicking this starts something."""
    actions = [_dictionary(holder, "/OpenAction"), _dictionary(holder, "/A")]
    more = _dictionary(holder, "/AA")
    actions += [_dictionary(more, key) for key in more]
    return any(action.get("/S") in _SCRIPTS or "/JS" in action for action in actions)


def _marks(page: PageObject) -> Iterator[DictionaryObject]:
    """The page's annotations: links, comments, form fields."""
    for mark in page.annotations or []:
        found = mark.get_object()
        if isinstance(found, DictionaryObject):
            yield found


def _has_picture(page: PageObject) -> bool:
    objects = _dictionary(_dictionary(page, "/Resources"), "/XObject")
    return any(_dictionary(objects, name).get("/Subtype") == "/Image" for name in objects)


def _dictionary(holder: DictionaryObject, key: str) -> DictionaryObject:
    found = holder.get(key)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


if __name__ == "__main__":
    main()
