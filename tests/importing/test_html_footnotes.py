"""Web pages that office programs saved: their footnotes, and what such a page cannot carry."""

import contextlib
from pathlib import Path

import pytest

from consult.importing import ImportRefused, read_draft

WORD_NOTE = (
    "<p class=MsoNormal>Der er mange træer.<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" "
    'name="_ftnref1" title=""><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]'
    "<![endif]></span></a> De er 9 m² høje.</p><p>Mere.</p><div style='mso-element:footnote-list'>"
    "<hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
    '<a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1"><span>[1]</span></a> '
    "Talt i 2026.</p></div></div>"
)
OFFICE_NOTE = (
    '<p>Der er mange træer.<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">'
    '<sup>1</sup></a> De er 9 m² høje.</p><p>Mere.</p><div id="sdfootnote1"><p>'
    '<a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Talt i 2026.</p></div>'
)
PANDOC_NOTE = (
    '<p>Der er mange træer.<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a> De er '
    '9 m² høje.</p><p>Mere.</p><section id="footnotes"><hr><ol><li id="fn1"><p>Talt i 2026.'
    '<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>'
)


@pytest.mark.parametrize(
    "page", [WORD_NOTE, OFFICE_NOTE, PANDOC_NOTE], ids=["word", "office", "pandoc"]
)
def test_a_footnote_of_a_saved_page_follows_the_paragraph_that_refers_to_it(
    tmp_path: Path, page: str
) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<h1>Mål</h1>{page}", "utf-8")
    found = [(p.kind, p.text) for s in read_draft(path).sections for p in s.paragraphs]
    assert found == [
        ("paragraph", "Der er mange træer.¹ De er 9 m² høje."),
        ("footnote", "¹ Talt i 2026."),
        ("paragraph", "Mere."),
    ]


def test_links_within_a_page_are_no_footnotes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = (
        '<p><a id="top" href="#end">Til bunden</a></p><p><a id="end" href="#top">Til toppen</a></p>'
    )
    path.write_text(f"<h1>Mål</h1>{page}", "utf-8")
    found = [(p.kind, p.text) for s in read_draft(path).sections for p in s.paragraphs]
    assert found == [("paragraph", "Til bunden"), ("paragraph", "Til toppen")]


def test_many_open_links_take_no_long_time(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<h1>Mål</h1><p>" + '<a id="x" href="#y">' * 50_000 + "slut</p>", "utf-8")
    with contextlib.suppress(ImportRefused):
        read_draft(path)


def test_a_page_by_a_program_that_mixes_deleted_words_in_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    head = '<meta name="generator" content="LibreOffice 7.4 (Linux)"/>'
    path.write_text(f"<head>{head}</head><h1>Mål</h1><p>Vi planter få mange træer.</p>", "utf-8")
    assert "changes-not-carried" in [warning.code for warning in read_draft(path).warnings]


def test_the_header_and_footer_of_a_saved_page_are_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    head, foot = (
        '<div title="header"><p>Udkast</p></div>',
        '<div title="footer"><p>Side 1</p></div>',
    )
    path.write_text(f"{head}<h1>Mål</h1><p>Vi planter.</p>{foot}", "utf-8")
    draft = read_draft(path)
    assert [p.text for s in draft.sections for p in s.paragraphs] == ["Vi planter."]
    assert [w.code for w in draft.warnings].count("header-left-out") == 2
