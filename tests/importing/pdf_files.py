"""Small PDF files built by hand, for tests of the importer.

Holds helpers that write PDF objects; must not hold assertions or anything read from a real draft.
"""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter


class Bold(str):
    """A line in bold letters of the usual height."""

    __slots__ = ()


# Words, or words and the height of their letters in points; None is a wide gap. A height below zero turns the letters,
# and their matrix turns them back, as some programs write all they print.
PdfLine = str | Bold | tuple[str, int] | None

_LEADING = 14
_TOP = 800


def pdf_file(path: Path, *pages: list[PdfLine], catalog: str = "", page: str = "") -> Path:
    """Write a PDF of the given pages' lines; `catalog` and `page` add entries to those objects."""
    path.write_bytes(pdf_bytes(*pages, catalog=catalog, page=page))
    return path


def pdf_bytes(*pages: list[PdfLine], catalog: str = "", page: str = "") -> bytes:
    """The bytes of such a PDF."""
    numbers = range(5, 5 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _font(b"Helvetica"),
        _font(b"Helvetica-Bold"),
    ]
    for number, lines in zip(numbers, pages, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> {page} >>".encode()
        )
        content = _content(lines)
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    return _file(objects)


def encrypted(content: bytes, password: str) -> bytes:
    """The same PDF with a password on it."""
    writer = PdfWriter(PdfReader(BytesIO(content)))
    writer.encrypt(password, algorithm="RC4-128")
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def _font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%b /Encoding /WinAnsiEncoding >>" % name


def _content(lines: list[PdfLine]) -> bytes:
    parts = [b"BT"]
    height = _TOP
    for line in lines:
        height -= _LEADING
        if line is None:
            continue
        text, size = (line, 11) if isinstance(line, str) else line
        words = text.encode("cp1252").replace(b"\\", b"\\\\")
        words = words.replace(b"(", b"\\(").replace(b")", b"\\)")
        font = 2 if isinstance(line, Bold) else 1
        turn = -1 if size < 0 else 1
        set_at = b"/F%d %d Tf %d 0 0 %d 60 %d Tm" % (font, size, turn, turn, height)
        parts.append(b"%b (%b) Tj" % (set_at, words))
    return b"\n".join([*parts, b"ET"])


def _file(objects: list[bytes]) -> bytes:
    result = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(result))
        result += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return bytes(result) + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n"
        b"%%%%EOF\n" % (count, table, count, len(result))
    )


def tagged_pdf(*pages: list[str], tree: str, words: dict[int, str]) -> bytes:
    """A tagged PDF: each page's parts are content with their marks ("/P 0 words"), `tree` its tags.

    `words` adds objects by their number; `tree` is the root's kids, pages are objects 11, 13, ….
    """
    numbers = range(11, 11 + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 4 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: _font(b"Helvetica").decode(),
        4: f"<< /Type /StructTreeRoot /RoleMap << /Overskrift /H1 >> /K [{tree}] >>",
        **words,
    }
    for number, parts in zip(numbers, pages, strict=True):
        content = "\n".join(_marked(part, 800 - 14 * line) for line, part in enumerate(parts))
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects[number + 1] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    last = max(objects)
    return _file([objects.get(number, "null").encode("cp1252") for number in range(1, last + 1)])


def _marked(part: str, height: int) -> str:
    """One line between its marks; "-" in place of a number is furniture."""
    number, _, text = part.partition(" ")
    text = text.replace(")", "\\)")
    about = "/Artifact BMC" if number == "-" else f"/P << /MCID {number} >> BDC"
    return f"{about}\nBT /F1 11 Tf 1 0 0 1 60 {height} Tm ({text}) Tj ET\nEMC"
