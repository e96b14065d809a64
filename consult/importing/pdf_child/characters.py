"""The characters of a page with their origins, by text object: PDFium's text page.

PDFium puts right-to-left text in reading order, line by line, with mirrored brackets. That is undone
here: whoever joins the runs of a line needs the visual order.
"""

import unicodedata
from collections.abc import Iterator
from ctypes import CFUNCTYPE, byref, c_double, c_void_p, cast
from math import hypot
from typing import NamedTuple, TypeAlias

from pypdfium2 import PdfTextPage, raw

from consult.importing.pdf_child.advances import Advances
from consult.importing.pdf_child.text_direction import is_left_to_right, is_right_to_left, mirrored

_LINE_FEED, _SPACE, _LINE_END_HYPHEN = 10, 32, 2
# For a blank that PDFium adds where characters are far apart.
_GAP = -1
_FIRST_RIGHT_TO_LEFT = 0x590
_LAST_CODE_POINT = 0x10FFFF
_LAM = "\u0644"
# Surrogates stand for nothing by themselves and cannot be stored.
_NO_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

# The same function, but with an address as its result, which can be a key.
_object_of = CFUNCTYPE(c_void_p, *raw.FPDFText_GetTextObject.argtypes)(
    cast(raw.FPDFText_GetTextObject, c_void_p).value or 0
)


class Characters(NamedTuple):
    """Characters without a gap between them; their origin on the baseline and their width, in points.

    A blank is always by itself, and so is each glyph of a line with right-to-left text.
    """

    text: str
    x: float
    y: float
    width: float


# The index of a character on the page, its code point or _GAP, and its text object's address.
_Sign: TypeAlias = tuple[int, int, int]
# With the address of their text object.
_Placed: TypeAlias = tuple[int, Characters]


def characters_by_object(page: PdfTextPage) -> dict[int, list[Characters]]:
    """The characters of each text object, by its address.

    They are in the file's order, but in visual order on lines with right-to-left text. Costs about
    2 µs of the processor a character.
    """
    by_object: dict[int, list[Characters]] = {}
    text = _Text(page)
    for line in text.lines():
        codes = (code for _, code, _ in line if code >= _FIRST_RIGHT_TO_LEFT)
        is_mixed = any(is_right_to_left(chr(code)) for code in codes)
        for address, each in _in_visual_order(text.glyphs(line)) if is_mixed else text.words(line):
            by_object.setdefault(address, []).append(each)
    return by_object


class _Text:
    """The text of a page, line by line as PDFium divides it."""

    def __init__(self, page: PdfTextPage) -> None:
        self._page = page.raw
        self._advances = Advances(page)
        self._box = raw.FS_RECTF()
        self._x, self._y = c_double(), c_double()
        self._at_x, self._at_y = byref(self._x), byref(self._y)

    def lines(self) -> Iterator[list[_Sign]]:
        """The signs of each line, with _GAP for the blanks that PDFium adds."""
        page = self._page
        line: list[_Sign] = []
        for index in range(raw.FPDFText_CountChars(page)):
            code = raw.FPDFText_GetUnicode(page, index)
            address = _object_of(page, index)
            if address:
                code = _GAP if code == _SPACE and self._is_added(index) else code
                line.append((index, min(code, _LAST_CODE_POINT), address))
            elif code == _LINE_FEED:
                yield line
                line = []
        yield line

    def words(self, line: list[_Sign]) -> Iterator[_Placed]:
        """Each text object's characters as one up to a blank or gap: only there, origins are read."""
        begin = 0
        for end, (_, code, address) in enumerate(line, 1):
            following = line[end] if end < len(line) else (0, _GAP, 0)
            if code in (_GAP, _SPACE) or following[1] in (_GAP, _SPACE) or following[2] != address:
                if code != _GAP:
                    yield address, self._word(line[begin:end])
                begin = end

    def glyphs(self, line: list[_Sign]) -> Iterator[_Placed]:
        """Each glyph by itself; one that stands for several characters has them all."""
        glyph: list[_Sign] = []
        origin = (0.0, 0.0)
        for sign in line:
            if sign[1] == _GAP:
                continue
            own = self._origin(sign[0])
            if glyph and (own != origin or sign[2] != glyph[0][2]):
                yield glyph[0][2], self._glyph(glyph, origin)
                glyph = []
            glyph.append(sign)
            origin = own
        if glyph:
            yield glyph[0][2], self._glyph(glyph, origin)

    def _word(self, signs: list[_Sign]) -> Characters:
        (first, _, address), (last, code, _) = signs[0], signs[-1]
        self._advances.begin(address, first)
        x, y = self._origin(first)
        end = (x, y) if first == last else self._origin(last)
        width = hypot(end[0] - x, end[1] - y) + self._advances.of(last, code, *end)
        return Characters(self._text(signs), x, y, width)

    def _glyph(self, signs: list[_Sign], origin: tuple[float, float]) -> Characters:
        first, code, address = signs[0]
        self._advances.begin(address, first)
        width = self._advances.of(first, code if len(signs) == 1 else 0, *origin)
        return Characters(self._text(signs), *origin, width)

    def _origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self._page, index, self._at_x, self._at_y)
        return self._x.value, self._y.value

    def _is_added(self, index: int) -> bool:
        """Whether PDFium added a blank; in a line that it reversed, only its width shows that."""
        if raw.FPDFText_IsGenerated(self._page, index) == 1:
            return True
        raw.FPDFText_GetLooseCharBox(self._page, index, byref(self._box))
        return bool(self._box.left == self._box.right)

    def _text(self, signs: list[_Sign]) -> str:
        characters = [chr(c) if c >= _SPACE else self._control(c, i) for i, c, _ in signs]
        return "".join(characters).translate(_NO_SURROGATES)

    def _control(self, code: int, index: int) -> str:
        is_hyphen = code == _LINE_END_HYPHEN and raw.FPDFText_IsHyphen(self._page, index) == 1
        return "-" if is_hyphen else chr(code)


def _in_visual_order(line: Iterator[_Placed]) -> list[_Placed]:
    """A line's glyphs from left to right, each with its combining marks."""
    glyphs = [(address, _visual_glyph(one)) for address, one in _unmirrored(list(line))]
    bases = [each for each in glyphs if not _is_combining(each[1].text)]
    for _, mark in glyphs:
        if bases and _is_combining(mark.text):
            at = min(range(len(bases)), key=lambda i: _distance(bases[i][1], mark))
            address, base = bases[at]
            # Whoever puts the line in reading order reverses them.
            bases[at] = address, base._replace(text=mark.text + base.text)
    return sorted(bases, key=lambda each: each[1].x)


def _distance(base: Characters, mark: Characters) -> float:
    """Between the middles of two glyphs, in points."""
    return abs(base.x + base.width / 2 - mark.x - mark.width / 2)


def _unmirrored(line: list[_Placed]) -> Iterator[_Placed]:
    """Brackets as they look on the page: PDFium mirrors those behind right-to-left text."""
    is_reversed = len(line) > 1 and line[0][1].x > line[1][1].x
    for address, one in line:
        if is_right_to_left(one.text):
            is_reversed = True
        elif is_left_to_right(one.text):
            is_reversed = False
        elif is_reversed:
            one = one._replace(text=mirrored(one.text))
        yield address, one


def _visual_glyph(one: Characters) -> Characters:
    """A ligature's letters in visual order: PDFium has those of lam with alef, and marks, in reading order."""
    is_ligature = len(one.text) > 1 and is_right_to_left(one.text)
    is_read = is_ligature and (one.text.startswith(_LAM) or _is_combining(one.text[1]))
    return one._replace(text=one.text[::-1]) if is_read else one


def _is_combining(text: str) -> bool:
    return all(unicodedata.category(sign) == "Mn" for sign in text)
