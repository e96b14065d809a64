"""Looks into a PDF's objects without trusting that they are what they should be."""

import codecs
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject


def dictionary(holder: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary under a key, an empty one where there is none."""
    found = holder.get(key)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def annotations(page: PageObject) -> Iterator[DictionaryObject]:
    """What lies over the page: links, comments, form fields."""
    for mark in page.annotations or []:
        found = mark.get_object()
        if isinstance(found, DictionaryObject):
            yield found


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
