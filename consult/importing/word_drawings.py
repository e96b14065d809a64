"""What a Word file draws: pictures that only decorate, and objects that no reader of text can carry.

Must not open a picture, and leaves text boxes to word_prepared.
"""

from dataclasses import dataclass, field

from consult.importing.markers import DECORATIVE, OBJECT
from consult.importing.word_symbols import WORDS
from consult.importing.xml_splicing import Element, Walk

# A drawing with one of these is a picture, a text box or a watermark, and read as such.
_READ_ELSEWHERE = ("a:blip", "v:imagedata", "w:txbxContent", "v:textpath")
_DRAWN = ("w:drawing", "w:object", "w:pict")
_BRANCHES = ("mc:Choice", "mc:Fallback")
_OFF = ("0", "false")
_SIGN = f"<w:t>{OBJECT}</w:t>".encode()


@dataclass(slots=True)
class _Alternatives:
    """The same thing for new and for old programs: where each begins and ends, and which has words."""

    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    worded: set[str] = field(default_factory=set)
    is_object: bool = False


class Drawings(Walk):
    """One pass over a part of the file that has one of these elements."""

    ELEMENTS = (b"<w:drawing", b"<w:object", b"<w:pict", b"<mc:AlternateContent")

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._decorative = False
        # For each open drawing, whether it is read elsewhere.
        self._read: list[bool] = []
        self._open: list[_Alternatives] = []

    def opened(self, element: Element) -> None:
        if element.name == "adec:decorative":
            self._decorative = element.attributes.get("val") not in _OFF
        elif element.name == "mc:AlternateContent":
            self._open.append(_Alternatives())
        elif element.name in _DRAWN:
            self._read.append(False)
        elif element.name in _READ_ELSEWHERE:
            self._read = [True for _ in self._read]

    def said(self, text: str, at: int) -> None:
        if self._open and not self._read and self.above[-1].name in WORDS:
            names = [one.name for one in reversed(self.above) if one.name in _BRANCHES]
            self._open[-1].worded.update(names[:1])

    def closed(self, element: Element, end: int) -> None:
        if element.name == "wp:docPr" and self._decorative:
            told = f'<wp:docPr id="1" name="" descr="{DECORATIVE}"/>'
            self.splices.replace(element.start, end, told.encode())
            self._decorative = False
        elif element.name in _DRAWN and self._read and not self._read.pop():
            self._object(element, end)
        elif element.name in _BRANCHES and self._open:
            self._open[-1].places[element.name] = element.inside, self.inside_end(element, end)
        elif element.name == "mc:AlternateContent" and self._open:
            self._choose(element, end, self._open.pop())

    def _object(self, element: Element, end: int) -> None:
        """A chart, a spreadsheet, a shape: a sign where it stood."""
        if self._open:
            self._open[-1].is_object |= not self.inside("mc:Fallback")
        else:
            self.splices.replace(element.start, end, _SIGN)

    def _choose(self, element: Element, end: int, found: _Alternatives) -> None:
        if found.is_object:
            self.splices.replace(element.start, end, _SIGN)
            return
        worded = next((name for name in _BRANCHES if name in found.worded), None)
        if worded in found.places:
            first, last = found.places[worded]
            self.splices.replace(element.start, first, b"")
            self.splices.replace(last, end, b"")
