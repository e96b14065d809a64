"""Takes text boxes of a Word file out of their paragraphs; they come below it, each after a marker.

Word writes a box twice, for new and for old programs; the copy goes. Must not read the text in it.
"""

import re
from dataclasses import dataclass, field

from consult.importing.markers import BOX, CHANGE_END, DELETION, INSERTION
from consult.importing.xml_splicing import Element, XmlEditor

_CONTENT = "w:txbxContent"
_BRANCHES = ("mc:Choice", "mc:Fallback")
_CHANGES = {"w:del": DELETION, "w:moveFrom": DELETION, "w:ins": INSERTION, "w:moveTo": INSERTION}
_TEXT = re.compile(rb"<w:(?:t|delText)(?: [^<>]*)?>[^<]*[^<\s]")
_PICTURE = b"<a:blip"
# Boxes inside boxes inside boxes; nobody draws more.
_MOST_PASSES = 5


def without_text_boxes(part: bytes) -> bytes:
    """The part with each box below its paragraph. Raises ImportRefused when it is damaged or nested too deeply."""
    for _ in range(_MOST_PASSES):
        if f"<{_CONTENT}".encode() not in part:
            return part
        part = _TextBoxes(part).run()
    return part


@dataclass(slots=True)
class _Alternatives:
    """The same drawing for new and for old programs: the boxes and the span of each branch."""

    boxes: dict[str, list[bytes]] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


class _TextBoxes(XmlEditor):
    """Moves the outermost text boxes behind the outermost paragraph that they are in."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._depth = 0
        self._boxes: list[bytes] = []
        self._alternatives: _Alternatives | None = None
        # How many alternatives are open, one in the other; the outermost decides.
        self._alternative_depth = 0

    def on_open(self, element: Element) -> None:
        if element.name == "w:p":
            self._depth += 1
        elif element.name == "mc:AlternateContent" and not self.is_in_box():
            self._alternative_depth += 1
            if self._alternative_depth == 1:
                self._alternatives = _Alternatives()

    def is_in_box(self) -> bool:
        """Whether a text box is open around what is read."""
        return self.is_inside(_CONTENT)

    def on_close(self, element: Element, end: int) -> None:
        if element.name == "w:p":
            self._close_paragraph(end)
        elif self.is_in_box():
            return
        elif element.name == _CONTENT:
            self._take_box(element, end)
        elif element.name in _BRANCHES and self._alternatives and self._alternative_depth == 1:
            span = element.content_start, self.content_end(element, end)
            self._alternatives.spans[element.name] = span
        elif element.name == "mc:AlternateContent":
            self._alternative_depth -= 1
            if self._alternatives and not self._alternative_depth:
                self._choose(element, end, self._alternatives)
                self._alternatives = None

    def _close_paragraph(self, end: int) -> None:
        self._depth -= 1
        if not self._depth and self._boxes:
            self.splices.replace(end, end, b"".join(self._boxes))
            self._boxes.clear()

    def _take_box(self, element: Element, end: int) -> None:
        inside = self.content[element.content_start : self.content_end(element, end)]
        self.splices.replace(element.start, end, b"")
        has_text = _TEXT.search(inside) is not None
        if not has_text and _PICTURE not in inside:
            return
        box = self._marked(inside) if has_text else inside
        if self._alternatives is None:
            self._boxes.append(box)
            return
        branch = next((one.name for one in self.open_elements if one.name in _BRANCHES), "")
        self._alternatives.boxes.setdefault(branch, []).append(box)

    def _marked(self, inside: bytes) -> bytes:
        """The box's paragraphs behind a marker, and between two more where the box was inserted or deleted."""
        changes = [_CHANGES[one.name] for one in self.open_elements if one.name in _CHANGES]
        if not changes:
            return _paragraph(BOX) + inside
        return _paragraph(BOX + changes[-1]) + inside + _paragraph(CHANGE_END)

    def _choose(self, element: Element, end: int, alternatives: _Alternatives) -> None:
        """Keep the boxes of the first branch that has any, and of that branch what is drawn beside them."""
        branch = next((name for name in _BRANCHES if alternatives.boxes.get(name)), None)
        if branch is None:
            return
        self._boxes += alternatives.boxes[branch]
        first, last = alternatives.spans.get(branch, (end, end))
        if _PICTURE in self.content[first:last]:
            self.splices.replace(element.start, first, b"")
            self.splices.replace(last, end, b"")
        else:
            self.splices.replace(element.start, end, b"")


def _paragraph(markers: str) -> bytes:
    return f"<w:p><w:r><w:t>{markers}</w:t></w:r></w:p>".encode()
