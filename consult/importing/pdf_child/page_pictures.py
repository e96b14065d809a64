"""The pictures of a PDF as PNG or JPEG, to be checked and drawn anew by the one who asked.

Small ones are ornaments, and one that recurs from page to page is part of the paper.
"""

import base64
import hashlib
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from PIL import Image
from pypdfium2 import PdfImage, PdfiumError, PdfMatrix

from consult.importing.pdf_child.matrix import Matrix

MOST = 100
MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 40_000_000
# In the whole file: pictures that are drawn, and bytes of them that are compared.
MOST_DRAWN = 300
MOST_COMPARED_BYTES = 256 * 1024 * 1024
# Smaller than this many points in one direction, and it is a line, a bullet or an icon.
_SMALLEST = 24
# On more pages than this, and it is a letterhead.
_MOST_PAGES = 2
# The same bytes that were drawn so often with the same result are not drawn again.
_SURE = 3
_PHOTO = ["DCTDecode"]


@dataclass(slots=True)
class PagePicture:
    """A picture and where it stands on the page, in points; `name` is that of its file.

    `identity` is the same for the same picture on another page.
    """

    left: float
    foot: float
    right: float
    top: float
    mark: int
    identity: str = ""
    name: str = ""

    @property
    def is_ornament(self) -> bool:
        """Too small to show anything."""
        return min(self.right - self.left, self.top - self.foot) < _SMALLEST

    def values(self) -> list[Any]:
        """For JSON."""
        places = [round(number, 1) for number in (self.left, self.foot, self.right, self.top)]
        return [*places, self.mark, self.name]


@dataclass(slots=True)
class PictureFiles:
    """The pictures of the whole file, drawn while their page is open."""

    _files: dict[str, bytes] = field(default_factory=dict)
    _drawn: dict[str, list[str]] = field(default_factory=dict)
    _count: int = 0
    _compared: int = 0

    def add(self, image: PdfImage, matrix: Matrix, mark: int) -> PagePicture:
        """The picture that fills the square from 0 to 1 of the matrix, which leads to the page."""
        across, up = zip(*(matrix.point(x, y) for x in (0, 1) for y in (0, 1)), strict=True)
        picture = PagePicture(min(across), min(up), max(across), max(up), mark)
        if not picture.is_ornament:
            key = self._key(image)
            picture.name = self._name(key, image, matrix)
            picture.identity = picture.name or key
        return picture

    def named(self, pictures: Iterable[PagePicture]) -> dict[str, str]:
        """The files of some pictures by name, in base 64; the others lose their names."""
        given: dict[str, str] = {}
        for one in pictures:
            content = self._files.get(one.name, b"")
            if one.name not in given and content:
                if sum(map(len, given.values())) > MOST_BYTES or len(given) >= MOST:
                    one.name = ""
                    continue
                given[one.name] = base64.b64encode(content).decode()
        return given

    def _key(self, image: PdfImage) -> str:
        """The same for the same bytes and size."""
        data = bytes(image.get_data()) if self._compared < MOST_COMPARED_BYTES else b""
        self._compared += len(data)
        return f"{image.get_px_size()} {hashlib.sha256(data).hexdigest()}"

    def _name(self, key: str, image: PdfImage, matrix: Matrix) -> str:
        """That of the file; "" where the picture cannot be had."""
        # Equal bytes may still have different masks, which are not among them.
        drawn = self._drawn.setdefault(key, [])
        if len(drawn) >= _SURE and len(set(drawn)) == 1:
            return drawn[0]
        if self._count >= MOST_DRAWN:
            return ""
        self._count += 1
        content = _file(image, matrix)
        drawn.append(hashlib.sha256(content).hexdigest() if content else "")
        self._files[drawn[-1]] = content
        return drawn[-1]


def without_paper(pages: list[list[PagePicture]]) -> list[list[PagePicture]]:
    """The pages' pictures without ornaments and what recurs on page after page."""
    pages = [[one for one in page if not one.is_ornament] for page in pages]
    times = Counter(identity for page in pages for identity in {one.identity for one in page})
    return [[one for one in page if times[one.identity] <= _MOST_PAGES] for page in pages]


def _file(image: PdfImage, matrix: Matrix) -> bytes:
    """The picture as a file of its own, upright as on the page; b"" where it cannot be read."""
    width, height = image.get_px_size()
    if not 0 < width * height <= MOST_PIXELS:
        return b""
    # Drawn with one pixel for each of its own, it is not blurred, and has its mask.
    image.set_matrix(PdfMatrix(*_pixels(matrix, width, height)))
    try:
        drawn = image.get_bitmap(render=True, scale_to_original=False).to_pil()
    except PdfiumError:
        return b""
    is_opaque = drawn.mode != "RGBA" or drawn.getextrema()[3] == (255, 255)
    return _written(drawn.convert("RGB") if is_opaque else drawn, image.get_filters() == _PHOTO)


def _pixels(matrix: Matrix, width: int, height: int) -> tuple[float, ...]:
    """The turn and the flip of a matrix alone, at the size of the picture."""
    across, up = hypot(matrix.a, matrix.b) or 1.0, hypot(matrix.c, matrix.d) or 1.0
    sides = matrix.a / across, matrix.b / across, matrix.c / up, matrix.d / up
    is_level = all(abs(side - round(side)) < 0.01 for side in sides)
    a, b, c, d = (round(side) for side in sides) if is_level else sides
    return a * width, b * width, c * height, d * height, 0.0, 0.0


def _written(drawn: Image.Image, is_photo: bool) -> bytes:
    file = io.BytesIO()
    if is_photo and drawn.mode == "RGB":
        drawn.save(file, "JPEG", quality=92)
    else:
        drawn.save(file, "PNG")
    return file.getvalue()
