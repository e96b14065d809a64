"""Reads the file within limits and prints what it holds."""

import json
import logging
import resource
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdfium2 import PdfDocument, PdfiumError

from consult.importing.pdf_child.form_cycles import without_cycles
from consult.importing.pdf_child.page import PageContent, read_page
from consult.importing.pdf_child.page_pictures import PictureFiles, without_paper
from consult.importing.pdf_child.pdf_objects import (
    Damaged,
    annotations,
    dictionary,
    pages_of,
    reader_of,
    reading,
    root_of,
    value,
)
from consult.importing.pdf_child.scripts import is_scripted
from consult.importing.pdf_child.structure_tree import StructureTree, Tag

MEMORY = 1024 * 1024 * 1024
# In the whole file: with more lines than this, tables are not looked for.
MOST_RULES = 50_000


def main() -> None:
    """Print {"pages": …}, {"refused": code} or {"fault": place}; argv[1] is the most pages."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # pypdf complains of every damaged byte, and nobody reads it.
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    json.dump(_answer(content, int(sys.argv[1])), sys.stdout)


def _answer(content: bytes, most_pages: int) -> dict[str, Any]:
    try:
        return _read(content, most_pages)
    except (Damaged, PdfiumError):
        return {"refused": "damaged"}
    except MemoryError:
        return {"refused": "too-large"}
    except Exception as fault:
        return {"fault": _place(fault)}


def _place(fault: Exception) -> str:
    """What went wrong where in the code: nothing of the file's."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {Path(last.filename).name}, line {last.lineno}"


def _read(content: bytes, most_pages: int) -> dict[str, Any]:
    reader = reader_of(content)
    with reading():
        if reader.is_encrypted:
            return {"refused": "encrypted"}
    pages = pages_of(reader, most_pages)
    if pages is None:
        return {"refused": "too-many-pages"}
    if is_scripted(reader, pages):
        return {"refused": "scripted"}
    declared = {**_annotations(reader, pages), "tags": _tags(reader, pages)}
    return {**_drawn(without_cycles(content, reader, pages), len(pages)), **declared}


def _drawn(content: bytes, count: int) -> dict[str, Any]:
    """What is drawn on the pages, and the pictures among it by name."""
    files = PictureFiles()
    with _opened(content) as document:
        pages = [_page(document, index, files) for index in range(min(len(document), count))]
    for page, pictures in zip(pages, without_paper([page.pictures for page in pages]), strict=True):
        page.pictures = pictures
    if sum(len(page.lines.rules) for page in pages) > MOST_RULES:
        for page in pages:
            page.lines.rules.clear()
    given = files.named(picture for page in pages for picture in page.pictures)
    return {"pages": [page.values() for page in pages], "pictures": given}


@contextmanager
def _opened(content: bytes) -> Iterator[PdfDocument]:
    document = PdfDocument(content)
    try:
        yield document
    finally:
        document.close()


def _page(document: PdfDocument, index: int, files: PictureFiles) -> PageContent:
    """A page; it is closed at once, for what it holds is large."""
    page = document[index]
    try:
        return read_page(page, files)
    finally:
        page.close()


def _annotations(reader: PdfReader, pages: list[PageObject]) -> dict[str, Any]:
    """How many links, comments and form fields lie over the pages; whether files are attached."""
    kinds = [str(value(mark, "/Subtype")) for page in pages for mark in annotations(page)]
    return {
        "links": kinds.count("/Link"),
        "comments": sum(kind in ("/Text", "/FreeText", "/Popup") for kind in kinds),
        "fields": kinds.count("/Widget"),
        "attachments": "/EmbeddedFiles" in dictionary(root_of(reader), "/Names"),
    }


def _tags(reader: PdfReader, pages: list[PageObject]) -> list[Tag]:
    """Damaged tags are none: the words can be read without them."""
    try:
        return StructureTree(reader, pages).tags()
    except Damaged:
        return []


if __name__ == "__main__":
    main()
