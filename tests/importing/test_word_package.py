"""Word files whose parts have other names, prefixes or encodings than Word's own."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from consult.importing import Draft, ImportRefused, read_draft
from tests.importing.picture_files import png
from tests.importing.word_files import NAMESPACES, W, heading, inserted, paragraph, run, word_file

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def plain(folder: Path) -> Path:
    """A file with a title, a number, a list, a note, a tracked change, hidden text and a header."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    header = f"<w:hdr {NAMESPACES}>{paragraph('Sagsnr. 1')}</w:hdr>"
    note = f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{paragraph("Noten.")}</w:footnote></w:footnotes>'
    parts = {"word/header1.xml": header, "word/footnotes.xml": note}
    return word_file(
        folder / "a.docx",
        paragraph("Træpolitik", style="Title"),
        heading("Mål"),
        paragraph(
            "Vi planter ", inserted("mange "), "træer.", mark, run("HEMMELIGT", "<w:vanish/>")
        ),
        parts=parts,
        relations=f'<Relationship Id="rId8" Type="{_OFFICE}/header" Target="header1.xml"/>',
    )


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return path


def same(draft: Draft, expected: Draft) -> bool:
    return (draft.title, draft.sections, draft.warnings) == (
        expected.title,
        expected.sections,
        expected.warnings,
    )


def with_main_part(content: dict[str, bytes], name: str, target: str) -> dict[str, bytes]:
    """The entries with the main part under another name, which the package's relations give as `target`."""
    folder, _, base = name.rpartition("/")
    relations = f"{folder}/_rels/{base}.rels".lstrip("/")
    moved = {"word/document.xml": name, "word/_rels/document.xml.rels": relations}
    content = {moved.get(key, key): part for key, part in content.items()}
    content["_rels/.rels"] = content["_rels/.rels"].replace(b"word/document.xml", target.encode())
    return content


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("word/document2.xml", "word/document2.xml"),
        ("word/document2.xml", "/word/document2.xml"),
        ("word/Hoveddokument.xml", "./word/Hoveddokument.xml"),
    ],
)
def test_the_main_part_is_found_through_the_relations(
    name: str, target: str, tmp_path: Path
) -> None:
    path = plain(tmp_path)
    expected = read_draft(path)
    draft = read_draft(rewritten(path, with_main_part(entries(path), name, target)))
    assert same(draft, expected)
    assert draft.title == "Træpolitik"


def test_parts_in_another_folder_with_other_names_and_absolute_targets_are_found(
    tmp_path: Path,
) -> None:
    path = plain(tmp_path)
    expected = read_draft(path)
    content = with_main_part(entries(path), "doc/main.xml", "doc/main.xml")
    relations = content["doc/_rels/main.xml.rels"]
    for part in ("styles", "numbering", "footnotes", "header1"):
        relations = relations.replace(f'"{part}.xml"'.encode(), f'"/other/{part}7.xml"'.encode())
        content[f"other/{part}7.xml"] = content.pop(f"word/{part}.xml")
    content["doc/_rels/main.xml.rels"] = relations
    assert same(read_draft(rewritten(path, content)), expected)


def test_pictures_by_absolute_targets_are_found(tmp_path: Path) -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="b" descr="Et træ"/><a:graphic>'
        '<a:graphicData uri="p"><pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    relation = f'<Relationship Id="rId9" Type="{_OFFICE}/image" Target="/media/træ.png"/>'
    path = word_file(tmp_path / "a.docx", heading("Mål"), paragraph(drawing), relations=relation)
    path = rewritten(path, entries(path) | {"media/træ.png": png()})
    [figure] = read_draft(path).sections[0].paragraphs
    assert figure.picture is not None
    assert figure.picture.description == "Et træ"


def with_prefix(part: bytes, prefix: str) -> bytes:
    """The XML with another prefix for Word's namespace; "" makes it the default one."""
    text = part.decode()
    colon = f"{prefix}:" if prefix else ""
    text = text.replace("xmlns:w=", f"xmlns:{prefix}=" if prefix else "xmlns=")
    text = text.replace("<w:", f"<{colon}").replace("</w:", f"</{colon}")
    # An attribute without a prefix has no namespace, so these need one.
    return (
        text.replace(" w:", f" {prefix}:" if prefix else " q:")
        .replace("xmlns=", f'xmlns:q="{W}" xmlns=', 1 if not prefix else 0)
        .encode()
    )


@pytest.mark.parametrize("prefix", ["ns0", "word", ""])
def test_other_prefixes_are_read(prefix: str, tmp_path: Path) -> None:
    path = plain(tmp_path)
    expected = read_draft(path)
    content = entries(path)
    for name in ("document", "styles", "numbering", "footnotes", "header1"):
        content[f"word/{name}.xml"] = with_prefix(content[f"word/{name}.xml"], prefix)
    draft = read_draft(rewritten(path, content))
    assert same(draft, expected)
    assert "HEMMELIG" not in str(draft)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    path = plain(tmp_path)
    expected = read_draft(path)
    content = entries(path)
    for name in ("document", "styles", "footnotes"):
        declaration = (
            "" if encoding == "utf-8-sig" else f'<?xml version="1.0" encoding="{encoding}"?>'
        )
        text = declaration + content[f"word/{name}.xml"].decode()
        content[f"word/{name}.xml"] = text.encode(encoding)
    draft = read_draft(rewritten(path, content))
    assert same(draft, expected)
    assert "HEMMELIG" not in str(draft)


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    path = plain(tmp_path)
    expected = read_draft(path)
    content = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/",
            b"http://purl.oclc.org/ooxml/officeDocument/",
        ).replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
            b"http://purl.oclc.org/ooxml/wordprocessingml/",
        )
        for name, part in entries(path).items()
    }
    assert same(read_draft(rewritten(path, content)), expected)


def test_a_package_whose_document_is_missing_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = plain(tmp_path)
    content = with_main_part(entries(path), "word/document2.xml", "word/document3.xml")
    with pytest.raises(ImportRefused, match="damaged"):
        read_draft(rewritten(path, content))
    outside = with_main_part(entries(plain(tmp_path)), "word/document.xml", "../../etc/passwd")
    with pytest.raises(ImportRefused, match="damaged"):
        read_draft(rewritten(path, outside))


def test_a_part_nested_a_hundred_thousand_deep_is_refused_whatever_its_prefix(
    tmp_path: Path,
) -> None:
    path = plain(tmp_path)
    content = entries(path)
    deep = f'<q:document xmlns:q="{W}">' + "<q:p>" * 100_000 + "</q:p>" * 100_000 + "</q:document>"
    content["word/document.xml"] = deep.encode()
    with pytest.raises(ImportRefused):
        read_draft(rewritten(path, content))


def test_the_helper_writes_what_it_says() -> None:
    part = f'<w:p xmlns:w="{W}"><w:x w:val="1"/></w:p>'.encode()
    root = ElementTree.fromstring(with_prefix(part, ""))
    assert root.tag == f"{{{W}}}p"
    assert root[0].get(f"{{{W}}}val") == "1"
