"""Says in plain words what a Word file says by other means: raised digits, symbols, fields, tracked rows.

Must not know headings, numbering or drawings; those are for its neighbours.
"""

from collections.abc import Callable

from consult.importing.markers import DELETION, INSERTION, OBJECT, STANDING
from consult.importing.superscript import lowered, raised
from consult.importing.xml_splicing import Element, Walk

WORDS = ("w:t", "w:delText")
_SHIFTS: dict[str, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}
# Elements that only name, turn or work out the words inside them; pandoc drops these words.
_WRAPPINGS = ("w:fldSimple", "w:customXml", "w:bdo", "w:dir")
_SAID_OTHERWISE = {
    "w:cr": "<w:br/>",
    "w:ptab": "<w:tab/>",
    "w:softHyphen": "",
    "w:customXmlPr": "",
    "w:fldData": "",
    "w:altChunk": f"<w:p><w:r><w:t>{OBJECT}</w:t></w:r></w:p>",
    "w:subDoc": f"<w:r><w:t>{OBJECT}</w:t></w:r>",
}
# What the fonts of signs print for a letter's code.
_GREEK = dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_FONTS = {
    "Symbol": {ord(latin): greek for latin, greek in _GREEK.items()}
    | {ord(latin.upper()): greek.upper() for latin, greek in _GREEK.items()},
    "Wingdings": dict(
        zip((0xDF, 0xE0, 0xE1, 0xE2, 0xE8, 0xFC, 0xFE, 0xA8), "←→↑↓→✓☑☐", strict=True)
    ),
}


class Signs(Walk):
    """One pass over a part of the file that has one of these elements."""

    ELEMENTS = tuple(
        f"<{name}".encode()
        for name in ("w:vertAlign", "w:trPr", "w:sym", *_WRAPPINGS, *_SAID_OTHERWISE)
    )

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._shift: Callable[[str], str] | None = None
        self._row = ""

    def opened(self, element: Element) -> None:
        above = [one.name for one in self.above[-3:-1]]
        if element.name == "w:r":
            self._shift = None
        elif element.name == "w:vertAlign" and above == ["w:r", "w:rPr"]:
            self._shift = _SHIFTS.get(element.attributes.get("w:val", ""))
        elif element.name in ("w:ins", "w:del") and above[-1:] == ["w:trPr"]:
            self._row = INSERTION if element.name == "w:ins" else DELETION

    def said(self, text: str, at: int) -> None:
        written = text.encode()
        # A sign written as a reference is longer in the file than it is here, and stays.
        if self.above[-1].name not in WORDS or not self.content.startswith(written, at):
            return
        shifted = self._shift(text) if self._shift else text
        if shifted != text:
            self.splices.replace(at, at + len(written), shifted.encode())
        if self._row and not (self.inside("w:ins") or self.inside("w:del")):
            self.splices.put(at, self._row)
            self.splices.put(at + len(written), STANDING)

    def closed(self, element: Element, end: int) -> None:
        if element.name in _SAID_OTHERWISE:
            self.splices.replace(element.start, end, _SAID_OTHERWISE[element.name].encode())
        elif element.name in _WRAPPINGS:
            self.unwrap(element, end)
        elif element.name == "w:sym":
            self._symbol(element, end)
        elif element.name == "w:tr":
            self._row = ""

    def _symbol(self, element: Element, end: int) -> None:
        """A sign of a font of signs; one that is not known here is pandoc's to know."""
        about = element.attributes
        try:
            # Such fonts stand in the private range, or are written as if they did not.
            code = int(about.get("w:char", ""), 16) & 0xFF
        except ValueError:
            return
        sign = _FONTS.get(about.get("w:font", ""), {}).get(code)
        if sign:
            self.splices.replace(element.start, end, f"<w:t>{sign}</w:t>".encode())
