"""Takes the pictures out of a file: checked by their content and encoded anew.

Metadata (author, camera, location) goes with the old bytes. Must not fetch anything.
"""

import base64
import binascii
import hashlib
import io
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from consult.importing.draft import Picture

if TYPE_CHECKING:
    from PIL import Image

MAX_PICTURES = 200
MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 40_000_000
# Twice the widest column of text, in pixels, for width and height.
MAX_SIDE = 1_600
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_OTHER_FORMATS = (
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x00\x00", "EMF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"%PDF", "PDF"),
)
_DATA_URL = re.compile(r"data:image/[\w.+-]+;base64,(?P<bytes>[A-Za-z0-9+/=\s]+)")
_AS_PNG = "save it as PNG or JPEG, put it in the file again and upload that"


class UnusablePicture(Exception):
    """A picture that cannot be shown; the text says why, and what to do."""


@dataclass(slots=True)
class Pictures:
    """The pictures of one file.

    `load` gives the bytes behind a reference, None where the file does not contain them;
    `descriptions` are by reference, for files that keep them apart from their text; `by_digest`
    are the encoded pictures taken so far.
    """

    load: Callable[[str], bytes | None]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    by_digest: dict[str, bytes] = field(default_factory=dict)
    _by_reference: dict[str, Picture] = field(default_factory=dict)

    def take(self, reference: str, description: str | None) -> Picture:
        """The picture behind a reference; `description` is "" for a decorative one, None without one.

        What follows "#" in the reference only tells its uses apart.
        Raises UnusablePicture when it is missing, too large or no picture, or when there are too many.
        """
        reference = reference.partition("#")[0]
        if reference not in self._by_reference:
            self._by_reference[reference] = self._encoded(reference)
        known = self._by_reference[reference]
        return Picture(known.digest, known.width, known.height, description)

    def _encoded(self, reference: str) -> Picture:
        total = sum(map(len, self.by_digest.values()))
        if len(self.by_digest) >= MAX_PICTURES or total > MAX_BYTES:
            raise UnusablePicture(
                f"the file holds more than {MAX_PICTURES} pictures, or too large ones"
            )
        content = self.load(reference)
        if content is None:
            raise UnusablePicture(
                "it is not inside the file, and nothing is fetched from elsewhere"
            )
        encoded, width, height = reencoded(content)
        digest = hashlib.sha256(encoded).hexdigest()
        self.by_digest[digest] = encoded
        return Picture(digest, width, height, None)


def data_url_bytes(reference: str) -> bytes | None:
    """The bytes of a "data:" URL with a picture, None for every other URL."""
    match = _DATA_URL.fullmatch(reference)
    try:
        return base64.b64decode(match["bytes"]) if match else None
    except binascii.Error:
        return None


def reencoded(content: bytes) -> tuple[bytes, int, int]:
    """The picture as new bytes, JPEG for a photo and else PNG, with its width and height in pixels.

    Scaled down to MAX_SIDE. Raises UnusablePicture when it is no picture we read or has too many pixels.
    """
    upright, is_photo = _decoded(content)
    is_transparent = not is_photo and upright.has_transparency_data
    image = upright.convert("RGBA" if is_transparent else "RGB")
    image.thumbnail((MAX_SIDE, MAX_SIDE))
    image.info.clear()
    encoded = io.BytesIO()
    if is_photo:
        image.save(encoded, "JPEG", quality=85, optimize=True)
    else:
        image.save(encoded, "PNG", optimize=True)
    return encoded.getvalue(), image.width, image.height


def _decoded(content: bytes) -> tuple["Image.Image", bool]:
    """The picture, turned as its metadata says, and whether it is a photo."""
    # Only the child process that reads the file needs it.
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise UnusablePicture(
                        f"it has more than {MAX_PIXELS // 1_000_000} million pixels"
                    )
                return ImageOps.exif_transpose(opened), opened.format == "JPEG"
    except UnusablePicture:
        raise
    # A decoder fails in as many ways as there are decoders.
    except Exception as error:
        raise UnusablePicture(f"{_description(content)} cannot be shown; {_AS_PNG}") from error


def _description(content: bytes) -> str:
    """What bytes that could not be decoded look like, for the message."""
    if b"<svg" in content[:1000].lower():
        return "an SVG drawing"
    name = next((name for start, name in _OTHER_FORMATS if content.startswith(start)), "")
    return f"a picture of the kind {name}" if name else "it is damaged or of an unknown kind, and"
