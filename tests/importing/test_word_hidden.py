"""Text that Word does not print: hidden by itself, by a style, or with its row."""

from pathlib import Path

import pytest

from consult.importing import Draft, read_draft
from tests.importing.word_files import NAMESPACES, heading, paragraph, run, table, word_file

_STYLES = (
    ("character", "Skjult", "", "<w:vanish/>"),
    ("character", "SkjultBarn", "Skjult", ""),
    ("character", "Vist", "Skjult", '<w:vanish w:val="0"/>'),
    ("character", "Fed", "", "<w:b/>"),
    ("paragraph", "Intern", "", "<w:vanish/>"),
    ("paragraph", "InternBarn", "Intern", ""),
    ("paragraph", "InternVist", "Intern", '<w:vanish w:val="false"/>'),
)


def styles(defaults: str = "") -> dict[str, str]:
    made = "".join(
        f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{id}"/>'
        f'<w:basedOn w:val="{base}"/><w:rPr>{properties}</w:rPr></w:style>'
        for kind, id, base, properties in _STYLES
    )
    first = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    return {"word/styles.xml": f"<w:styles {NAMESPACES}>{defaults}{first}{made}</w:styles>"}


def read(folder: Path, *body: str, parts: dict[str, str] | None = None) -> Draft:
    path = word_file(folder / "a.docx", heading("Mål"), *body, parts=styles() | (parts or {}))
    return read_draft(path)


def words(draft: Draft) -> list[str]:
    return [p.text for section in draft.sections for p in section.paragraphs]


def hidden(draft: Draft) -> list[str]:
    return [w.where for w in draft.warnings if w.code == "hidden-text-left-out"]


def losses(draft: Draft) -> set[str]:
    return {w.code for w in draft.warnings} & {"letter-count", "text-not-placed"}


def in_style(text: str, style: str, more: str = "") -> str:
    return run(text, f'<w:rStyle w:val="{style}"/>{more}')


@pytest.mark.parametrize("style", ["Skjult", "SkjultBarn"])
def test_words_hidden_by_a_character_style_are_left_out(style: str, tmp_path: Path) -> None:
    body = paragraph(
        "Åbent. ", in_style("HEMMELIGT ", style), in_style("HEMMELIGT", style), "Slut."
    )
    draft = read(tmp_path, body, paragraph("Efter."))
    assert words(draft) == ["Åbent. Slut.", "Efter."]
    assert "HEMMELIG" not in str(draft)
    assert hidden(draft) == ["1, paragraph 1"]
    assert not losses(draft)


@pytest.mark.parametrize("style", ["Intern", "InternBarn"])
def test_paragraphs_hidden_by_their_style_are_left_out(style: str, tmp_path: Path) -> None:
    draft = read(tmp_path, paragraph("HEMMELIG vejledning", style=style), paragraph("Efter."))
    assert words(draft) == ["Efter."]
    assert hidden(draft) == ["1, paragraph 1"]


def test_what_a_nearer_style_or_the_words_themselves_show_again_stays(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        paragraph("A", in_style("b", "Vist"), in_style("c", "Fed")),
        paragraph("d", style="InternVist"),
        paragraph(run("e", '<w:vanish w:val="0"/>'), style="Intern"),
        paragraph(in_style("f", "Skjult", '<w:vanish w:val="off"/>')),
    )
    assert words(draft) == ["Abc", "d", "e", "f"]
    assert hidden(draft) == []


def test_text_that_the_defaults_hide_is_left_out(tmp_path: Path) -> None:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    )
    shown = paragraph(run("Åbent.", '<w:vanish w:val="0"/>'))
    draft = read(tmp_path, paragraph("HEMMELIGT"), shown, parts=styles(defaults))
    assert words(draft) == ["Åbent."]


def test_a_hidden_row_goes_and_the_others_stay(tmp_path: Path) -> None:
    rows = table(("a", "b"), ("HEMMELIGT", "c"), ("d", "e"))
    second = rows.index("<w:tr>", rows.index("<w:tr>") + 1) + len("<w:tr>")
    one_hidden = rows[:second] + "<w:trPr><w:hidden/></w:trPr>" + rows[second:]
    all_hidden = table(("HEMMELIGT",)).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")
    draft = read(tmp_path, one_hidden, all_hidden, paragraph("Efter."))
    assert words(draft) == ["a\tb\nd\te", "Efter."]
    assert "HEMMELIG" not in str(draft)
    assert len(hidden(draft)) == 1


def test_hidden_words_of_links_notes_changes_and_formulas_are_left_out(tmp_path: Path) -> None:
    note = f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{paragraph("Note ", in_style("HEMMELIGT", "Skjult"))}</w:footnote></w:footnotes>'
    link = f'<w:hyperlink w:anchor="x">{in_style("HEMMELIGT", "Skjult")}</w:hyperlink>'
    tracked = f'<w:ins w:id="1" w:author="A">{in_style("HEMMELIGT", "Skjult")}</w:ins>'
    formula = "<m:oMath><m:r><w:rPr><w:vanish/></w:rPr><m:t>HEMMELIGT</m:t></m:r></m:oMath>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph("Åbent", mark, link, tracked, formula)
    draft = read(tmp_path, body, paragraph("Efter."), parts={"word/footnotes.xml": note})
    assert "HEMMELIG" not in str(draft)
    assert "Note" in str(draft)


def test_marks_of_fields_and_index_entries_are_no_hidden_text(tmp_path: Path) -> None:
    properties = "<w:rPr><w:vanish/></w:rPr>"
    entry = "".join(
        f"<w:r>{properties}{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> XE "træer" </w:instrText>',
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    draft = read(tmp_path, paragraph("Om træer", entry, " i byen."))
    assert words(draft) == ["Om træer i byen."]
    assert hidden(draft) == []


def test_a_note_whose_mark_is_hidden_is_not_read(tmp_path: Path) -> None:
    note = f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{paragraph("HEMMELIGT")}</w:footnote></w:footnotes>'
    mark = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    draft = read(tmp_path, paragraph("Åbent.", mark), parts={"word/footnotes.xml": note})
    assert words(draft) == ["Åbent."]
    assert "HEMMELIG" not in str(draft.sections)
