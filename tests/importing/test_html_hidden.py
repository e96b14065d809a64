"""What a web page does not show, or not to everybody."""

from pathlib import Path

import pytest

from consult.importing import Draft, read_draft
from consult.importing.html_hidden import _MEDIA, _RULE


def read(folder: Path, body: str, head: str = "") -> Draft:
    path = folder / "side.html"
    page = f'<!doctype html><html lang="da"><head><meta charset="utf-8">{head}</head>'
    path.write_text(f"{page}<body><h1>Plan</h1>{body}</body></html>", "utf-8")
    return read_draft(path)


def words(draft: Draft) -> list[str]:
    return [one.text for section in draft.sections for one in section.paragraphs]


def hidden(draft: Draft) -> int:
    return [warning.code for warning in draft.warnings].count("hidden-text-left-out")


@pytest.mark.parametrize(
    "element",
    [
        "<p hidden>HEMMELIGT</p>",
        '<p class="a" hidden="">HEMMELIGT</p>',
        '<div HIDDEN="hidden"><p>HEMMELIGT</p><div>HEMMELIGT</div></div>',
        "<section hidden=until-found><h2>HEMMELIGT</h2></section>",
        "<ul><li hidden>HEMMELIGT<li>Åbent.</ul>",
        "<p hidden>HEMMELIGT<p>Åbent.</p>",
        "<template><p>HEMMELIGT</p></template>",
        "<noscript><p>HEMMELIGT</p></noscript>",
        '<div style="display : none">HEMMELIGT</div>',
        '<div style="visibility:hidden">HEMMELIGT</div>',
        '<div class="x skjult">HEMMELIGT</div>',
        "<p id=skjul>HEMMELIGT</p>",
        "<table><tr hidden><td>HEMMELIGT</td></tr><tr><td>Åbent.</td></tr></table>",
    ],
)
def test_what_a_page_hides_is_left_out_and_said_once(element: str, tmp_path: Path) -> None:
    head = "<style>/* x */ .skjult, p#skjul { color: red; display: none }</style>"
    draft = read(tmp_path, f"<p>Foran.</p>{element}<p>Efter.</p>", head)
    assert "HEMMELIG" not in str(draft)
    assert (words(draft)[0], words(draft)[-1]) == ("Foran.", "Efter.")
    assert hidden(draft) == 1


def test_words_about_hiding_and_rules_for_paper_hide_nothing(tmp_path: Path) -> None:
    head = "<style>@media print { .papir { display: none } .b { color: red } } .a { display: block }</style>"
    body = (
        '<p class="hidden">a</p><p title="hidden">b</p><p data-hidden="x">c</p>'
        '<p class="papir">d</p><p class=a>e</p><p aria-hidden="false">f</p>'
    )
    draft = read(tmp_path, body, head)
    assert words(draft) == ["a", "b", "c", "d", "e", "f"]
    assert hidden(draft) == 0


def test_each_kind_of_hidden_text_is_said(tmp_path: Path) -> None:
    body = (
        "<p>a</p><p hidden>X</p><p hidden>X</p><template>X</template><noscript>X</noscript><p>b</p>"
    )
    draft = read(tmp_path, body)
    assert words(draft) == ["a", "b"]
    assert hidden(draft) == 3


def test_many_hidden_elements_are_looked_at_once(tmp_path: Path) -> None:
    draft = read(tmp_path, "<p>a</p>" + "<i hidden>X</i>" * 20_000 + "<p>b</p>")
    assert words(draft)[0] == "a"
    assert "X" not in "".join(words(draft))


def test_rules_without_a_brace_are_looked_through_once() -> None:
    # No rule may be begun at each of their letters: that takes the square of them.
    assert _RULE.match("a b {c}", 2) is None
    assert _MEDIA.match("@a @a {}") is None
    assert _RULE.match("a b {c}")
    assert _MEDIA.search("p {} @media print {p {}} q {}")
