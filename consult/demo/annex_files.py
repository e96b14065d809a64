"""Small real files for sample annexes: they open, and say that they are samples."""

from __future__ import annotations

from functools import cache
from io import BytesIO

WORDS = "Dette er et bilag til et opdigtet høringssvar."

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpg": "image/jpeg",
}


@cache
def annex_content(kind: str) -> tuple[bytes, str]:
    """The bytes and the media type of a "pdf", "docx" or "jpg". Raises KeyError for another kind."""
    return {"pdf": _pdf, "docx": _docx, "jpg": _jpg}[kind](), MEDIA_TYPES[kind]


def _pdf() -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": WORDS})
    writer.write(out)
    return out.getvalue()


def _docx() -> bytes:
    from docx import Document

    document, out = Document(), BytesIO()
    document.add_paragraph(WORDS)
    document.save(out)
    return out.getvalue()


def _jpg() -> bytes:
    """One grey pixel (baseline JPEG, quantisation tables of ones)."""
    header = "ffd8ffdb004300" + "01" * 64 + "ffc0000b080001000101011100"
    huffman = "ffc40014000100000000000000000000000000000009" + (
        "ffc40014100100000000000000000000000000000000"
    )
    return bytes.fromhex(header + huffman + "ffda0008010100003f0054dfffd9")
