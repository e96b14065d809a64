import subprocess
from pathlib import Path

import pytest

from consult.importing import Draft, read_draft
from consult.importing.pandoc import program


def read(path: Path, text: str) -> Draft:
    path.write_text(text, encoding="utf-8")
    return read_draft(path)


def test_markdown_has_headings_lists_deletions_and_no_live_markup(tmp_path: Path) -> None:
    source = "# Træpolitik\n\n## 1 Mål\n\n~~Nej~~ ja <script>alert(1)</script>\n\n- et\n"
    draft = read(tmp_path / "a.md", source + "\n## 2 Penge\n\nIngen.\n")
    assert draft.title == "Træpolitik"
    assert [(s.path, s.number, s.title) for s in draft.sections] == [
        ("1", "1", "Mål"),
        ("2", "2", "Penge"),
    ]
    first, second = draft.sections[0].paragraphs
    assert first.runs[0].change == "deletion"
    assert first.text == "ja <script>alert(1)</script>"
    assert second.kind == "item"


def test_html_has_insertions_deletions_and_tables_but_no_scripts(tmp_path: Path) -> None:
    source = (
        "<html><head><title>Træpolitik</title></head><body><h2>Mål</h2><p>Vi <del>kan</del> <ins>vil</ins>.</p>"
        "<script>ondt()</script><table><tr><th>År</th></tr><tr><td>2027</td></tr></table>"
    )
    draft = read(tmp_path / "a.html", source)
    words, table = draft.sections[0].paragraphs
    assert (draft.title, words.text) == ("Træpolitik", "Vi vil.")
    assert [r.change for r in words.runs if r.change] == ["deletion", "insertion"]
    assert [row[0].header for row in table.cells] == [True, False]
    assert "ondt" not in str(draft)


def test_an_open_document_is_read(tmp_path: Path) -> None:
    source = "# Mål\n\nVi planter.\n\n# Penge\n\nIngen.\n"
    path = tmp_path / "a.odt"
    command = [program(), "-f", "markdown", "-o", str(path)]
    subprocess.run(command, input=source.encode(), check=True)
    draft = read_draft(path)
    assert [(s.title, s.paragraphs[0].text) for s in draft.sections] == [
        ("Mål", "Vi planter."),
        ("Penge", "Ingen."),
    ]


_WORD_PAGE = """<html><head><title>Støjpolitik</title></head><body>
<p class=MsoTitle>Støjpolitik</p><h1>Støj i byen</h1>
<p>Vi vil <ins cite="mailto:A">gerne </ins>dæmpe<span style='display:none;mso-hide:all'> fortroligt
<span>og mere</span></span> støj.<a class=msocomanchor href="#c1">[A1]</a></p>
<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>Første punkt</p>
<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>Andet punkt</p>
<div style='mso-element:comment-list'><div><p>internt</p></div></div>
<p>Efter.</p></body></html>"""


def test_a_page_saved_by_word_keeps_its_comments_and_hidden_words_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(_WORD_PAGE.encode("cp1252"))
    draft = read_draft(path)
    assert draft.title == "Støjpolitik"
    assert [(p.kind, p.text) for p in draft.sections[0].paragraphs] == [
        ("paragraph", "Vi vil gerne dæmpe støj."),
        ("item", "Første punkt"),
        ("item", "Andet punkt"),
        ("paragraph", "Efter."),
    ]
    assert [(w.code, w.where) for w in draft.warnings] == [
        ("hidden-text-left-out", "1, paragraph 1"),
        ("comments-left-out", "1, paragraph 1"),
        ("list-typed", "1, paragraph 2"),
        ("list-typed", "1, paragraph 3"),
    ]
    assert not any(word in str(draft) for word in ("internt", "fortroligt", "mere", "A1"))


HIDDEN = 'style="display: none"'


@pytest.mark.parametrize(
    "hidden",
    [
        f"<img src=x {HIDDEN}>",
        f"<p {HIDDEN}>Skjult.",
        f"<p {HIDDEN}>Skjult.</p>",
        f"<ul><li {HIDDEN}>Skjult.<ul><li>Også.</ul></ul>",
        f"<table><tr {HIDDEN}><td>Skjult.</table>",
        f"<div {HIDDEN}>Skjult.<div>Også.</div>Og.</div>",
        f"<script>x = '<div {HIDDEN}>'</script><!-- <div {HIDDEN}> -->",
    ],
)
def test_what_is_hidden_takes_nothing_with_it(tmp_path: Path, hidden: str) -> None:
    """Tags that are never closed, as web pages have them, hide no more than they hold."""
    words = [f"Vi ser på det, som kommer {when}." for when in ("før", "efter", "sidst")]
    before, after, last = (f"<p>{each}</p>" for each in words)
    source = f"<h1>Træpolitik</h1><h2>Mål</h2>{before}{hidden}{after}{last}"
    [section] = read(tmp_path / "a.html", source).sections
    assert [one.text for one in section.paragraphs] == words
