"""From the codes a PDF shows to letters and their widths: pypdf's reading of fonts.

The font class is not part of pypdf's promised interface; the tests of PDF import hold its use.
"""

from typing import NamedTuple

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_HEAVY = 600
_ONE_BYTE = "latin-1"


class Shown(NamedTuple):
    """What some codes show: the words, their width in thousandths of the letters' height, how many
    codes and how many blanks among them.
    """

    text: str
    width: float
    codes: int
    blanks: int


class Letters:
    """A font of the file."""

    def __init__(self, resource: DictionaryObject) -> None:
        self._font = Font.from_font_resource(resource)
        self.is_bold = _is_bold(self._font)
        self._known: dict[str, tuple[str, float]] = {}
        # A font of many letters has two bytes for each; a list of codes of its own changes nothing.
        is_large = resource.get("/Subtype") == "/Type0"
        told = self._font.encoding
        self._encoding = told if isinstance(told, str) else "utf-16-be" if is_large else _ONE_BYTE

    def of(self, shown: bytes) -> Shown:
        """The letters that some bytes show; none where the font does not say what they mean."""
        font = self._font
        if not font.interpretable:
            return Shown("", 0.0, 0, 0)
        codes = shown.decode(self._encoding, "replace")
        known = self._known
        letters = [known[code] if code in known else self._learn(code) for code in codes]
        text = "".join([text for text, _ in letters])
        width = sum([width for _, width in letters])
        return Shown(text, width, len(codes), codes.count(font.space_char))

    def _learn(self, code: str) -> tuple[str, float]:
        font = self._font
        names = font.encoding if self._encoding == _ONE_BYTE else {}
        signs = names.get(ord(code), code) if isinstance(names, dict) else code
        text = "".join(font.character_map.get(sign, sign) for sign in signs)
        usual = font.character_widths.get("default", 500)
        is_blank = code == font.space_char
        width = font.space_width if is_blank else font.character_widths.get(code, usual)
        self._known[code] = text, float(width)
        return self._known[code]


def _is_bold(font: Font) -> bool:
    name = font.name.lower()
    weight = str(font.font_descriptor.weight)
    heavy = weight.replace(".", "").isdigit() and float(weight) >= _HEAVY
    return heavy or any(word in name for word in _BOLD)
