"""Files that tell who made them, where and with what: every such word is MAKER or PLACE, and no word of theirs is."""

from __future__ import annotations

import io
import zipfile
import zlib

import pikepdf
from docx import Document
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, PngImagePlugin

MAKER = "Hemmelig Ophavsmand"
SHORT = "HMO"
WORDS = "Vi foreslår en bredere cykelsti."
AUTHOR = "Cyklistforbundet Prøve"


def photo(width: int = 64, height: int = 32) -> bytes:
    """A JPEG with a place, a camera, a maker, a thumbnail of its own, to be turned by 90 degrees."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = exif[0x013B] = MAKER
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (55.0, 40.0, 34.0), "E", (12.0, 34.0, 6.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=MAKER.encode())
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x>" + MAKER.encode() + b"</x>"
    content = out.getvalue()
    marked = b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp
    after_jfif = 20
    return content[:after_jfif] + marked + content[after_jfif:] + MAKER.encode()


def drawing() -> bytes:
    """A PNG with its author in a text, and half transparent."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", MAKER)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{MAKER}</x>", zip=True)
    out = io.BytesIO()
    Image.new("RGBA", (20, 10), (0, 0, 200, 100)).save(out, "PNG", pnginfo=words)
    return out.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CHANGED = (
    f'<w:p xmlns:w="{W}" w:rsidR="00C0FFEE"><w:r><w:t>{WORDS}</w:t></w:r>'
    f'<w:ins w:id="7" w:author="{MAKER}" w:date="2027-03-01T10:00:00Z"><w:r><w:t>indsat</w:t></w:r></w:ins>'
    f'<w:del w:id="8" w:author="{MAKER}"><w:r><w:delText>slettet</w:delText></w:r></w:del></w:p>'
)


def word(**more: bytes) -> bytes:
    """A Word file with two tracked changes, one comment and a photo; ``more`` parts, "__" for a slash."""
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = MAKER
    document.core_properties.title = MAKER
    paragraph = document.add_paragraph("Se her.")
    document.add_comment(paragraph.runs, text="Hvorfor ikke?", author=MAKER, initials=SHORT)
    document.add_picture(io.BytesIO(photo()))
    out = io.BytesIO()
    document.save(out)
    return _with_parts(
        out.getvalue(), {name.replace("__", "/"): part for name, part in more.items()}
    )


def _with_parts(content: bytes, more: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, _telling(name, source.read(name)))
        target.writestr("docProps/custom.xml", f"<Properties>{MAKER}</Properties>")
        target.writestr("word/people.xml", f"<people>{MAKER}</people>")
        target.writestr("customXml/item9.xml", f"<data>{MAKER}</data>")
        target.writestr("word/embeddings/sheet.xlsx", MAKER)
        for name, part in more.items():
            target.writestr(name, part)
        target.comment = MAKER.encode()
    return out.getvalue()


def _telling(name: str, part: bytes) -> bytes:
    if name == "word/document.xml":
        return part.replace(b"<w:sectPr", _CHANGED.encode() + b"<w:sectPr", 1)
    if name == "word/settings.xml":
        rsids = b'<w:rsids><w:rsidRoot w:val="00C0FFEE"/></w:rsids>'
        return part.replace(b"</w:settings>", rsids + b"</w:settings>")
    if name == "word/_rels/document.xml.rels":
        more = (
            '<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'package" Target="embeddings/sheet.xlsx"/><Relationship Id="rId901" Type="http://schemas.openxmlformats.org'
            f'/officeDocument/2006/relationships/hyperlink" Target="file:///C:/Users/{MAKER}/a.docx" '
            'TargetMode="External"/>'
        )
        return part.replace(b"</Relationships>", more.encode() + b"</Relationships>")
    return part


def pdf(password: str = "", *, owner: str = "") -> bytes:
    """A PDF with a page of WORDS, a photo, a comment, an attached file, a form's field and a script."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    page = made.pages[0].obj
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    picture = made.make_stream(zlib.compress(photo()))
    for key, value in {
        "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 64, "/Height": 32, "/BitsPerComponent": 8,
        "/ColorSpace": Name.DeviceRGB, "/Filter": Array([Name.FlateDecode, Name.DCTDecode]),
    }.items():  # fmt: skip
        picture[key] = value
    page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im1=picture))
    text = f"BT /F1 12 Tf 50 700 Td ({WORDS}) Tj ET q 64 0 0 32 50 500 cm /Im1 Do Q"
    page.Contents = made.make_stream(text.encode("cp1252"))
    box = Array([50, 690, 150, 710])
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=box, T=String(MAKER), Contents=String("Hvorfor?")
    )
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        Rect=box,
        T=String("felt"),
        V=String("svar"),
    )
    script = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.Launch, F=String(MAKER))
    )
    page.Annots = Array([made.make_indirect(note), made.make_indirect(field), script])
    page.PieceInfo = Dictionary(Private=String(MAKER))
    page["/LastModified"] = String("D:20270301")
    made.Root.AcroForm = Dictionary(Fields=Array([page.Annots[1]]))
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(MAKER))
    made.attachments["regneark.xlsx"] = MAKER.encode()
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = [MAKER]
        metadata["xmp:CreatorTool"] = MAKER
    made.docinfo["/Author"] = MAKER
    out = io.BytesIO()
    locked = pikepdf.Encryption(user=password, owner=owner) if password or owner else None
    made.save(out, encryption=locked)
    return out.getvalue()


def everything_in(content: bytes) -> bytes:
    """All bytes of a file: those of its parts and streams unpacked, too."""
    found = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found += [everything_in(archive.read(name)) for name in archive.namelist()]
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as opened:
            for each in opened.objects:
                found.append(repr(each).encode())
                if isinstance(each, pikepdf.Stream):
                    found.append(bytes(each.read_raw_bytes()))
            found.append(repr(opened.trailer).encode())
            found += [str(value).encode() for each in opened.objects for value in _strings(each)]
    return b"\n".join(found)


def _strings(value: object) -> list[str]:
    if isinstance(value, pikepdf.String):
        return [str(value)]
    if isinstance(value, Dictionary | pikepdf.Stream):
        return [
            word
            for _, each in value.items()
            if not getattr(each, "is_indirect", False)
            for word in _strings(each)
        ]
    if isinstance(value, Array):
        return [
            word
            for each in value
            if not getattr(each, "is_indirect", False)
            for word in _strings(each)
        ]
    return []
