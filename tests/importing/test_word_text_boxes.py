"""Text boxes as Word writes them: once for new programs, and once more for old ones."""

from pathlib import Path

import pytest

from consult.importing import Draft, read_draft
from tests.importing.picture_files import png
from tests.importing.word_files import (
    NAMESPACES,
    TRACKED,
    heading,
    item,
    paragraph,
    run,
    table,
    word_file,
)

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_BLIP = '<pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic>'


def drawn(*inside: str, beside: str = "") -> str:
    """A drawing with a text box."""
    content = f"<wps:txbx><w:txbxContent>{''.join(inside)}</w:txbxContent></wps:txbx>"
    data = f'<a:graphicData uri="wps"><wps:wsp xmlns:wps="s">{content}</wps:wsp>{beside}</a:graphicData>'
    return f'<w:drawing><wp:anchor><wp:docPr id="7" name="Boks"/><a:graphic>{data}</a:graphic></wp:anchor></w:drawing>'


def old_drawn(*inside: str) -> str:
    content = f"<v:textbox><w:txbxContent>{''.join(inside)}</w:txbxContent></v:textbox>"
    return f'<w:pict><v:shape type="#_x0000_t202">{content}</v:shape></w:pict>'


def both(*inside: str, beside: str = "") -> str:
    """A run with a text box for new and for old programs."""
    choice = f'<mc:Choice Requires="wps">{drawn(*inside, beside=beside)}</mc:Choice>'
    fallback = f"<mc:Fallback>{old_drawn(*inside)}</mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"


def read(folder: Path, *body: str, parts: dict[str, str] | None = None) -> Draft:
    return read_draft(word_file(folder / "a.docx", heading("Mål"), *body, parts=parts))


def words(draft: Draft) -> list[str]:
    return [p.text for section in draft.sections for p in section.paragraphs]


def codes(draft: Draft) -> list[str]:
    return [w.code for w in draft.warnings if w.code != "title-missing"]


def test_a_box_comes_once_and_its_paragraph_stays(tmp_path: Path) -> None:
    body = paragraph("Foran boksen. ", both(paragraph("Faktaboks: 4.120."))), paragraph("Efter.")
    draft = read(tmp_path, *body)
    assert words(draft) == ["Foran boksen.", "Faktaboks: 4.120.", "Efter."]
    assert codes(draft) == ["text-box"]


@pytest.mark.parametrize("box", [drawn, old_drawn])
def test_a_box_for_one_kind_of_program_is_read_as_well(box, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    drawing = f"<w:r>{box(paragraph('I boksen.'))}</w:r>"
    draft = read(tmp_path, paragraph(drawing, "Foran."), paragraph("Efter."))
    assert words(draft) == ["Foran.", "I boksen.", "Efter."]


def test_a_box_that_only_old_programs_get_is_read(tmp_path: Path) -> None:
    choice = '<mc:Choice Requires="wpx"><w:drawing/></mc:Choice>'
    fallback = f"<mc:Fallback>{old_drawn(paragraph('I boksen.'))}</mc:Fallback>"
    drawing = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    draft = read(tmp_path, paragraph("Foran.", drawing), paragraph("Efter."))
    assert words(draft) == ["Foran.", "I boksen.", "Efter."]


def test_boxes_in_a_box_and_two_on_a_paragraph_keep_their_order(tmp_path: Path) -> None:
    inner = paragraph("Yderst. ", both(paragraph("Inderst.")))
    draft = read(tmp_path, paragraph("Foran.", both(inner), both(paragraph("Den anden."))))
    assert words(draft) == ["Foran.", "Yderst.", "Inderst.", "Den anden."]
    assert codes(draft) == ["text-box"] * 3


def test_a_box_in_a_list_a_cell_a_heading_or_a_table_in_it_is_read(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        item("Første", both(paragraph("Ved første.")), numbering=2),
        item("Andet", numbering=2),
        table(("a", "b")).replace("<w:r>", both(paragraph("I cellen.")) + "<w:r>", 1),
        paragraph("Støj", both(table(("c", "d"))), style="Heading1"),
        paragraph("Efter."),
    )
    assert words(draft) == [
        "Første",
        "Ved første.",
        "Andet",
        "a\nI cellen.\tb",
        "c\td",
        "Efter.",
    ]
    markers = [p.marker for s in draft.sections for p in s.paragraphs if p.kind == "item"]
    assert markers == ["1)", "2)"]
    assert set(codes(draft)) == {"text-box"}


def test_a_box_keeps_headings_numbers_and_tracked_changes(tmp_path: Path) -> None:
    deleted = f"<w:del {TRACKED}>{both(paragraph('Gammel boks.'))}</w:del>"
    inserted = f"<w:ins {TRACKED}>{both(paragraph('Ny boks.'))}</w:ins>"
    draft = read(tmp_path, paragraph("Foran.", deleted, inserted), paragraph("Efter."))
    changes = [(r.text, r.change) for s in draft.sections for p in s.paragraphs for r in p.runs]
    assert changes == [
        ("Foran.", None),
        ("Gammel boks.", "deletion"),
        ("Ny boks.", "insertion"),
        ("Efter.", None),
    ]


def test_what_is_hidden_in_a_box_or_around_it_is_left_out(tmp_path: Path) -> None:
    hidden_box = both(paragraph("HEMMELIG boks")).replace(
        "<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1
    )
    inside = paragraph("Åbent. ", run("HEMMELIGT", "<w:vanish/>"))
    draft = read(tmp_path, paragraph("Foran.", hidden_box, both(inside)), paragraph("Efter."))
    assert words(draft) == ["Foran.", "Åbent.", "Efter."]
    assert "HEMMELIG" not in str(draft)


def test_a_picture_grouped_with_a_box_stays_and_an_empty_box_leaves_nothing(tmp_path: Path) -> None:
    grouped = both(paragraph("I boksen."), beside=_BLIP)
    relation = f'<Relationship Id="rId9" Type="{_IMAGE}" Target="media/a.png"/>'
    path = word_file(
        tmp_path / "a.docx",
        heading("Mål"),
        paragraph("Foran.", grouped),
        paragraph("Efter.", both(paragraph(""))),
        parts={"word/media/a.png": png()},  # type: ignore[dict-item]
        relations=relation,
    )
    draft = read_draft(path)
    kinds = [(p.kind, p.text) for section in draft.sections for p in section.paragraphs]
    assert kinds == [
        ("paragraph", "Foran."),
        ("figure", ""),
        ("paragraph", "I boksen."),
        ("paragraph", "Efter."),
    ]
    assert codes(draft).count("text-box") == 1


def test_a_box_in_a_page_header_stays_out_of_the_text(tmp_path: Path) -> None:
    header = f"<w:hdr {NAMESPACES}>{paragraph(both(paragraph('Sagsnr. 1')))}</w:hdr>"
    draft = read(tmp_path, paragraph("Sådan."), parts={"word/header1.xml": header})
    assert words(draft) == ["Sådan."]
    assert codes(draft) == ["header-left-out"]
