"""From the codes a PDF shows to letters and their widths: pypdf's reading of fonts, one show at a time.

The font class is not part of pypdf's promised interface; the tests of PDF import hold its use.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pypdf.generic import DictionaryObject
from pypdf.generic._font import Font

_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_HEAVY = 600


class Letter(NamedTuple):
    """What one code shows, its width in thousandths of the letters' height, and whether it is a blank."""

    text: str
    width: float
    is_blank: bool


class Letters:
    """A font of the file."""

    def __init__(self, resource: DictionaryObject) -> None:
        self._font = Font.from_font_resource(resource)
        self.is_bold = _is_bold(self._font)

    def of(self, shown: bytes) -> Iterator[Letter]:
        """The letters that some bytes show; nothing where the font does not say what they mean."""
        font = self._font
        if not font.interpretable:
            return
        if isinstance(font.encoding, str):
            codes = shown.decode(font.encoding, "replace")
            signs = codes
        else:
            codes = "".join(map(chr, shown))
            signs = [font.encoding.get(code, chr(code)) for code in shown]  # type: ignore[assignment]
        usual = font.character_widths.get("default", 500)
        for code, sign in zip(codes, signs, strict=True):
            text = "".join(font.character_map.get(one, one) for one in sign)
            is_blank = code == font.space_char
            width = font.space_width if is_blank else font.character_widths.get(code, usual)
            yield Letter(text, float(width), is_blank)


def _is_bold(font: Font) -> bool:
    name = font.name.lower()
    weight = str(font.font_descriptor.weight)
    heavy = weight.replace(".", "").isdigit() and float(weight) >= _HEAVY
    return heavy or any(word in name for word in _BOLD)
