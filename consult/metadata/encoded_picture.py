"""JPEG and JPEG 2000 as they stand inside a PDF: metadata is cut out, the pixels are not encoded anew."""

from __future__ import annotations

_EOI, _SOS, _COMMENT = 0xD9, 0xDA, 0xFE
_RESTARTS = range(0xD0, 0xD8)
_NUMBERED = range(0xE0, 0xF0)
# What the colours mean stands in these two, see _application.
_JFIF, _ADOBE = 0xE0, 0xEE
_BOXES_WITH_METADATA = (b"xml ", b"uuid", b"uinf")


def without_jpeg_metadata(content: bytes) -> bytes:
    """Without EXIF, XMP, profiles, comments, thumbnails and what follows its end. Linear.

    Raises ValueError for what is no whole JPEG.
    """
    if content[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    parts, at = [b"\xff\xd8"], 2
    while True:
        marker, at = _marker(content, at)
        if marker == _EOI:
            return b"".join([*parts, b"\xff\xd9"])
        end = at + _length(content, at)
        segment = content[at:end]
        if marker in _NUMBERED:
            segment = _application(marker, segment)
        elif marker == _COMMENT:
            segment = b""
        if segment:
            parts.append(bytes((0xFF, marker)) + segment)
        at = end
        if marker == _SOS:
            end = _end_of_scan(content, at)
            parts.append(content[at:end])
            at = end


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """(the marker that begins here, where it ends)."""
    if content[at : at + 1] != b"\xff":
        raise ValueError("no marker")
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise ValueError("cut off")
    return content[at], at + 1


def _length(content: bytes, at: int) -> int:
    length = int.from_bytes(content[at : at + 2], "big")
    if length < 2 or at + length > len(content):
        raise ValueError("cut off")
    return length


def _application(marker: int, segment: bytes) -> bytes:
    """What may stay of an application's segment: what the colours mean, and no thumbnail."""
    if marker == _JFIF and segment[2:7] == b"JFIF\0" and len(segment) >= 16:
        return b"\x00\x10" + segment[2:14] + b"\x00\x00"
    return segment if marker == _ADOBE and segment[2:7] == b"Adobe" else b""


def _end_of_scan(content: bytes, at: int) -> int:
    while (at := content.find(b"\xff", at)) >= 0:
        after = content[at + 1] if at + 1 < len(content) else 0
        if after and after not in _RESTARTS and after != 0xFF:
            return at
        at += 1 if after == 0xFF else 2
    raise ValueError("cut off")


def without_jpx_metadata(content: bytes) -> bytes:
    """A JPEG 2000 without its boxes of XML and of vendors; a bare codestream as it is. Raises ValueError."""
    if content.startswith(b"\xff\x4f"):
        return content
    parts, at = [], 0
    while at < len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16], "big")
        elif length == 0:
            length = len(content) - at
        if length < 8 or at + length > len(content):
            raise ValueError("cut off")
        if kind not in _BOXES_WITH_METADATA:
            parts.append(content[at : at + length])
        at += length
    return b"".join(parts)
