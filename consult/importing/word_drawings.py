"""What a Word file draws: decorative pictures, and objects that cannot be carried over.

Must not open a picture, and leaves text boxes to word_preprocessing.py.
"""

from dataclasses import dataclass, field

from consult.importing.markers import DECORATIVE, OBJECT
from consult.importing.word_symbols import TEXTS
from consult.importing.xml_splicing import Element, XmlEditor

# A drawing with one of these is a picture, a text box or a watermark, and handled elsewhere.
_HANDLED_ELSEWHERE = ("a:blip", "v:imagedata", "w:txbxContent", "v:textpath")
_DRAWINGS = ("w:drawing", "w:object", "w:pict")
_BRANCHES = ("mc:Choice", "mc:Fallback")
_OFF = ("0", "false")
_OBJECT_TEXT = f"<w:t>{OBJECT}</w:t>".encode()


@dataclass(slots=True)
class _Alternatives:
    """The same content for new and for old programs, by branch: the span of its content, and whether it has text."""

    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    with_text: set[str] = field(default_factory=set)
    is_object: bool = False


class Drawings(XmlEditor):
    """Marks decorative pictures and replaces charts, shapes and embedded objects by a marker."""

    # The pass is only needed for a part that contains one of these.
    ELEMENTS = (b"<w:drawing", b"<w:object", b"<w:pict", b"<mc:AlternateContent")

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._decorative = False
        # For each open drawing, whether it is handled elsewhere.
        self._handled: list[bool] = []
        self._alternatives: list[_Alternatives] = []

    def on_open(self, element: Element) -> None:
        if element.name == "adec:decorative":
            self._decorative = element.attributes.get("val") not in _OFF
        elif element.name == "mc:AlternateContent":
            self._alternatives.append(_Alternatives())
        elif element.name in _DRAWINGS:
            self._handled.append(False)
        elif element.name in _HANDLED_ELSEWHERE:
            self._handled = [True for _ in self._handled]

    def on_text(self, text: str, at: int) -> None:
        is_text = self.open_elements[-1].name in TEXTS
        if self._alternatives and not self._handled and is_text:
            names = [one.name for one in reversed(self.open_elements) if one.name in _BRANCHES]
            self._alternatives[-1].with_text.update(names[:1])

    def on_close(self, element: Element, end: int) -> None:
        if element.name == "wp:docPr" and self._decorative:
            properties = f'<wp:docPr id="1" name="" descr="{DECORATIVE}"/>'
            self.splices.replace(element.start, end, properties.encode())
            self._decorative = False
        elif element.name in _DRAWINGS and self._handled and not self._handled.pop():
            self._replace_object(element, end)
        elif element.name in _BRANCHES and self._alternatives:
            span = element.content_start, self.content_end(element, end)
            self._alternatives[-1].spans[element.name] = span
        elif element.name == "mc:AlternateContent" and self._alternatives:
            self._choose(element, end, self._alternatives.pop())

    def _replace_object(self, element: Element, end: int) -> None:
        """A chart, a spreadsheet or a shape becomes a marker; among alternatives, only once for all."""
        if self._alternatives:
            self._alternatives[-1].is_object |= not self.is_inside("mc:Fallback")
        else:
            self.splices.replace(element.start, end, _OBJECT_TEXT)

    def _choose(self, element: Element, end: int, alternatives: _Alternatives) -> None:
        """Keep the first branch with text, or a marker for an object."""
        if alternatives.is_object:
            self.splices.replace(element.start, end, _OBJECT_TEXT)
            return
        branch = next((name for name in _BRANCHES if name in alternatives.with_text), None)
        if branch in alternatives.spans:
            first, last = alternatives.spans[branch]
            self.splices.replace(element.start, first, b"")
            self.splices.replace(last, end, b"")
