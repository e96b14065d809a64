"""The characters of a page with their places, by the text object that draws them: PDFium's text page.

PDFium puts what is written from right to left in the order of reading, line by line, with mirrored
brackets. That is undone here: whoever joins the runs of a line needs the order on the page.
"""

import unicodedata
from collections.abc import Iterator
from ctypes import CFUNCTYPE, byref, c_double, c_void_p, cast
from typing import NamedTuple, TypeAlias

from pypdfium2 import PdfTextPage, raw

from consult.importing.pdf_child.advances import Advances
from consult.importing.pdf_child.text_direction import is_left_to_right, is_right_to_left, mirrored

_LINE_FEED, _SPACE, _LINE_END_HYPHEN = 10, 32, 2
_SURROGATES = 0xD800
_FIRST_TURNED = "\u0590"
_LAM = "\u0644"
_UNKNOWN = "\ufffd"

# The same function, but giving an address, which can be a key.
_object_of = CFUNCTYPE(c_void_p, *raw.FPDFText_GetTextObject.argtypes)(
    cast(raw.FPDFText_GetTextObject, c_void_p).value or 0
)


class Character(NamedTuple):
    """What one glyph means, where its base line begins and how far it reaches along it, in points.

    `text` is one character, or more for a ligature.
    """

    text: str
    x: float
    y: float
    width: float


# With the address of the object that draws it.
Drawn: TypeAlias = tuple[int, Character]


def characters_by_object(page: PdfTextPage) -> dict[int, list[Character]]:
    """The characters that each text object draws, from left to right where one of the line is so read.

    Keys are the objects' addresses. Costs about 2 microseconds a character.
    """
    found: dict[int, list[Character]] = {}
    for line in _Lines(page).all():
        is_turned = any(is_right_to_left(one.text) for _, one in line if one.text >= _FIRST_TURNED)
        for address, one in _as_drawn(line) if is_turned else line:
            found.setdefault(address, []).append(one)
    return found


class _Lines:
    """What PDFium takes for lines, without the blanks and line ends that it adds."""

    def __init__(self, page: PdfTextPage) -> None:
        self._page = page.raw
        self._advances = Advances(page)
        self._box = raw.FS_RECTF()

    def all(self) -> Iterator[list[Drawn]]:
        page, x, y, advance = self._page, c_double(), c_double(), self._advances.of
        at_x, at_y = byref(x), byref(y)
        line: list[Drawn] = []
        before, place = 0, (0.0, 0.0)
        for index in range(raw.FPDFText_CountChars(page)):
            code = raw.FPDFText_GetUnicode(page, index)
            address = _object_of(page, index)
            if not address:
                if code == _LINE_FEED:
                    yield line
                    line = []
                continue
            if code == _SPACE and self._is_added(index):
                continue
            if address != before:
                self._advances.begin_object(index)
            raw.FPDFText_GetCharOrigin(page, index, at_x, at_y)
            text = chr(code) if _SPACE <= code < _SURROGATES else self._text(code, index)
            if (x.value, y.value) == place and address == before and line:
                text, code = line.pop()[1].text + text, 0
            place, before = (x.value, y.value), address
            one = Character(text, *place, advance(index, code, *place))
            line.append((address, one))
        yield line

    def _is_added(self, index: int) -> bool:
        """Whether PDFium put a blank there; in a line that it turned round, only its width tells."""
        if raw.FPDFText_IsGenerated(self._page, index) == 1:
            return True
        raw.FPDFText_GetLooseCharBox(self._page, index, byref(self._box))
        return bool(self._box.left == self._box.right)

    def _text(self, code: int, index: int) -> str:
        if code == _LINE_END_HYPHEN and raw.FPDFText_IsHyphen(self._page, index) == 1:
            return "-"
        is_character = code <= 0x10FFFF and not _SURROGATES <= code <= 0xDFFF
        return chr(code) if is_character else _UNKNOWN


def _as_drawn(line: list[Drawn]) -> list[Drawn]:
    """A line in the order in which its glyphs are drawn, each with its combining marks."""
    drawn = [(address, _as_drawn_glyph(one)) for address, one in _unmirrored(line)]
    bases = [each for each in drawn if not _is_combining(each[1].text)]
    for _, mark in drawn:
        if bases and _is_combining(mark.text):
            at = min(range(len(bases)), key=lambda i: _apart(bases[i][1], mark))
            base = bases[at][1]
            # They are turned once more where the whole line is.
            bases[at] = bases[at][0], base._replace(text=mark.text + base.text)
    return sorted(bases, key=lambda each: each[1].x)


def _apart(base: Character, mark: Character) -> float:
    return abs(base.x + base.width / 2 - mark.x - mark.width / 2)


def _unmirrored(line: list[Drawn]) -> Iterator[Drawn]:
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


def _as_drawn_glyph(one: Character) -> Character:
    """The letters of a ligature from the left; PDFium leaves lam with alef, and marks, as they are read."""
    is_ligature = len(one.text) > 1 and is_right_to_left(one.text)
    is_read = is_ligature and (one.text.startswith(_LAM) or _is_combining(one.text[1]))
    return one._replace(text=one.text[::-1]) if is_read else one


def _is_combining(text: str) -> bool:
    return all(unicodedata.category(sign) == "Mn" for sign in text)
