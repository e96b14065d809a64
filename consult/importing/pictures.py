"""Takes the pictures out of a file, checked by what they are and drawn anew.

What they say about their maker, camera and place is gone with the old bytes. Must not fetch anything.
"""

import base64
import binascii
import hashlib
import io
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from consult.importing.draft import Picture

MOST = 200
MOST_BYTES = 40 * 1024 * 1024
PIXELS = 40_000_000
# Twice the widest column of text, in either direction.
LARGEST = 1_600
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_KINDS = (
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x00\x00", "EMF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"%PDF", "PDF"),
)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(?P<bytes>[A-Za-z0-9+/=\s]+)")
_AS_PNG = "save it as PNG or JPEG, put it in the file again and upload that"


class UnusablePicture(Exception):
    """A picture that cannot be shown; the words say why, and what to do."""


@dataclass(slots=True)
class Pictures:
    """The pictures of one file. `load` gives the bytes behind a reference, None for none inside.

    `descriptions` are by reference, where the file keeps them apart from its text.
    """

    load: Callable[[str], bytes | None]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    by_digest: dict[str, bytes] = field(default_factory=dict)
    _seen: dict[str, Picture] = field(default_factory=dict)

    def take(self, reference: str, description: str | None) -> Picture:
        """The picture behind a reference; "" describes one that only decorates. Raises UnusablePicture."""
        if reference not in self._seen:
            self._seen[reference] = self._drawn(reference)
        known = self._seen[reference]
        return Picture(known.digest, known.width, known.height, description)

    def _drawn(self, reference: str) -> Picture:
        if len(self.by_digest) >= MOST or sum(map(len, self.by_digest.values())) > MOST_BYTES:
            raise UnusablePicture(f"the file holds more than {MOST} pictures, or too large ones")
        content = self.load(reference)
        if content is None:
            raise UnusablePicture(
                "it is not inside the file, and nothing is fetched from elsewhere"
            )
        drawn, width, height = reencoded(content)
        digest = hashlib.sha256(drawn).hexdigest()
        self.by_digest[digest] = drawn
        return Picture(digest, width, height, None)


def embedded(reference: str) -> bytes | None:
    """The bytes of a data: address, None for every other address."""
    match = _DATA.fullmatch(reference)
    try:
        return base64.b64decode(match["bytes"]) if match else None
    except binascii.Error:
        return None


def reencoded(content: bytes) -> tuple[bytes, int, int]:
    """The same picture as new bytes, PNG or JPEG, with its width and height. Raises UnusablePicture."""
    # Only the child process that reads the file needs it.
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > PIXELS:
                    raise UnusablePicture(f"it has more than {PIXELS // 1_000_000} million pixels")
                is_photo = opened.format == "JPEG"
                turned = ImageOps.exif_transpose(opened)
    except UnusablePicture:
        raise
    # A decoder fails in as many ways as there are decoders.
    except Exception as error:
        raise UnusablePicture(f"{_kind(content)} cannot be shown; {_AS_PNG}") from error
    see_through = not is_photo and turned.has_transparency_data
    image = turned.convert("RGBA" if see_through else "RGB")
    image.thumbnail((LARGEST, LARGEST))
    image.info.clear()
    drawn = io.BytesIO()
    if is_photo:
        image.save(drawn, "JPEG", quality=85, optimize=True)
    else:
        image.save(drawn, "PNG", optimize=True)
    return drawn.getvalue(), image.width, image.height


def _kind(content: bytes) -> str:
    """What the bytes look like, for people."""
    if b"<svg" in content[:1000].lower():
        return "an SVG drawing"
    name = next((kind for start, kind in _KINDS if content.startswith(start)), "")
    return f"a picture of the kind {name}" if name else "it is damaged or of an unknown kind, and"
