import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from consult.importing import Draft, ParagraphDraft, read_draft, render_html
from consult.importing.pictures import MAX_SIDE, UnusablePicture, reencoded
from tests.importing.odt_files import h, odt_file, p
from tests.importing.picture_files import CAMERA, as_address, photo, png
from tests.importing.word_files import heading, paragraph, table, word_file

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"


def drawing(key: str, description: str = "") -> str:
    """A picture in a line of a Word file."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>'
        f'<wp:docPr id="1" name="b" descr="{description}"/><a:graphic><a:graphicData '
        f'uri="{_DRAWN}/picture"><pic:pic><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def word(path: Path, *body: str, **pictures: bytes) -> Draft:
    """What is read from a Word file with these pictures, named by their key and ending: rId9_png."""
    names = {key: f"media/{key.replace('_', '.')}" for key in pictures}
    relations = "".join(
        f'<Relationship Id="{key.partition("_")[0]}" Type="{_IMAGE}" Target="{name}"/>'
        for key, name in names.items()
    )
    parts = {f"word/{names[key]}": content for key, content in pictures.items()}
    return read_draft(word_file(path / "a.docx", *body, parts=parts, relations=relations))  # type: ignore[arg-type]


def figures(draft: Draft) -> list[ParagraphDraft]:
    return [one for s in draft.sections for one in s.paragraphs if one.kind == "figure"]


def codes(draft: Draft) -> list[tuple[str, str]]:
    return [(w.code, w.where) for w in draft.warnings if w.code != "title-missing"]


def test_a_picture_of_a_word_file_comes_with_its_description_and_keeps_its_caption(
    tmp_path: Path,
) -> None:
    body = (
        heading("Havnen"),
        paragraph("Her er den.", drawing("rId9", "Havnen set fra luften")),
        paragraph("Figur 1. Havnen"),
    )
    draft = word(tmp_path, *body, rId9_png=png(60, 40))
    assert [(one.kind, one.text) for one in draft.sections[0].paragraphs] == [
        ("paragraph", "Her er den."),
        ("figure", "Havnen set fra luften"),
        ("paragraph", "Figur 1. Havnen"),
    ]
    [figure] = figures(draft)
    assert figure.picture is not None
    [(digest, content)] = draft.pictures
    assert (figure.picture.width, figure.picture.height) == (60, 40)
    assert figure.picture.digest == digest
    assert Image.open(io.BytesIO(content)).size == (60, 40)
    assert codes(draft) == []


def test_a_picture_that_word_marks_as_decorative_is_described_as_nothing(tmp_path: Path) -> None:
    plain = drawing("rId9", "x")
    [name] = [part for part in plain.split("<") if part.startswith("wp:docPr")]
    mark = '><a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst></wp:docPr>'
    draft = word(
        tmp_path,
        heading("Havnen"),
        paragraph("Før.", plain.replace(name, name.replace("/>", mark))),
        rId9_png=png(),
    )
    [figure] = figures(draft)
    assert figure.picture is not None
    assert (figure.text, figure.picture.description) == ("", "")
    assert codes(draft) == []


def test_a_picture_that_a_web_page_describes_by_nothing_only_decorates(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    images = f'<p><img alt="" src="{as_address(png())}"></p><p><img src="{as_address(png())}"></p>'
    path.write_text(f"<h1>Havnen</h1>{images}", "utf-8")
    draft = read_draft(path)
    assert [one.picture and one.picture.description for one in figures(draft)] == ["", None]
    assert [code for code, _ in codes(draft)].count("picture-without-description") == 1


def test_a_picture_that_an_open_document_marks_as_decorative_needs_no_words(tmp_path: Path) -> None:
    style = (
        '<style:style style:name="fr1" style:family="graphic" xmlns:loext="urn:x">'
        '<style:graphic-properties loext:decorative="true"/></style:style>'
    )
    frame = (
        '<draw:frame draw:style-name="fr1"><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    )
    path = odt_file(
        tmp_path / "a.odt",
        h("Havnen"),
        p(f"Før.{frame}"),
        styles=style,
        pictures={"Pictures/a.png": png()},
    )
    draft = read_draft(path)
    [figure] = figures(draft)
    assert figure.picture is not None
    assert figure.picture.description == ""
    assert codes(draft) == []


def test_an_object_of_an_open_document_that_is_no_picture_is_named(tmp_path: Path) -> None:
    frame = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    draft = read_draft(odt_file(tmp_path / "a.odt", h("Havnen"), p(f"Før.{frame}")))
    assert codes(draft) == [("object-left-out", "1, paragraph 1")]


def test_a_picture_in_a_table_comes_below_it_and_is_kept_once(tmp_path: Path) -> None:
    grid = '<w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>'
    cells = table(("x",)).replace("<w:tblGrid/>", grid)
    cells = cells.replace(paragraph("x"), paragraph("x", drawing("rId9", "To gange")))
    body = heading("Havnen"), cells, paragraph("Efter.", drawing("rId9", "To gange"))
    draft = word(tmp_path, *body, rId9_png=png())
    kinds = [one.kind for one in draft.sections[0].paragraphs]
    assert kinds == ["table", "figure", "paragraph", "figure"]
    assert len(draft.pictures) == 1


def test_what_a_picture_says_of_its_maker_is_gone_and_it_stands_upright(tmp_path: Path) -> None:
    assert CAMERA.encode() in photo()
    draft = word(tmp_path, heading("Havnen"), paragraph(drawing("rId9", "a")), rId9_jpg=photo())
    [(_, content)] = draft.pictures
    assert CAMERA.encode() not in content
    assert b"Exif" not in content
    assert Image.open(io.BytesIO(content)).size == (30, 40)


def test_a_picture_nobody_described_is_a_warning_with_its_place(tmp_path: Path) -> None:
    draft = word(tmp_path, heading("Havnen"), paragraph(drawing("rId9")), rId9_png=png())
    assert codes(draft) == [("picture-without-description", "1, paragraph 1")]
    [figure] = figures(draft)
    assert figure.picture is not None
    assert figure.picture.description is None


@pytest.mark.parametrize(
    "name, content, why",
    [
        ("rId9_emf", b"\x01\x00\x00\x00" + bytes(80), "EMF"),
        ("rId9_wmf", b"\xd7\xcd\xc6\x9a" + bytes(80), "WMF"),
        ("rId9_svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        ("rId9_png", b"\x89PNG\r\n\x1a\n" + bytes(40), "damaged"),
        ("rId9_tif", b"II*\x00" + bytes(40), "TIFF"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    body = heading("Havnen"), paragraph("Se her.", drawing("rId9")), paragraph("Efter.")
    draft = word(tmp_path, *body, **{name: content})
    assert figures(draft) == []
    assert draft.pictures == ()
    [said] = [w for w in draft.warnings if w.code == "picture-left-out"]
    assert why in said.message
    assert "PNG or JPEG" in said.message
    assert said.where.startswith("1, paragraph")


def test_a_file_of_pixels_that_fill_the_memory_is_refused_unopened() -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content))
            + kind
            + content
            + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    with pytest.raises(UnusablePicture):
        reencoded(bomb)


def test_a_larger_picture_than_any_screen_needs_is_made_smaller() -> None:
    _, width, height = reencoded(png(2 * MAX_SIDE, MAX_SIDE))
    assert (width, height) == (MAX_SIDE, MAX_SIDE // 2)


def test_pictures_of_open_documents_have_their_longer_description(tmp_path: Path) -> None:
    image = '<draw:image xlink:href="Pictures/a.png"/>'
    told = "<svg:title>Kort</svg:title><svg:desc>Havnen set fra luften</svg:desc>"
    body = h("Havnen"), p(f"<draw:frame>{image}{told}</draw:frame>"), p("Efter.")
    path = odt_file(tmp_path / "a.odt", *body, pictures={"Pictures/a.png": png()})
    [figure] = figures(read_draft(path))
    assert figure.text == "Havnen set fra luften"
    assert figure.picture is not None


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_pictures_inside_a_page_are_kept_and_those_elsewhere_are_not_fetched(
    tmp_path: Path, name: str
) -> None:
    inside = f"![Havnen]({as_address(png())})\n\n![Ude](https://example.org/a.png)\n"
    if name == "a.html":
        inside = f'<p><img src="{as_address(png())}" alt="Havnen"></p><img src="//x.example/a" alt="Ude">'
    path = tmp_path / name
    path.write_text(("# Mål\n\n" if name == "a.md" else "<h1>Mål</h1>") + inside, "utf-8")
    draft = read_draft(path)
    assert [(one.text, one.picture is not None) for one in figures(draft)] == [
        ("Havnen", True),
        ("Ude", False),
    ]
    assert codes(draft) == [("picture-left-out", "1, paragraph 2")]


def test_a_figure_is_drawn_with_its_size_and_its_description_escaped(tmp_path: Path) -> None:
    described = "&quot;&gt;&lt;script&gt;"
    body = heading("Havnen"), paragraph(drawing("rId9", described))
    [figure] = figures(word(tmp_path, *body, rId9_png=png()))
    html = render_html(figure)
    assert 'width="40" height="30" loading="lazy"' in html
    assert 'alt="&quot;&gt;&lt;script&gt;"' in html
    assert html.startswith('<img src="/pictures/')
