"""Reads the file within limits and prints what it holds."""

import json
import logging
import resource
import sys
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from consult.importing.pdf_child.page import Sheet
from consult.importing.pdf_child.page_pictures import named, without_paper
from consult.importing.pdf_child.pdf_objects import annotations, dictionary
from consult.importing.pdf_child.scripts import is_scripted
from consult.importing.pdf_child.structure_tree import Tag, Tags

MEMORY = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 40
# In the whole file: with more lines than this, tables are not looked for.
MOST_RULES = 50_000
_DAMAGED = (
    PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError
)  # fmt: skip


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
    if is_scripted(reader, pages):
        return {"refused": "scripted"}
    return {**_drawn(pages), **_about(reader, pages), "tags": _tags(reader, pages)}


def _drawn(pages: list[PageObject]) -> dict[str, Any]:
    """What is drawn on the pages, and the pictures among it by name."""
    sheets = [Sheet(page).read() for page in pages]
    kept = without_paper([sheet.pictures for sheet in sheets])
    for sheet, pictures in zip(sheets, kept, strict=True):
        sheet.pictures = pictures
    if sum(len(sheet.strokes.rules) for sheet in sheets) > MOST_RULES:
        for sheet in sheets:
            sheet.strokes.rules.clear()
    given = named(kept)
    return {"pages": [sheet.said() for sheet in sheets], "pictures": given}


def _about(reader: PdfReader, pages: list[PageObject]) -> dict[str, Any]:
    """What lies over the pages or beside them."""
    kinds = [str(mark.get("/Subtype")) for page in pages for mark in annotations(page)]
    return {
        "links": kinds.count("/Link"),
        "comments": sum(kind in ("/Text", "/FreeText", "/Popup") for kind in kinds),
        "fields": kinds.count("/Widget"),
        "attachments": "/EmbeddedFiles" in dictionary(reader.root_object, "/Names"),
    }


def _tags(reader: PdfReader, pages: list[PageObject]) -> list[Tag]:
    """Damaged tags are none: the words can be read without them."""
    try:
        return Tags(reader, pages).all()
    except _DAMAGED:
        return []


if __name__ == "__main__":
    main()
