"""How far each character of a page moves the writing on.

PDFium tells it in two ways, neither of them whole: the box of a character also holds what of the
glyph hangs over, and the font's width is that of another glyph where several have one meaning.
"""

from ctypes import byref, c_double, c_float, c_void_p
from math import hypot
from typing import Any

from pypdfium2 import PdfTextPage, raw

# In points.
_SAME = 0.01
# From here on, Unicode has letters that look otherwise within a word: Hebrew, Arabic, …
_MANY_FORMS = 0x590


class Advances:
    """The widths of a page's characters in points, an object at a time."""

    def __init__(self, page: PdfTextPage) -> None:
        self._page = page.raw
        self._box = raw.FS_RECTF()
        self._at_box = byref(self._box)
        self._sides = c_double(), c_double(), c_double(), c_double()
        # The fonts' widths for letters of size 1, by font and character.
        self._known: dict[tuple[int, int], float] = {}
        self._object = 0
        self._font: Any = None
        self._address = 0
        self._has_boxes = False
        # How wide a character of width 1 is, and which way the writing goes on: "" for aslant.
        self._scale, self._way = 0.0, ""

    def begin(self, address: int, index: int) -> None:
        """Take the font and the measure of the object at an address, which draws a character."""
        if address == self._object:
            return
        self._object = address
        page = self._page
        self._font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(page, index))
        self._address = c_void_p.from_buffer(self._font).value or 0
        ascent, descent = c_float(), c_float()
        raw.FPDFFont_GetAscent(self._font, 1.0, byref(ascent))
        raw.FPDFFont_GetDescent(self._font, 1.0, byref(descent))
        self._has_boxes = ascent.value != descent.value
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(page, index, byref(matrix))
        size = raw.FPDFText_GetFontSize(page, index)
        self._scale = abs(size) * hypot(matrix.a, matrix.b)
        self._way = _way(matrix.a * size, matrix.b * size)

    def of(self, index: int, code: int, x: float, y: float) -> float:
        """The width of a character that begins at a point; `code` is 0 for a glyph of several."""
        known = self._known.get((self._address, code))
        width = self._font_width(code) if known is None else known * self._scale
        if not self._way or not self._has_boxes:
            return width or self._scale / 2
        box = self._box
        raw.FPDFText_GetLooseCharBox(self._page, index, self._at_box)
        reach = self._reach(x, y, box.left, box.right, box.bottom, box.top)
        if not width or reach <= width + _SAME:
            return reach
        # Letters with several forms overlap, but hardly.
        return width if code < _MANY_FORMS and self._hangs_over(index, x, y, reach) else reach

    def _hangs_over(self, index: int, x: float, y: float, reach: float) -> bool:
        """Whether it is the glyph that reaches so far, and not its width."""
        raw.FPDFText_GetCharBox(self._page, index, *map(byref, self._sides))
        return self._reach(x, y, *(side.value for side in self._sides)) >= reach - _SAME

    def _reach(
        self, x: float, y: float, left: float, right: float, bottom: float, top: float
    ) -> float:
        """How far a box reaches from a point in the way of the writing."""
        match self._way:
            case "right":
                return right - x
            case "left":
                return x - left
            case "up":
                return top - y
        return y - bottom

    def _font_width(self, code: int) -> float:
        """The width that the font gives a character, 0 for none."""
        width = c_float()
        if code:
            raw.FPDFFont_GetGlyphWidth(self._font, code, 1.0, byref(width))
        self._known[self._address, code] = abs(width.value)
        return abs(width.value) * self._scale


def _way(across: float, up: float) -> str:
    if abs(up) < abs(across) / 100:
        return "right" if across > 0 else "left"
    if abs(across) < abs(up) / 100:
        return "up" if up > 0 else "down"
    return ""
