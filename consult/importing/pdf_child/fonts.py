"""Whether letters are bold: by the name of their font, or because they have an outline too."""

import re
from ctypes import c_void_p, create_string_buffer
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

# By name: PDFium's weight is guessed from the width of stems, which many files do not say. The last
# ones are abbreviations, of which some families have nothing but.
_BOLD = re.compile(r"(?i:bold|black|heavy|demi)|CMBX|CMB\d|(?:Bd|Blk|Hv)(?=[A-Z]|$)")
_FORCED_BOLD = 1 << 18
_LONGEST_NAME = 200


@dataclass(slots=True)
class Fonts:
    """The fonts of one page's text objects, each looked at once."""

    _known: dict[int, bool] = field(default_factory=dict)

    def is_bold(self, text: Any) -> bool:
        """Whether the letters of a text object are bold."""
        if raw.FPDFTextObj_GetTextRenderMode(text) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE:
            return True
        font = raw.FPDFTextObj_GetFont(text)
        address = c_void_p.from_buffer(font).value or 0
        if address not in self._known:
            self._known[address] = bool(font) and _is_bold(font)
        return self._known[address]


def _is_bold(font: Any) -> bool:
    name = create_string_buffer(_LONGEST_NAME)
    raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    has_name = _BOLD.search(name.value.decode("utf-8", "replace")) is not None
    return has_name or bool(max(raw.FPDFFont_GetFlags(font), 0) & _FORCED_BOLD)
