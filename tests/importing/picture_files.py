"""Small pictures made on the spot, some with a past in them, for tests of the importer."""

import base64
import io

from PIL import Image

CAMERA = "Kamera nr. 17"


def png(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    """A picture of one colour."""
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(drawn, "PNG")
    return drawn.getvalue()


def photo(width: int = 40, height: int = 30) -> bytes:
    """A JPEG lying on its side, with the camera, a place and a comment in it."""
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x0112] = 6
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(drawn, "JPEG", exif=exif, comment=CAMERA)
    return drawn.getvalue()


def as_address(content: bytes, kind: str = "png") -> str:
    """The picture as a data: address."""
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
