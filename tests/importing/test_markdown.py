"""Markdown files with a block of facts at their beginning, and with tags of web pages in them."""

from pathlib import Path

import pytest

from consult.importing import Draft, read_draft


def read(folder: Path, text: str) -> Draft:
    path = folder / "fil.md"
    path.write_text(text, "utf-8")
    return read_draft(path)


def words(draft: Draft) -> list[str]:
    return [one.text for section in draft.sections for one in section.paragraphs]


def codes(draft: Draft) -> list[str]:
    return [warning.code for warning in draft.warnings]


@pytest.mark.parametrize(
    "block",
    [
        "---\ntitle: Klimaplan for havnen\nlang: da\n---\n",
        '---\nlang: da\ntitle: "Klimaplan for havnen"\n...\n',
        "---\r\nlang: da\r\ntitel: Klimaplan for havnen\r\n---\r\n",
        "---\ntitle: >-\n  Klimaplan\n  for havnen\nlang: da\n---\n",
        '+++\ntitle = "Klimaplan for havnen"\nlang = "da"\n+++\n',
        "% Klimaplan for havnen\n% da\n",
        "\ufeff---\ntitle: Klimaplan for havnen\nlang: da\n---\n",
    ],
)
def test_a_block_of_facts_gives_the_title_and_the_rest_is_named_once(
    block: str, tmp_path: Path
) -> None:
    draft = read(tmp_path, f"{block}\n# Mål\n\nTekst.\n\n## Delmål\n\nMere.\n")
    assert draft.title == "Klimaplan for havnen"
    assert [(s.title, s.level) for s in draft.sections] == [("Mål", 1), ("Delmål", 2)]
    assert words(draft) == ["Tekst.", "Mere."]
    assert codes(draft) == ["front-matter-left-out"]


def test_a_block_with_nothing_but_the_title_says_nothing(tmp_path: Path) -> None:
    draft = read(tmp_path, "---\ntitle: Plan\n---\n# A\n\nx\n\n# B\n\ny\n")
    assert draft.title == "Plan"
    assert codes(draft) == []


@pytest.mark.parametrize("text", ["---\n\nEn linje.\n\n---\n\n# A\n\nx\n", "---\n# A\n\nx\n"])
def test_a_rule_at_the_beginning_is_no_block_of_facts(text: str, tmp_path: Path) -> None:
    draft = read(tmp_path, text)
    assert "x" in words(draft)
    assert "front-matter-left-out" not in codes(draft)


def test_known_tags_are_read_and_addresses_keep_their_underscores(tmp_path: Path) -> None:
    address = "https://example.org/en_lang_adresse_her"
    draft = read(
        tmp_path,
        "# Plan\n\n"
        'Loven<sup id="n1"><a href="#f1">1</a></sup> om CO<sub>2</sub>, se '
        f'<a href="{address}">{address}</a> og _{address}_.\n\n'
        "Vi <ins>indsætter</ins> og <del>sletter</del> ~~mere~~ **nu**.<br>Næste linje.\n\n"
        "<details><summary>Mere</summary>Indhold i *details*.</details>\n\n"
        "- punkt <em>et</em>\n- punkt to\n",
    )
    assert words(draft) == [
        f"Loven¹ om CO₂, se {address} og {address}.",
        "Vi indsætter og nu.\nNæste linje.",
        "Mere",
        "Indhold i *details*.",
        "punkt et",
        "punkt to",
    ]
    runs = draft.sections[0].paragraphs[1].runs
    assert [(r.text, r.change) for r in runs if r.change] == [
        ("indsætter", "insertion"),
        ("sletter", "deletion"),
        ("mere", "deletion"),
    ]
    links = [r.href for r in draft.sections[0].paragraphs[0].runs if r.href]
    assert address in links


def test_what_only_looks_like_a_tag_stays_and_comments_go(tmp_path: Path) -> None:
    text = (
        "# A\n\nKære <navn>, 3 < 4 <b>nu</b>. <!-- internt --> `<b>` <https://example.org/a_b_c>\n\n"
        "<p hidden>HEMMELIGT</p>\n\nSlut.\n"
    )
    draft = read(tmp_path, text)
    assert words(draft) == ["Kære <navn>, 3 < 4 nu. <b> https://example.org/a_b_c", "Slut."]
    assert "internt" not in str(draft)
    assert "HEMMELIG" not in str(draft)


def test_twenty_thousand_brackets_are_looked_at_once(tmp_path: Path) -> None:
    draft = read(tmp_path, "# A\n\n" + "<b " * 20_000 + "\n")
    assert draft.sections
