"""Turns elements of a Word file into plain text: raised digits, symbols, fields, tracked table rows.

Must not know headings, numbering or drawings; those are for word_preprocessing.py and word_drawings.py.
"""

from collections.abc import Callable

from consult.importing.markers import CHANGE_END, DELETION, INSERTION, OBJECT
from consult.importing.superscript import lowered, raised
from consult.importing.xml_splicing import Element, XmlEditor

# The elements that hold text.
TEXTS = ("w:t", "w:delText")
_SHIFTS: dict[str, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}
# Wrappers that only name, turn or compute the text inside them; pandoc drops that text.
_WRAPPERS = ("w:fldSimple", "w:customXml", "w:bdo", "w:dir")
_REPLACEMENTS = {
    "w:cr": "<w:br/>",
    "w:ptab": "<w:tab/>",
    "w:softHyphen": "",
    "w:customXmlPr": "",
    "w:fldData": "",
    "w:altChunk": f"<w:p><w:r><w:t>{OBJECT}</w:t></w:r></w:p>",
    "w:subDoc": f"<w:r><w:t>{OBJECT}</w:t></w:r>",
}
# What symbol fonts print for a letter's code.
_GREEK = dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_FONTS = {
    "Symbol": {ord(latin): greek for latin, greek in _GREEK.items()}
    | {ord(latin.upper()): greek.upper() for latin, greek in _GREEK.items()},
    "Wingdings": dict(
        zip((0xDF, 0xE0, 0xE1, 0xE2, 0xE8, 0xFC, 0xFE, 0xA8), "←→↑↓→✓☑☐", strict=True)
    ),
}


class Symbols(XmlEditor):
    """Raised and lowered text, symbols and fields as characters; text of tracked rows between markers."""

    # The pass is only needed for a part that contains one of these.
    ELEMENTS = tuple(
        f"<{name}".encode()
        for name in ("w:vertAlign", "w:trPr", "w:sym", *_WRAPPERS, *_REPLACEMENTS)
    )

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._shift: Callable[[str], str] | None = None
        self._row_change = ""

    def on_open(self, element: Element) -> None:
        parents = [parent.name for parent in self.open_elements[-3:-1]]
        if element.name == "w:r":
            self._shift = None
        elif element.name == "w:vertAlign" and parents == ["w:r", "w:rPr"]:
            self._shift = _SHIFTS.get(element.attributes.get("w:val", ""))
        elif element.name in ("w:ins", "w:del") and parents[-1:] == ["w:trPr"]:
            self._row_change = INSERTION if element.name == "w:ins" else DELETION

    def on_text(self, text: str, at: int) -> None:
        encoded = text.encode()
        # A character written as a reference (&amp;) is longer in the file than here, and stays.
        if self.open_elements[-1].name not in TEXTS or not self.content.startswith(encoded, at):
            return
        shifted = self._shift(text) if self._shift else text
        if shifted != text:
            self.splices.replace(at, at + len(encoded), shifted.encode())
        if self._row_change and not self.is_inside("w:ins", "w:del"):
            self.splices.insert(at, self._row_change)
            self.splices.insert(at + len(encoded), CHANGE_END)

    def on_close(self, element: Element, end: int) -> None:
        if element.name in _REPLACEMENTS:
            self.splices.replace(element.start, end, _REPLACEMENTS[element.name].encode())
        elif element.name in _WRAPPERS:
            self.unwrap(element, end)
        elif element.name == "w:sym":
            self._replace_symbol(element, end)
        elif element.name == "w:tr":
            self._row_change = ""

    def _replace_symbol(self, element: Element, end: int) -> None:
        """A character of a symbol font; one that is not known here is left to pandoc."""
        attributes = element.attributes
        try:
            # Codes are in Unicode's private range, or written without its offset.
            code = int(attributes.get("w:char", ""), 16) & 0xFF
        except ValueError:
            return
        symbol = _FONTS.get(attributes.get("w:font", ""), {}).get(code)
        if symbol:
            self.splices.replace(element.start, end, f"<w:t>{symbol}</w:t>".encode())
