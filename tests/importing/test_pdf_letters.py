"""Which letters a PDF shows, in which order and how heavy: what its fonts, marks and programs make of them."""

from pathlib import Path

import pytest

from consult.importing import Draft, read_draft
from tests.importing.pdf_files import Bold, PdfLine, pdf_bytes, pdf_file
from tests.importing.printed_files import printed_file

# Visual order: what stands leftmost comes first.
_GIRL = ("062a", "0646", "0628")


def drawn(folder: Path, operators: str) -> Draft:
    """What is read of a page with some operators for its words."""
    content = pdf_bytes(["Her er der almindelige ord på en linje."])
    words = f"BT /F1 11 Tf 1 0 0 1 60 700 Tm {operators} ET".encode("cp1252")
    length, at = content.index(b"/Length "), content.rindex(b"\nET") + 3
    old = content[length:].split()[1]
    content = content[:at] + b"\n" + words + content[at:]
    content = content.replace(b"/Length " + old, b"/Length %d" % (int(old) + len(words) + 1), 1)
    (folder / "a.pdf").write_bytes(content)
    return read_draft(folder / "a.pdf")


def text(draft: Draft) -> str:
    return "\n".join(one.text for section in draft.sections for one in section.paragraphs)


def instead(actual: str, shown: str) -> str:
    return f"/Span << /ActualText <FEFF{actual}> >> BDC ({shown}) Tj EMC"


def test_what_is_read_in_place_of_a_ligature_is_read_once(tmp_path: Path) -> None:
    operators = f"(Den ) Tj {instead('00660069', '~')} (ne vej) Tj"
    assert "Den fine vej" in text(drawn(tmp_path, operators))


def test_words_whose_every_glyph_is_given_as_text_are_in_the_order_they_are_read(
    tmp_path: Path,
) -> None:
    """So does a browser that prints Arabic: glyph by glyph, from the left."""
    glyphs = " ".join(instead(code, "m") for code in _GIRL)
    assert "بنت" in text(drawn(tmp_path, glyphs))


def test_an_arabic_ligature_keeps_the_order_of_its_letters(tmp_path: Path) -> None:
    body = "<h1>Plan</h1><h2>1 Mål</h2><p dir=rtl>لا توجد الأشجار أولى</p>"
    draft = read_draft(printed_file(tmp_path / "a.pdf", body))
    assert text(draft) == "لا توجد الأشجار أولى"


def test_letters_set_apart_are_one_word(tmp_path: Path) -> None:
    spaced = "-270".join(f"({letter})" for letter in "Træer på")
    assert "Træer på" in text(drawn(tmp_path, f"[{spaced}] TJ"))


def test_words_parted_by_steps_alone_are_words(tmp_path: Path) -> None:
    assert "gode træer" in text(drawn(tmp_path, "[(gode)-250(træer)] TJ"))


def test_words_drawn_twice_for_a_shadow_are_read_once(tmp_path: Path) -> None:
    operators = "(Skygge) Tj 1 0 0 1 60.4 699.8 Tm (Skygge) Tj"
    assert text(drawn(tmp_path, operators)).count("Skygge") == 1


HEADING: list[PdfLine] = [
    ("Plan", 22),
    None,
    "Her står der ganske almindelige ord om byens træer og pladser, og de er mange.",
    None,
    Bold("Penge"),
    None,
    "Ingen er der sat af endnu, men det kommer der nok til næste år, siger man.",
]


@pytest.mark.parametrize(
    ("font", "is_bold"),
    [
        (b"ABCDEF+CMBX12", True),
        (b"HelveticaNeueLTStd-Bd", True),
        (b"Arial,Bold", True),
        (b"Inter-SemiBold", True),
        (b"Bdelloid", False),
        (b"CMR10", False),
    ],
)
def test_a_font_is_bold_by_its_name(tmp_path: Path, font: bytes, is_bold: bool) -> None:
    content = pdf_bytes(HEADING).replace(b"/BaseFont /Helvetica-Bold", b"/BaseFont /" + font)
    (tmp_path / "a.pdf").write_bytes(content)
    titles = [section.title for section in read_draft(tmp_path / "a.pdf").sections]
    assert ("Penge" in titles) is is_bold


def test_letters_drawn_with_an_outline_are_bold(tmp_path: Path) -> None:
    content = (
        pdf_bytes(HEADING)
        .replace(b"/F2 11 Tf", b"2 Tr /F1 11 Tf")
        .replace(b"(Ingen", b"0 Tr (Ingen")
    )
    (tmp_path / "a.pdf").write_bytes(content)
    assert "Penge" in [section.title for section in read_draft(tmp_path / "a.pdf").sections]


def test_upright_words_beside_the_text_keep_their_blanks(tmp_path: Path) -> None:
    operators = "0 1 -1 0 40 300 Tm (Udkast) Tj ( til ) Tj (plan) Tj"
    messages = [one.message for one in drawn(tmp_path, operators).warnings]
    assert any("“Udkast til plan”" in message for message in messages)


def test_a_page_that_lies_on_its_side_in_the_file_is_read_as_it_is_shown(tmp_path: Path) -> None:
    content = pdf_bytes(HEADING)
    turned = content.replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 842 595] /Rotate 90")
    turned = turned.replace(b"\nBT\n", b"\nq 0 1 -1 0 842 0 cm BT\n").replace(b"\nET", b"\nET Q")
    old = content[content.index(b"/Length ") :].split()[1]
    turned = turned.replace(b"/Length " + old, b"/Length %d" % (int(old) + 24))
    (tmp_path / "a.pdf").write_bytes(turned)
    upright = read_draft(pdf_file(tmp_path / "b.pdf", HEADING))
    assert read_draft(tmp_path / "a.pdf").sections == upright.sections
