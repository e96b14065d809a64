"""The pictures of a PDF as PNG or JPEG, to be checked and drawn anew by the one who asked.

Small ones are ornaments, and one that recurs from page to page is part of the paper.
"""

import base64
import hashlib
import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

from pypdf.generic import StreamObject

from consult.importing.pdf_child.pdf_objects import whole

MOST = 100
MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 40_000_000
# Smaller than this many points in one direction, and it is a line, a bullet or an icon.
_SMALLEST = 24
# On more pages than this, and it is a letterhead.
_MOST_PAGES = 2


@dataclass(slots=True)
class Raster:
    """A picture and where it stands; `stream` is None for one written into the page itself.

    `name` is that of its bytes, "" where they are not given.
    """

    left: float
    foot: float
    right: float
    top: float
    mark: int
    stream: StreamObject | None = None
    name: str = ""

    @property
    def is_ornament(self) -> bool:
        """Too small to show anything."""
        return min(self.right - self.left, self.top - self.foot) < _SMALLEST

    def values(self) -> list[Any]:
        """For JSON."""
        places = [round(number, 1) for number in (self.left, self.foot, self.right, self.top)]
        return [*places, self.mark, self.name]


def without_paper(pages: list[list[Raster]]) -> list[list[Raster]]:
    """The pages' pictures without ornaments and what recurs on page after page."""
    pages = [[one for one in page if not one.is_ornament] for page in pages]
    times = Counter(key for page in pages for key in {id(one.stream) for one in page if one.stream})
    return [
        [one for one in page if one.stream is None or times[id(one.stream)] <= _MOST_PAGES]
        for page in pages
    ]


def named(pages: list[list[Raster]]) -> dict[str, str]:
    """Gives each picture that can be read its name; the bytes by name, in base 64."""
    given: dict[str, str] = {}
    names: dict[int, str] = {}
    for one in (one for page in pages for one in page):
        if one.stream is None or sum(map(len, given.values())) > MOST_BYTES or len(given) >= MOST:
            continue
        if id(one.stream) not in names:
            content = _bytes(one.stream)
            names[id(one.stream)] = hashlib.sha256(content).hexdigest() if content else ""
            if content:
                given[names[id(one.stream)]] = base64.b64encode(content).decode()
        one.name = names[id(one.stream)]
    return given


def _bytes(stream: StreamObject) -> bytes:
    """The picture as a file of its own, b"" where it cannot be read."""
    try:
        if whole(stream["/Width"]) * whole(stream["/Height"]) > MOST_PIXELS:
            return b""
        image = stream.decode_as_image()
        if image is None:
            return b""
        drawn = io.BytesIO()
        is_photo = stream.get("/Filter") in ("/DCTDecode", ["/DCTDecode"])
        image = image if image.mode in ("L", "RGB", "RGBA", "1", "P") else image.convert("RGB")
        if is_photo and image.mode in ("L", "RGB"):
            image.save(drawn, "JPEG", quality=92)
        else:
            image.save(drawn, "PNG")
        return drawn.getvalue()
    # A decoder fails in as many ways as there are decoders.
    except Exception:
        return b""
