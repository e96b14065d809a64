"""Reads a PDF's objects with pypdf, without trusting that they are what they should be.

Everything that asks pypdf for something goes through here: it fails in as many ways as files are
damaged, and only here is that known to be the file's fault and not ours.
"""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

_FAILURES = (
    PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError,
    AssertionError, RecursionError, NotImplementedError,
)  # fmt: skip


class Damaged(Exception):
    """The file is not what a PDF must be."""


@contextmanager
def reading() -> Iterator[None]:
    """Around calls of pypdf and nothing else. Raises Damaged when one fails."""
    try:
        yield
    except _FAILURES as error:
        raise Damaged from error


def reader_of(content: bytes) -> PdfReader:
    """A reader of the file's objects. Raises Damaged."""
    with reading():
        return PdfReader(BytesIO(content))


def pages_of(reader: PdfReader, most: int) -> list[PageObject] | None:
    """The pages, None for more than `most`, whatever the file says itself. Raises Damaged."""
    with reading():
        if reader.get_num_pages() > most:
            return None
        pages: list[PageObject] = []
        for page in reader.pages:
            pages.append(page)
            if len(pages) > most:
                return None
        return pages


def root_of(reader: PdfReader) -> DictionaryObject:
    """The file's catalogue. Raises Damaged."""
    with reading():
        return reader.root_object


def value(holder: DictionaryObject, key: str) -> Any:
    """What stands under a key, itself and no reference to it; None for nothing. Raises Damaged."""
    with reading():
        target = holder.get(key)
        return target.get_object() if target is not None else None


def dictionary(holder: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary under a key, an empty one where there is none. Raises Damaged."""
    target = value(holder, key)
    return target if isinstance(target, DictionaryObject) else DictionaryObject()


def dictionaries(holder: DictionaryObject) -> Iterator[tuple[str, DictionaryObject]]:
    """The dictionaries among what a dictionary holds, with their keys. Raises Damaged."""
    for key in list(holder):
        target = value(holder, key)
        if isinstance(target, DictionaryObject):
            yield str(key), target


def elements(holder: DictionaryObject, key: str) -> list[Any]:
    """The elements of the array under a key; a single object counts as one. Raises Damaged."""
    target = value(holder, key)
    if target is None:
        return []
    return list(target) if isinstance(target, ArrayObject) else [holder.raw_get(key)]


def resolved(element: Any) -> Any:
    """The object that an element of an array is or refers to. Raises Damaged."""
    with reading():
        return element.get_object()


def reference(element: Any) -> Any:
    """The reference itself, as a key; None for an object that stands where it is."""
    return element if isinstance(element, IndirectObject) else None


def annotations(page: PageObject) -> Iterator[DictionaryObject]:
    """What lies over the page: links, comments, form fields. Raises Damaged."""
    for element in elements(page, "/Annots"):
        target = resolved(element)
        if isinstance(target, DictionaryObject):
            yield target


def whole(written: Any) -> int:
    """A whole number, -1 for what is none."""
    return int(written) if isinstance(written, int) else -1


def text_of(written: Any) -> str:
    """A string of the file's as text: UTF-16 or UTF-8 with their marks, else Western."""
    if not isinstance(written, bytes):
        return str(written)
    if written.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return written.decode("utf-16", "replace")
    if written.startswith(codecs.BOM_UTF8):
        return written.decode("utf-8-sig", "replace")
    return written.decode("cp1252", "replace")
