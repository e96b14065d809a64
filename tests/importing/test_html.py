from pathlib import Path

import pytest

from consult.importing import Cell, ParagraphDraft, Run, read_draft, render_html, render_runs


def test_changes_are_shown_or_accepted() -> None:
    runs = (Run("Vi "), Run("kan", "deletion"), Run("vil", "insertion", strong=True))
    assert render_runs(runs, "clean") == "Vi <strong>vil</strong>"
    assert render_runs(runs, "changes") == "Vi <del>kan</del><ins><strong>vil</strong></ins>"


def test_text_is_escaped_and_line_breaks_stay() -> None:
    runs = (Run("<img src=x onerror=alert(1)> & \"'\n", emphasis=True), Run("slut"))
    assert render_runs(runs) == (
        "<em>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;&#x27;<br></em>slut"
    )


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://example.org/?a=1&b=2", True),
        ("mailto:udkast@example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("#_Toc1", False),
        ("http://[", False),
    ],
)
def test_only_web_and_mail_links_are_links(href: str, shown: bool) -> None:
    assert ("<a " in render_runs((Run("her", href=href),))) is shown


def test_a_quote_in_a_link_cannot_leave_the_attribute() -> None:
    html = render_runs((Run("her", href='https://example.org/"onclick="x'),))
    assert html == '<a href="https://example.org/&quot;onclick=&quot;x">her</a>'


def test_a_table_is_a_table_in_both_views() -> None:
    cells = (
        (Cell((Run("År"),), header=True, columns=2),),
        (Cell((Run("før", "deletion"), Run("nu", "insertion"))), Cell(())),
    )
    table = ParagraphDraft("table", "", (), cells=cells)
    head = '<table><tbody><tr><th scope="colgroup" colspan="2">År</th></tr>'
    assert render_html(table) == f"{head}<tr><td>nu</td><td></td></tr></tbody></table>"
    changes = "<tr><td><del>før</del><ins>nu</ins></td><td></td></tr></tbody></table>"
    assert render_html(table, "changes") == head + changes


def test_a_wholly_deleted_paragraph_is_empty_when_clean() -> None:
    gone = ParagraphDraft("paragraph", "", (Run("væk", "deletion"),))
    assert (render_html(gone), render_html(gone, "changes")) == ("", "<del>væk</del>")


def test_numbers_that_libreoffice_runs_into_headings_are_told_apart(tmp_path: Path) -> None:
    page = (
        '<html><head><meta name="generator" content="LibreOffice 7.4"/></head><body>'
        "<h1>1.Støj</h1><h2><a name=x></a>1.1.Om natten</h2><p>Ro.</p><h1>2Havn</h1><p>Vand.</p>"
    )
    path = tmp_path / "a.html"
    path.write_text(page, "utf-8")
    found = [(s.number, s.title) for s in read_draft(path).sections]
    assert found == [("1", "Støj"), ("1.1", "Om natten"), ("2", "Havn")]
