"""The advance widths of characters: how far it is from each origin to the next one.

PDFium gives them in two ways, neither always right: a character's box includes what of the glyph is
outside its advance; and the font's width is for a code point, of which the font may have several glyphs.
"""

from ctypes import byref, c_double, c_float, c_void_p
from math import hypot
from typing import Any

from pypdfium2 import PdfTextPage, raw

# In points.
_SAME = 0.01
# Code points from here on may have several glyphs, by their position in the word: Hebrew, Arabic, …
_MANY_FORMS = 0x590


class Advances:
    """The advance widths of a page's characters in points, a text object at a time."""

    def __init__(self, page: PdfTextPage) -> None:
        self._page = page.raw
        self._box = raw.FS_RECTF()
        self._at_box = byref(self._box)
        self._sides = c_double(), c_double(), c_double(), c_double()
        # The fonts' widths at size 1, by the font's address and the code point.
        self._known: dict[tuple[int, int], float] = {}
        self._object = 0
        self._font: Any = None
        self._address = 0
        self._has_boxes = False
        # How wide a character of width 1 is in points, and where the baseline goes, "" for slanting.
        self._scale, self._direction = 0.0, ""

    def begin(self, address: int, index: int) -> None:
        """Take the font and the scale of the text object at an address, which has the character."""
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
        self._direction = _direction(matrix.a * size, matrix.b * size)

    def of(self, index: int, code: int, x: float, y: float) -> float:
        """The width of a character with its origin at a point; `code` is 0 for a glyph of several."""
        known = self._known.get((self._address, code))
        width = self._font_width(code) if known is None else known * self._scale
        if not self._direction or not self._has_boxes:
            return width or self._scale / 2
        box = self._box
        raw.FPDFText_GetLooseCharBox(self._page, index, self._at_box)
        extent = self._extent(x, y, box.left, box.right, box.bottom, box.top)
        if not width or extent <= width + _SAME:
            return extent
        # Joined letters overlap, but hardly.
        return width if code < _MANY_FORMS and self._overhangs(index, x, y, extent) else extent

    def _overhangs(self, index: int, x: float, y: float, extent: float) -> bool:
        """Whether it is the glyph that extends so far, and not its advance."""
        raw.FPDFText_GetCharBox(self._page, index, *map(byref, self._sides))
        return self._extent(x, y, *(side.value for side in self._sides)) >= extent - _SAME

    def _extent(
        self, x: float, y: float, left: float, right: float, bottom: float, top: float
    ) -> float:
        """How far a box extends from a point along the baseline."""
        match self._direction:
            case "right":
                return right - x
            case "left":
                return x - left
            case "up":
                return top - y
        return y - bottom

    def _font_width(self, code: int) -> float:
        """The width that the font has for a code point, 0 for none."""
        width = c_float()
        if code:
            raw.FPDFFont_GetGlyphWidth(self._font, code, 1.0, byref(width))
        self._known[self._address, code] = abs(width.value)
        return abs(width.value) * self._scale


def _direction(x: float, y: float) -> str:
    if abs(y) < abs(x) / 100:
        return "right" if x > 0 else "left"
    if abs(x) < abs(y) / 100:
        return "up" if y > 0 else "down"
    return ""
