"""Titles, levels, captions and headings of Word files whose styles say one thing and another."""

from pathlib import Path

from consult.importing import Draft, read_draft
from tests.importing.word_files import (
    NAMESPACES,
    deleted,
    heading,
    inserted,
    paragraph,
    run,
    table,
    word_file,
)


def style(id: str, name: str, based_on: str = "", level: int | None = None) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    outline = "" if level is None else f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>{base}{outline}'
        "</w:style>"
    )


_USUAL = (
    style("Title", "Title"),
    style("Subtitle", "Subtitle"),
    style("Author", "Author"),
    style("Date", "Date"),
    style("Heading1", "heading 1", level=0),
    style("Heading2", "heading 2", level=1),
    style("Heading3", "heading 3", level=2),
    style("TOC1", "toc 1"),
    style("Caption", "caption"),
    style("Figures", "table of figures"),
)


def read(folder: Path, *body: str, styles: tuple[str, ...] = ()) -> Draft:
    whole = f"<w:styles {NAMESPACES}>{''.join((*_USUAL, *styles))}</w:styles>"
    return read_draft(word_file(folder / "fil.docx", *body, parts={"word/styles.xml": whole}))


def outline(draft: Draft) -> list[tuple[str, int]]:
    return [(section.title, section.level) for section in draft.sections]


def words(draft: Draft) -> list[str]:
    return [p.text for section in draft.sections for p in section.paragraphs]


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


def with_level(whole: str, level: int) -> str:
    return whole.replace("</w:pPr>", f'<w:outlineLvl w:val="{level}"/></w:pPr>', 1)


def title(*runs: str) -> str:
    return paragraph(*runs, style="Title")


def test_the_level_of_a_style_beats_that_of_the_style_it_is_based_on(tmp_path: Path) -> None:
    styles = (
        style("K1", "Kommune 1", "Heading1"),
        style("K2", "Kommune 1.1", "K1", 1),
        style("K3", "Kommune 1.1.1", "K2", 2),
        style("Brød", "Brød", "Heading1", 9),
    )
    body = [
        part
        for id, text in (("K1", "A"), ("K2", "B"), ("K3", "C"), ("K1", "D"))
        for part in (paragraph(text, style=id), paragraph("Tekst."))
    ]
    draft = read(
        tmp_path, title("Plan"), *body, paragraph("Til slut.", style="Brød"), styles=styles
    )
    assert outline(draft) == [("A", 1), ("B", 2), ("C", 3), ("D", 1)]
    assert words(draft)[-1] == "Til slut."


def test_a_paragraph_with_a_level_of_its_own_is_a_heading_of_it(tmp_path: Path) -> None:
    body = (
        with_level(paragraph(run("Støj", "<w:b/>")), 0),
        paragraph("Tekst."),
        with_level(heading("Om natten", 1), 1),
        paragraph("Tekst."),
        with_level(heading("Ikke en overskrift", 1), 9),
    )
    draft = read(tmp_path, title("Plan"), *body)
    assert outline(draft) == [("Støj", 1), ("Om natten", 2)]
    assert words(draft)[-1] == "Ikke en overskrift"


def test_headings_without_words_are_left_out_and_named_once(tmp_path: Path) -> None:
    gone = paragraph(deleted("Væk"), style="Heading1", mark="del")
    body = heading(""), heading("A"), paragraph("x"), heading(" ", 2), paragraph("y"), gone
    draft = read(tmp_path, title("Plan"), *body)
    assert outline(draft) == [("A", 1), ("Væk", 1)]
    assert words(draft) == ["x", "y"]
    assert codes(draft) == ["empty-headings-left-out"]


def test_the_title_is_found_behind_a_date_and_text_of_a_cover(tmp_path: Path) -> None:
    cover = paragraph("Teknisk Forvaltning"), paragraph("1. marts 2027", style="Date")
    draft = read(tmp_path, *cover, title("Havneplan 2030"), heading("A"), paragraph("x"))
    assert draft.title == "Havneplan 2030"
    assert words(draft) == ["Teknisk Forvaltning", "x"]
    assert codes(draft) == ["front-matter-left-out", "text-before-first-heading"]


def test_a_title_on_several_lines_is_one(tmp_path: Path) -> None:
    body = title("Havneplan", "<w:r><w:br/></w:r>", "for byen"), title("2026-2030")
    draft = read(
        tmp_path, *body, paragraph("Udkast", style="Subtitle"), heading("A"), paragraph("x")
    )
    assert draft.title == "Havneplan for byen 2026-2030"
    assert codes(draft) == ["front-matter-left-out"]


def test_a_title_in_a_style_based_on_the_title_is_one(tmp_path: Path) -> None:
    styles = style("T", "Kommunens forside", "Title"), style("R", "Rapporttitel")
    first = read(
        tmp_path, paragraph("Plan", style="T"), heading("A"), paragraph("x"), styles=styles
    )
    other = read(
        tmp_path, paragraph("Plan", style="R"), heading("A"), paragraph("x"), styles=styles
    )
    assert (first.title, other.title) == ("Plan", "Plan")


def test_a_later_title_is_a_heading_and_pointed_at(tmp_path: Path) -> None:
    body = title("Plan"), heading("A"), paragraph("x"), title("Bilag: Kort"), paragraph("y")
    draft = read(tmp_path, *body)
    assert (draft.title, outline(draft)) == ("Plan", [("A", 1), ("Bilag: Kort", 1)])
    assert [(w.code, w.where) for w in draft.warnings] == [("heading-by-title-style", "2")]


def test_a_changed_title_is_named_and_no_letter_is_missed(tmp_path: Path) -> None:
    body = title("Plan ", deleted("2026"), inserted("2027")), heading("A"), paragraph("x")
    draft = read(tmp_path, *body)
    assert draft.title == "Plan 2027"
    assert codes(draft) == ["title-changed"]


def test_lists_of_figures_are_left_out_and_captions_are_text(tmp_path: Path) -> None:
    tab = "<w:r><w:tab/></w:r>"
    contents = (
        paragraph("Indledning", tab, "2", style="TOC1"),
        paragraph("Mål", tab, "3", style="TOC1"),
    )
    figures = paragraph("Figurer"), paragraph("Figur 1: Støj", tab, "2", style="Figures")
    tables = paragraph("Tabeller"), paragraph("Tabel 1: Kr.", tab, "2")
    body = (
        heading("Indledning"),
        paragraph("Tekst."),
        paragraph("Figur 1: Støj", style="Caption"),
        paragraph(run("Tabel 1: Kr.", "<w:b/>")),
        table(("a", "b")),
        paragraph("Mere."),
        heading("Mål"),
        paragraph("Slut."),
    )
    draft = read(tmp_path, title("Plan"), *contents, *figures, *tables, *body)
    assert outline(draft) == [("Indledning", 1), ("Mål", 1)]
    assert words(draft) == ["Tekst.", "Figur 1: Støj", "Tabel 1: Kr.", "a\tb", "Mere.", "Slut."]
    assert codes(draft) == ["contents-left-out"]


def test_a_paragraph_in_a_headings_style_is_pointed_at(tmp_path: Path) -> None:
    long = "Kommunen vil dæmpe støj fra gaderne, også om natten. " * 5
    draft = read(tmp_path, title("Plan"), heading("Støj"), heading(long, 2), paragraph("x"))
    assert [(w.code, w.where) for w in draft.warnings] == [("heading-long", "1/1")]


def test_a_numbered_lone_first_heading_is_a_chapter_and_no_title(tmp_path: Path) -> None:
    draft = read(tmp_path, heading("1. Indledning"), heading("1.1 Mål", 2), paragraph("x"))
    assert outline(draft) == [("Indledning", 1), ("Mål", 2)]
    assert codes(draft) == ["title-missing"]
