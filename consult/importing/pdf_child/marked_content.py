"""Marked content: the id by which the tree of tags names it, and text to be read in its place."""

from collections.abc import Iterator
from ctypes import byref, c_int, c_ubyte, c_ulong, c_void_p
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pypdfium2 import raw

from consult.importing.pdf_child.pdf_objects import text_of

# The id of content that no tag names.
NO_MCID = -1


class Marking(NamedTuple):
    """What the marks around an object say of it.

    `actual_text` is read in place of all objects between the marks numbered `section`, None where
    the objects themselves are read.
    """

    mcid: int = NO_MCID
    actual_text: str | None = None
    section: int = 0


class _Mark(NamedTuple):
    name: str
    mcid: int | None
    actual_text: str | None


@dataclass(slots=True)
class MarkedContent:
    """Reads the marks of one page's objects, each mark once; they are told apart by their address."""

    _known: dict[int, _Mark] = field(default_factory=dict)

    def marking(self, drawn: Any, outer: Marking) -> Marking:
        """The marking of an object that stands in content with the marking `outer`."""
        marking = outer
        for address, mark in self._marks(drawn):
            mcid = marking.mcid if mark.mcid is None else mark.mcid
            mcid = NO_MCID if mark.name == "Artifact" else mcid
            marking = marking._replace(mcid=mcid)
            if mark.actual_text is not None and marking.actual_text is None:
                marking = Marking(mcid, mark.actual_text, address)
        return marking

    def _marks(self, drawn: Any) -> Iterator[tuple[int, _Mark]]:
        """From the outermost to the innermost."""
        for index in range(raw.FPDFPageObj_CountMarks(drawn)):
            handle = raw.FPDFPageObj_GetMark(drawn, index)
            address = c_void_p.from_buffer(handle).value or 0
            if address not in self._known:
                self._known[address] = _Mark(_name(handle), _mcid(handle), _actual_text(handle))
            yield address, self._known[address]


def _name(mark: Any) -> str:
    length = c_ulong()
    raw.FPDFPageObjMark_GetName(mark, None, 0, byref(length))
    buffer = (raw.FPDF_WCHAR * (length.value // 2))()
    raw.FPDFPageObjMark_GetName(mark, buffer, length.value, byref(length))
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _mcid(mark: Any) -> int | None:
    mcid = c_int()
    has_mcid = raw.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", byref(mcid))
    return mcid.value if has_mcid else None


def _actual_text(mark: Any) -> str | None:
    # PDFium's function for strings takes them for UTF-8, which they are not.
    get, key, length = raw.FPDFPageObjMark_GetParamBlobValue, b"ActualText", c_ulong()
    if not get(mark, key, None, 0, byref(length)):
        return None
    buffer = (c_ubyte * length.value)()
    get(mark, key, buffer, length.value, byref(length))
    return text_of(bytes(buffer))
