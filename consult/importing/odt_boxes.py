"""Takes text boxes and shapes with text out of the paragraphs of an OpenDocument text; they come below it.

Must not look at the text in them.
"""

import re

from consult.importing.markers import BOX, OBJECT
from consult.importing.xml_splicing import Element, XmlEditor

_TEXT_BOX = "draw:text-box"
# Shapes that may hold text, and of those the ones that are only lines.
_SHAPES = (
    "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:polygon", "draw:path",
    "draw:regular-polygon", "draw:caption"
)  # fmt: skip
_LINES = ("draw:line", "draw:polyline", "draw:connector", "draw:measure")
_BOXES = (_TEXT_BOX, *_SHAPES, *_LINES)
_BOX_TAGS = tuple(f"<{name}".encode() for name in (*_BOXES, "draw:g"))
_PARAGRAPHS = ("text:p", "text:h")
_PARAGRAPH = re.compile(rb"<text:[ph][ >]")
_NAMES = re.compile(rb"<(svg:title|svg:desc)\b[^<>]*>[^<]*</\1>")
_MARKED = f"<text:p>{BOX}</text:p>".encode()
# Boxes inside boxes inside boxes; nobody draws more.
_MOST_PASSES = 5


def without_boxes(content: bytes) -> bytes:
    """The content with each box below its paragraph. Raises ImportRefused when it is damaged or nested too deeply."""
    for _ in range(_MOST_PASSES):
        if not any(tag in content for tag in _BOX_TAGS):
            return content
        before, content = content, _Boxes(content).run()
        if content == before:
            return content
    return content


class _Boxes(XmlEditor):
    """Moves the outermost boxes and shapes behind the outermost paragraph that they are in."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._moved: list[bytes] = []

    def on_close(self, element: Element, end: int) -> None:
        if element.name in _PARAGRAPHS:
            if self._moved and not self.is_inside(*_PARAGRAPHS):
                self.splices.replace(end, end, b"".join(self._moved))
                self._moved.clear()
        elif self.is_inside(*_BOXES):
            return
        elif element.name in _BOXES:
            self._take(element, end)
        elif element.name == "draw:g":
            self.unwrap(element, end)
        elif element.name == "draw:frame" and not self.is_inside(*_PARAGRAPHS):
            self._close_frame_of_page(element, end)

    def _close_frame_of_page(self, element: Element, end: int) -> None:
        """A frame that hangs on the page and on no paragraph gets one; that of a text box goes."""
        if b"<draw:text-box" in self.content[element.start : end]:
            self.unwrap(element, end)
        else:
            self.splices.insert(element.start, "<text:p>")
            self.splices.insert(end, "</text:p>")

    def _take(self, element: Element, end: int) -> None:
        """Take a box out; the frame of a captioned picture without a marker, a shape without text as one."""
        inside = self.content[element.content_start : self.content_end(element, end)]
        if element.name != _TEXT_BOX:
            inside = _NAMES.sub(b"", inside)
        has_text = bool(_PARAGRAPH.search(inside)) and bool(re.search(rb">[^<]*[^<\s]", inside))
        has_picture = b"<draw:image" in inside
        is_inside = self.is_inside(*_PARAGRAPHS)
        if has_text or has_picture:
            moved = (b"" if has_picture else _MARKED) + inside
            self._moved += [moved] if is_inside else []
            self.splices.replace(element.start, end, b"" if is_inside else moved)
        elif element.name in _SHAPES:
            object_ = OBJECT if is_inside else f"<text:p>{OBJECT}</text:p>"
            self.splices.replace(element.start, end, object_.encode())
        else:
            self.splices.replace(element.start, end, b"")
