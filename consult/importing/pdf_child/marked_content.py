"""What the file says of marked content: its number in the tree of tags, and the text to be read in its place."""

from collections.abc import Iterator
from ctypes import byref, c_int, c_ubyte, c_ulong, c_void_p
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from consult.importing.pdf_child.pdf_objects import text_of

# The number of content that no tag names.
UNMARKED = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """`actual_text` is None where the content itself is read; `section` tells two of them apart."""

    number: int = UNMARKED
    actual_text: str | None = None
    section: int = 0


@dataclass(slots=True)
class MarkedContent:
    """Reads the marks of one page's objects; each mark is looked at once."""

    _known: dict[int, tuple[str, int | None, str | None]] = field(default_factory=dict)

    def of(self, drawn: Any, outer: Mark) -> Mark:
        """The mark of an object inside content with the mark `outer`."""
        mark = outer
        for address, (name, number, actual_text) in self._marks(drawn):
            number = mark.number if number is None else number
            number = UNMARKED if name == "Artifact" else number
            if actual_text is None or mark.actual_text is not None:
                mark = Mark(number, mark.actual_text, mark.section)
            else:
                mark = Mark(number, actual_text, address)
        return mark

    def _marks(self, drawn: Any) -> Iterator[tuple[int, tuple[str, int | None, str | None]]]:
        """From the outermost to the innermost."""
        for index in range(raw.FPDFPageObj_CountMarks(drawn)):
            mark = raw.FPDFPageObj_GetMark(drawn, index)
            address = c_void_p.from_buffer(mark).value or 0
            if address not in self._known:
                self._known[address] = _name(mark), _number(mark), _actual_text(mark)
            yield address, self._known[address]


def _name(mark: Any) -> str:
    length = c_ulong()
    raw.FPDFPageObjMark_GetName(mark, None, 0, byref(length))
    buffer = (raw.FPDF_WCHAR * (length.value // 2))()
    raw.FPDFPageObjMark_GetName(mark, buffer, length.value, byref(length))
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _number(mark: Any) -> int | None:
    number = c_int()
    has_one = raw.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", byref(number))
    return number.value if has_one else None


def _actual_text(mark: Any) -> str | None:
    length = c_ulong()
    if not raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, byref(length)):
        return None
    buffer = (c_ubyte * length.value)()
    raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, length.value, byref(length))
    return text_of(bytes(buffer))
