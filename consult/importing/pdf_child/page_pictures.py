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

# In the whole file: pictures and bytes of them that are given, pictures that are decoded, and bytes
# of them, as the file has them, that are compared.
MOST = 100
MOST_BYTES = 12 * 1024 * 1024
MOST_DECODED = 300
MOST_COMPARED_BYTES = 256 * 1024 * 1024
# In one picture.
MOST_PIXELS = 40_000_000
# In points: what is smaller in one direction is a line, a bullet or an icon.
_SMALLEST = 24
# What is on more pages is a letterhead.
_MOST_PAGES = 2
# Bytes that were decoded so often with the same result are not decoded again.
_SURE = 3
_PHOTO = ["DCTDecode"]


@dataclass(slots=True)
class PagePicture:
    """A picture and the box around it on the page, in points; `name` is that of its file, "" for none.

    `identity` is the same for the same picture on another page.
    """

    left: float
    bottom: float
    right: float
    top: float
    mcid: int
    identity: str = ""
    name: str = ""

    @property
    def is_ornament(self) -> bool:
        """Whether it is too small to show anything."""
        return min(self.right - self.left, self.top - self.bottom) < _SMALLEST

    def values(self) -> list[Any]:
        """For JSON: the fields of pdf_layout.PagePicture in their order."""
        box = [round(number, 1) for number in (self.left, self.bottom, self.right, self.top)]
        return [*box, self.mcid, self.name]


@dataclass(slots=True)
class PictureFiles:
    """The pictures of the whole PDF as files, each made while its page is open."""

    _files: dict[str, bytes] = field(default_factory=dict)
    _decoded: dict[str, list[str]] = field(default_factory=dict)
    _count: int = 0
    _compared: int = 0

    def add(self, image: PdfImage, matrix: Matrix, mcid: int) -> PagePicture:
        """The picture that a matrix puts on the page, as which it fills the square from 0 to 1."""
        xs, ys = zip(*(matrix.point(x, y) for x in (0, 1) for y in (0, 1)), strict=True)
        picture = PagePicture(min(xs), min(ys), max(xs), max(ys), mcid)
        if not picture.is_ornament:
            key = self._key(image)
            picture.name = self._name(key, image, matrix)
            picture.identity = picture.name or key
        return picture

    def named(self, pictures: Iterable[PagePicture]) -> dict[str, str]:
        """The files of some pictures by name, in base 64; pictures beyond the limits lose their name."""
        given: dict[str, str] = {}
        for picture in pictures:
            content = self._files.get(picture.name, b"")
            if not content or picture.name in given:
                continue
            if sum(map(len, given.values())) > MOST_BYTES or len(given) >= MOST:
                picture.name = ""
            else:
                given[picture.name] = base64.b64encode(content).decode()
        return given

    def _key(self, image: PdfImage) -> str:
        """The same for the same bytes, as the PDF has them, and the same size in pixels."""
        data = bytes(image.get_data()) if self._compared < MOST_COMPARED_BYTES else b""
        self._compared += len(data)
        return f"{image.get_px_size()} {hashlib.sha256(data).hexdigest()}"

    def _name(self, key: str, image: PdfImage, matrix: Matrix) -> str:
        """The name of the picture's file, which is made here; "" where it cannot be."""
        # Equal bytes may still have different masks, which are not among them.
        names = self._decoded.setdefault(key, [])
        if len(names) >= _SURE and len(set(names)) == 1:
            return names[0]
        if self._count >= MOST_DECODED:
            return ""
        self._count += 1
        content = _file(image, matrix)
        names.append(hashlib.sha256(content).hexdigest() if content else "")
        self._files[names[-1]] = content
        return names[-1]


def without_paper(pages: list[list[PagePicture]]) -> list[list[PagePicture]]:
    """The pictures of each page without ornaments and without what recurs from page to page."""
    pages = [[picture for picture in page if not picture.is_ornament] for page in pages]
    times = Counter(
        identity for page in pages for identity in {picture.identity for picture in page}
    )
    return [
        [picture for picture in page if times[picture.identity] <= _MOST_PAGES] for page in pages
    ]


def _file(image: PdfImage, matrix: Matrix) -> bytes:
    """The picture as PNG or JPEG, turned and flipped as on the page; b"" where it cannot be decoded."""
    width, height = image.get_px_size()
    if not 0 < width * height <= MOST_PIXELS:
        return b""
    # Rendered with one pixel for each of its own, it is exact, and has its mask.
    image.set_matrix(PdfMatrix(*_at_full_size(matrix, width, height)))
    try:
        bitmap = image.get_bitmap(render=True, scale_to_original=False).to_pil()
    except PdfiumError:
        return b""
    is_opaque = bitmap.mode != "RGBA" or bitmap.getextrema()[3] == (255, 255)
    return _encoded(bitmap.convert("RGB") if is_opaque else bitmap, image.get_filters() == _PHOTO)


def _at_full_size(matrix: Matrix, width: int, height: int) -> tuple[float, ...]:
    """The six numbers that turn and flip as a matrix does, and scale to a size in pixels."""
    x, y = hypot(matrix.a, matrix.b) or 1.0, hypot(matrix.c, matrix.d) or 1.0
    sides = matrix.a / x, matrix.b / x, matrix.c / y, matrix.d / y
    is_straight = all(abs(side - round(side)) < 0.01 for side in sides)
    a, b, c, d = (round(side) for side in sides) if is_straight else sides
    return a * width, b * width, c * height, d * height, 0.0, 0.0


def _encoded(bitmap: Image.Image, is_photo: bool) -> bytes:
    file = io.BytesIO()
    if is_photo and bitmap.mode == "RGB":
        bitmap.save(file, "JPEG", quality=92)
    else:
        bitmap.save(file, "PNG")
    return file.getvalue()
