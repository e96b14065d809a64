"""The child process that takes a PDF apart: the file on its input, JSON on its output.

Run as a file of its own, so that nothing of ours but this is loaded beside the untrusted file.
Must not judge the text: it says what stands on which page and how large.
"""

import json
import logging
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject, NumberObject

MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 40
# A tree of tags larger or deeper than any text needs is no help.
MOST_TAGS = 200_000
MOST_DEPTH = 60
_DAMAGED = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError)
_SCRIPTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}


def main() -> None:
    """Print {"refused": code} or {"pages": …} for the PDF on the input; argv[1] is most pages."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # A damaged file has a complaint for every byte, and nobody hears them.
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    try:
        said = _read(content, int(sys.argv[1]))
    except _DAMAGED:
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
    words = [_words_of(page) for page in pages]
    kinds = [str(mark.get("/Subtype")) for page in pages for mark in _marks(page)]
    return {
        "pages": [list(_lines(pieces)) for pieces in words],
        "tags": _tags_if_sound(reader, pages),
        "tagged": [_tagged(pieces) for pieces in words],
        "pictures": [number for number, page in enumerate(pages, 1) if _has_picture(page)],
        "links": kinds.count("/Link"),
        "comments": sum(kind in ("/Text", "/FreeText", "/Popup") for kind in kinds),
        "fields": kinds.count("/Widget"),
        "attachments": "/EmbeddedFiles" in _dictionary(reader.root_object, "/Names"),
    }


class _Piece(NamedTuple):
    """Some words as they are printed; `mark` is the number by which the tags name them, -1 for none."""

    text: str
    size: float
    place: float
    bold: bool
    mark: int


def _words_of(page: PageObject) -> list[_Piece]:
    """The words of a page in the order they are drawn; a line feed begins a line."""
    pieces: list[_Piece] = []
    marks: list[int] = [-1]

    def follow(operator: bytes, operands: Any, _outer: list[float], _inner: list[float]) -> None:
        if operator == b"BDC":
            about = operands[1] if len(operands) > 1 else None
            number = about.get("/MCID") if isinstance(about, DictionaryObject) else None
            marks.append(number.as_numeric() if isinstance(number, NumberObject) else marks[-1])
        elif operator == b"BMC":
            marks.append(-1 if operands and operands[0] == "/Artifact" else marks[-1])
        elif operator == b"EMC" and len(marks) > 1:
            marks.pop()

    def visit(text: str, outer: list[float], inner: list[float], font: Any, size: float) -> None:
        height = abs(size * inner[3] * outer[3]) or abs(size * inner[1] * outer[1])
        at = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        pieces.append(_Piece(text, round(height * 2) / 2, round(at, 1), bold, marks[-1]))

    page.extract_text(visitor_operand_before=follow, visitor_text=visit)
    return pieces


def _tagged(pieces: list[_Piece]) -> dict[int, str]:
    """The words by the number the tags name them by."""
    words: dict[int, list[str]] = {}
    for piece in pieces:
        words.setdefault(piece.mark, []).append(piece.text)
    return {mark: "".join(texts) for mark, texts in words.items()}


def _tags_if_sound(reader: PdfReader, pages: list[PageObject]) -> list[Any]:
    """Damaged tags are none: the words can be read without them."""
    try:
        return _tags(reader, pages)
    except (*_DAMAGED, RecursionError):
        return []


def _tags(reader: PdfReader, pages: list[PageObject]) -> list[Any]:
    """The tree of tags: [role, [kids]], each kid [page, mark] or a tag; [] where there is none."""
    root = _dictionary(reader.root_object, "/StructTreeRoot")
    numbers = {page.indirect_reference: number for number, page in enumerate(pages)}
    roles = _dictionary(root, "/RoleMap")
    seen: set[Any] = set()

    def kids(holder: DictionaryObject, page: int, depth: int) -> Iterator[list[Any]]:
        found = holder.get("/K")
        found = found.get_object() if found is not None else []
        for each in found if isinstance(found, list) else [found]:
            if isinstance(each, IndirectObject):
                if each in seen:
                    continue
                seen.add(each)
            kid = each.get_object()
            if isinstance(kid, NumberObject):
                yield [page, kid.as_numeric()]
            elif isinstance(kid, DictionaryObject) and depth < MOST_DEPTH and len(seen) < MOST_TAGS:
                on = numbers.get(kid.raw_get("/Pg"), page) if "/Pg" in kid else page
                if "/MCID" in kid:
                    yield [on, _number(kid["/MCID"])]
                elif "/S" in kid:
                    yield [_role(str(kid["/S"]), roles), list(kids(kid, on, depth + 1))]

    return list(kids(root, 0, 0))


def _number(written: Any) -> int:
    return int(written) if isinstance(written, int) else -1


def _role(name: str, roles: DictionaryObject) -> str:
    """A standard role behind a name of the file's own."""
    for _ in range(5):
        if name not in roles:
            break
        name = str(roles[name])
    return name.removeprefix("/")


def _lines(pieces: list[_Piece]) -> Iterator[tuple[str, float, float, bool]]:
    """Each line's words, its letters' height, its distance from the page's foot, all bold or not."""
    words, size, place, bold = "", 0.0, 0.0, True
    for text, height, at, is_bold, _ in pieces:
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
