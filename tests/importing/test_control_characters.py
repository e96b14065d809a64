"""What no text may contain is in none of a draft's words, whatever file they come from."""

from __future__ import annotations

import re
from dataclasses import astuple
from pathlib import Path

import pytest

from consult.importing import Draft, read_draft
from consult.importing.control_characters import without_unprintable
from consult.importing.draft import ParagraphDraft, Run, SectionDraft, clean_text

# A control character, one that breaks lines, one that turns the order round, one that ends such a turn.
SIGNS = "\x01", "\x0b", "\u202e", "\u2069"
UNWANTED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def words_in(value: object) -> list[str]:
    if isinstance(value, tuple | list):
        return [words for each in value for words in words_in(each)]
    return [value] if isinstance(value, str) else []


def read(folder: Path, name: str, text: str) -> Draft:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    draft = read_draft(file)
    assert not [words for words in words_in(astuple(draft)) if UNWANTED.search(words)]
    return draft


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_they_are_in_no_words_of_text_and_markdown(tmp_path: Path, sign: str) -> None:
    text = (
        f"# 1 Vand{sign} og bad\n\nVan{sign}det er {sign} rent.\n\n| By |\n|---|\n| Fjord{sign} |\n"
    )
    draft = read(tmp_path, "udkast.md", text)
    assert draft.sections[0].title.split() == ["Vand", "og", "bad"]
    first = draft.sections[0].paragraphs[0]
    assert first.text == ("Van det er rent." if sign == "\x0b" else "Vandet er rent.")
    assert clean_text(first.runs) == first.text
    read(tmp_path, "udkast.txt", f"1 Vand{sign}\n\nVandet er{sign} rent.\n")


def test_they_are_in_no_words_of_a_web_page(tmp_path: Path) -> None:
    page = "<h1>1 Vand&#0;</h1><p>Vandet&#x202e; er &#1; rent.</p><table><tr><td>By&#0;</td></tr></table>"
    draft = read(tmp_path, "udkast.html", page)
    assert [each.text for each in draft.sections[0].paragraphs] == ["Vandet er rent.", "By"]


def test_what_belongs_to_writing_stays(tmp_path: Path) -> None:
    text = "البلدية \u200f(كوملي)\u200e \U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert (
        text
        in read(tmp_path, "udkast.md", f"# 1 Vand\n\nA {text} b.\n").sections[0].paragraphs[0].text
    )


def test_a_draft_without_any_is_the_very_same() -> None:
    paragraph = ParagraphDraft("paragraph", "Vand\tog bad", (Run("Vand\tog\nbad"),))
    draft = Draft("Havnen", (SectionDraft("1", "1", "Vand", 1, None, (paragraph,)),), ())
    assert without_unprintable(draft) is draft
