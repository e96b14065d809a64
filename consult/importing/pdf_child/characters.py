"""The words of a page with their places, by the text object that draws them: PDFium's text page.

PDFium puts what is written from right to left in the order of reading, line by line, with mirrored
brackets. That is undone here: whoever joins the runs of a line needs the order on the page.
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
# Stands for a blank that PDFium puts where characters are far apart.
_GAP = -1
_FIRST_TURNED = 0x590
_LAM = "\u0644"
# Halves of pairs, which stand for nothing by themselves and cannot be stored.
_NO_CHARACTERS = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")

# The same function, but giving an address, which can be a key.
_object_of = CFUNCTYPE(c_void_p, *raw.FPDFText_GetTextObject.argtypes)(
    cast(raw.FPDFText_GetTextObject, c_void_p).value or 0
)


class Characters(NamedTuple):
    """Characters without a gap, where their base line begins and how far they reach along it, in points.

    A blank is always by itself, and so is each glyph of a line that is read from right to left.
    """

    text: str
    x: float
    y: float
    width: float


# Index on the page, Unicode code point or _GAP, address of the object that draws it.
_Sign: TypeAlias = tuple[int, int, int]
# With the address of the object that draws them.
_Drawn: TypeAlias = tuple[int, Characters]


def characters_by_object(page: PdfTextPage) -> dict[int, list[Characters]]:
    """What each text object draws, from left to right where some of its line is read the other way.

    Keys are the objects' addresses. Costs about 2 microseconds a character.
    """
    found: dict[int, list[Characters]] = {}
    text = _Text(page)
    for line in text.lines():
        is_turned = any(is_right_to_left(chr(code)) for _, code, _ in line if code >= _FIRST_TURNED)
        for address, one in _as_drawn(text.glyphs(line)) if is_turned else text.words(line):
            found.setdefault(address, []).append(one)
    return found


class _Text:
    """The text of a page, line by line as PDFium divides it."""

    def __init__(self, page: PdfTextPage) -> None:
        self._page = page.raw
        self._advances = Advances(page)
        self._box = raw.FS_RECTF()
        self._x, self._y = c_double(), c_double()
        self._at_x, self._at_y = byref(self._x), byref(self._y)

    def lines(self) -> Iterator[list[_Sign]]:
        """What is written on each line, with gaps in place of the blanks that PDFium adds."""
        page = self._page
        line: list[_Sign] = []
        for index in range(raw.FPDFText_CountChars(page)):
            code = raw.FPDFText_GetUnicode(page, index)
            address = _object_of(page, index)
            if address:
                code = _GAP if code == _SPACE and self._is_added(index) else code
                line.append((index, code, address))
            elif code == _LINE_FEED:
                yield line
                line = []
        yield line

    def words(self, line: list[_Sign]) -> Iterator[_Drawn]:
        """Each object's characters up to a blank or gap as one: only there, places are looked at."""
        begin = 0
        for end, (_, code, address) in enumerate(line, 1):
            following = line[end] if end < len(line) else (0, _GAP, 0)
            if code in (_GAP, _SPACE) or following[1] in (_GAP, _SPACE) or following[2] != address:
                if code != _GAP:
                    yield address, self._word(line[begin:end])
                begin = end

    def glyphs(self, line: list[_Sign]) -> Iterator[_Drawn]:
        """Each glyph by itself; one that stands for several characters has them all."""
        glyph: list[_Sign] = []
        place = (0.0, 0.0)
        for sign in line:
            if sign[1] == _GAP:
                continue
            at = self._place(sign[0])
            if glyph and (at != place or sign[2] != glyph[0][2]):
                yield glyph[0][2], self._glyph(glyph, place)
                glyph = []
            glyph.append(sign)
            place = at
        if glyph:
            yield glyph[0][2], self._glyph(glyph, place)

    def _word(self, signs: list[_Sign]) -> Characters:
        (first, _, address), (last, code, _) = signs[0], signs[-1]
        self._advances.begin(address, first)
        x, y = self._place(first)
        end = (x, y) if first == last else self._place(last)
        width = hypot(end[0] - x, end[1] - y) + self._advances.of(last, code, *end)
        return Characters(self._text(signs), x, y, width)

    def _glyph(self, signs: list[_Sign], place: tuple[float, float]) -> Characters:
        first, code, address = signs[0]
        self._advances.begin(address, first)
        width = self._advances.of(first, code if len(signs) == 1 else 0, *place)
        return Characters(self._text(signs), *place, width)

    def _place(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self._page, index, self._at_x, self._at_y)
        return self._x.value, self._y.value

    def _is_added(self, index: int) -> bool:
        """Whether PDFium put a blank there; in a line that it turned round, only its width tells."""
        if raw.FPDFText_IsGenerated(self._page, index) == 1:
            return True
        raw.FPDFText_GetLooseCharBox(self._page, index, byref(self._box))
        return bool(self._box.left == self._box.right)

    def _text(self, signs: list[_Sign]) -> str:
        return "".join(
            [chr(c) if c >= _SPACE else self._control(c, i) for i, c, _ in signs]
        ).translate(_NO_CHARACTERS)

    def _control(self, code: int, index: int) -> str:
        is_hyphen = code == _LINE_END_HYPHEN and raw.FPDFText_IsHyphen(self._page, index) == 1
        return "-" if is_hyphen else chr(code)


def _as_drawn(line: Iterator[_Drawn]) -> list[_Drawn]:
    """A line in the order in which its glyphs are drawn, each with its combining marks."""
    drawn = [(address, _as_drawn_glyph(one)) for address, one in _unmirrored(list(line))]
    bases = [each for each in drawn if not _is_combining(each[1].text)]
    for _, mark in drawn:
        if bases and _is_combining(mark.text):
            at = min(range(len(bases)), key=lambda i: _apart(bases[i][1], mark))
            base = bases[at][1]
            # They are turned once more where the whole line is.
            bases[at] = bases[at][0], base._replace(text=mark.text + base.text)
    return sorted(bases, key=lambda each: each[1].x)


def _apart(base: Characters, mark: Characters) -> float:
    return abs(base.x + base.width / 2 - mark.x - mark.width / 2)


def _unmirrored(line: list[_Drawn]) -> Iterator[_Drawn]:
    """Brackets as they are drawn: PDFium turns those behind words that are written to the left."""
    is_leftward = len(line) > 1 and line[0][1].x > line[1][1].x
    for address, one in line:
        if is_right_to_left(one.text):
            is_leftward = True
        elif is_left_to_right(one.text):
            is_leftward = False
        elif is_leftward:
            one = one._replace(text=mirrored(one.text))
        yield address, one


def _as_drawn_glyph(one: Characters) -> Characters:
    """The letters of a ligature from the left; PDFium leaves lam with alef, and marks, as they are read."""
    is_ligature = len(one.text) > 1 and is_right_to_left(one.text)
    is_read = is_ligature and (one.text.startswith(_LAM) or _is_combining(one.text[1]))
    return one._replace(text=one.text[::-1]) if is_read else one


def _is_combining(text: str) -> bool:
    return all(unicodedata.category(sign) == "Mn" for sign in text)
