"""What a Word file says by other means than letters on a line, and what it cannot say in text at all."""

from pathlib import Path

import pytest

from consult.importing import Draft, ParagraphDraft, read_draft, render_html
from tests.importing.word_files import (
    NAMESPACES,
    TRACKED,
    deleted,
    heading,
    paragraph,
    run,
    table,
    word_file,
)

TITLE = paragraph("Træpolitik", style="Title")


def read(folder: Path, *body: str, **parts: str) -> Draft:
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    return read_draft(word_file(folder / "a.docx", TITLE, heading("Mål"), *body, parts=named))


def only(draft: Draft) -> ParagraphDraft:
    [found] = [p for section in draft.sections for p in section.paragraphs]
    return found


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(w.code, w.where) for w in draft.warnings]


def raised(words: str) -> str:
    return run(words, '<w:vertAlign w:val="superscript"/>')


def lowered(words: str) -> str:
    return run(words, '<w:vertAlign w:val="subscript"/>')


def field(instruction: str, words: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{run(words)}</w:fldSimple>'


def test_raised_and_lowered_digits_keep_their_meaning(tmp_path: Path) -> None:
    words = "CO", lowered("2"), " pr. m", raised("2"), ", H", lowered("2"), "O, 10", raised("-3")
    draft = read(tmp_path, paragraph(*words))
    assert only(draft).text == "CO₂ pr. m², H₂O, 10⁻³"
    assert said(draft) == []


def test_raised_digits_in_a_footnote_are_the_words_of_it(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("5 m", raised("2"))}</w:footnote>'
    notes = f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>"
    draft = read(tmp_path, paragraph("Sådan.", mark), footnotes=notes)
    assert [p.text for p in draft.sections[0].paragraphs] == ["Sådan.¹", "¹ 5 m²"]
    assert said(draft) == []


def test_raised_letters_stand_on_the_line_and_only_those_that_lose_by_it_are_named(
    tmp_path: Path,
) -> None:
    draft = read(tmp_path, paragraph("Den 1", raised("st"), " af x", raised("ab"), "."))
    assert only(draft).text == "Den 1st af xab."
    [warning] = draft.warnings
    assert (warning.code, warning.where) == ("raised-lost", "1, paragraph 1")
    assert "“ab”" in warning.message


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (field(" PAGEREF x ", "12"), "Se 12 her."),
        (f'<w:customXml w:element="x">{run("tal")}</w:customXml>', "Se tal her."),
        (f'<w:bdo w:val="rtl">{run("tal")}</w:bdo>', "Se tal her."),
        (f"<w:sdt><w:sdtContent>{run('valg')}</w:sdtContent></w:sdt>", "Se valg her."),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "Se α her."),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "Se → her."),
        ("<w:r><w:cr/></w:r>", "Se\nher."),
        ("so<w:softHyphen/>cial".join(("<w:r><w:t>", "</w:t></w:r>")), "Se social her."),
    ],
    ids=["field", "custom", "turned", "control", "greek", "arrow", "line", "soft-hyphen"],
)
def test_words_that_a_word_file_wraps_or_draws_are_in_the_text(
    tmp_path: Path, inside: str, text: str
) -> None:
    inside = inside.replace("so<w:softHyphen/>", "so</w:t><w:softHyphen/><w:t>")
    draft = read(tmp_path, paragraph("Se ", inside, " her."))
    assert only(draft).text == text
    assert said(draft) == []


def test_words_kept_twice_for_old_programs_are_read_once(tmp_path: Path) -> None:
    both = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>{}"
    end = "</mc:AlternateContent>"
    new = both.format(run("nyt"), run("gammelt"), end)
    emoji = f"<w:r>{both.format('<w:x/>', '<w:t>☺</w:t>', end)}</w:r>"
    draft = read(tmp_path, paragraph("Et ", new, " og ", emoji, "."))
    assert only(draft).text == "Et nyt og ☺."
    assert said(draft) == []


def math(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def m(name: str, *inside: str) -> str:
    return f"<m:{name}>{''.join(inside)}</m:{name}>"


def r(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (m("sSup", m("e", r("x")), m("sup", r("2"))), "x²"),
        (m("sSub", m("e", r("x")), m("sub", r("i"))), "x_i"),
        (m("f", m("num", r("a")), m("den", r("b+1"))), "a/(b+1)"),
        (m("rad", m("deg"), m("e", r("n"))), "√n"),
        (m("d", m("e", r("a &lt; b"))), "(a < b)"),
        (
            m(
                "nary",
                '<m:naryPr><m:chr m:val="∑"/></m:naryPr>',
                m("sub", r("1")),
                m("sup", r("n")),
                m("e", r("x")),
            ),
            "∑₁ⁿx",
        ),
        (m("func", m("fName", r("log")), m("e", r("x"))), "log x"),
        (m("m", m("mr", m("e", r("1")), m("e", r("2"))), m("mr", m("e", r("3")))), "[1, 2; 3]"),
    ],
    ids=["power", "index", "fraction", "root", "brackets", "sum", "function", "matrix"],
)
def test_a_formula_is_one_line_of_text_and_is_to_be_compared(
    tmp_path: Path, formula: str, text: str
) -> None:
    draft = read(tmp_path, paragraph("Før ", math(formula), " efter."))
    assert only(draft).text == f"Før {text} efter."
    assert said(draft) == [("formula-in-line", "1, paragraph 1")]


def test_a_formula_set_apart_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    apart = f"<w:p><m:oMathPara><m:oMathParaPr/>{math(r('E=mc'))}</m:oMathPara></w:p>"
    draft = read(tmp_path, apart)
    assert only(draft).text == "E=mc"
    assert said(draft) == [("formula-in-line", "1, paragraph 1")]


CHART = (
    "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c/></a:graphicData></a:graphic>"
    "</wp:inline></w:drawing></w:r>"
)


@pytest.mark.parametrize(
    "thing",
    [
        CHART,
        "<w:r><w:object><o/></w:object></w:r>",
        '<w:subDoc r:id="rId9"/>',
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice>"
        "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>",
    ],
    ids=["chart", "spreadsheet", "other-file", "shape"],
)
def test_what_no_text_can_carry_is_named_where_it_stood(tmp_path: Path, thing: str) -> None:
    draft = read(tmp_path, paragraph("Før "), paragraph("Se ", thing, "her."))
    assert [p.text for p in draft.sections[0].paragraphs] == ["Før", "Se her."]
    assert said(draft) == [("object-left-out", "1, paragraph 2")]


def test_another_file_between_two_paragraphs_is_named(tmp_path: Path) -> None:
    draft = read(tmp_path, paragraph("Før."), '<w:altChunk r:id="rId9"/>', paragraph("Efter."))
    assert [p.text for p in draft.sections[0].paragraphs] == ["Før.", "Efter."]
    assert [code for code, _ in said(draft)] == ["object-left-out"]


def tracked_row(row: str, change: str) -> str:
    return row.replace("<w:tr>", f"<w:tr><w:trPr><w:{change} {TRACKED}/></w:trPr>")


def test_a_deleted_row_of_a_table_leaves_no_empty_one_behind(tmp_path: Path) -> None:
    rows = table(("Gammel", "1")), table(("Ny", "2")), table(("Altid", "3"))
    inside = [row.removeprefix("<w:tbl><w:tblGrid/>").removesuffix("</w:tbl>") for row in rows]
    body = tracked_row(inside[0], "del") + tracked_row(inside[1], "ins") + inside[2]
    found = only(read(tmp_path, f"<w:tbl><w:tblGrid/>{body}</w:tbl>"))
    assert found.text == "Ny\t2\nAltid\t3"
    assert {r.text.strip(): r.change for r in found.runs if r.text.strip()} == {
        "Gammel\t1": "deletion",
        "Ny": "insertion",
        "2": "insertion",
        "Altid\t3": None,
    }
    assert render_html(found).count("<tr>") == 2
    assert render_html(found, "changes").count("<tr>") == 3


def test_a_row_whose_words_were_deleted_one_by_one_leaves_no_empty_one_behind(
    tmp_path: Path,
) -> None:
    row = f"<w:tr><w:tc><w:p>{deleted('Væk')}</w:p></w:tc></w:tr>"
    rows = table(("Står",)).replace("</w:tbl>", f"{row}</w:tbl>")
    found = only(read(tmp_path, rows))
    assert found.text == "Står"
    assert render_html(found) == "<table><tbody><tr><td>Står</td></tr></tbody></table>"
