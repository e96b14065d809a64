"""What an editor corrects in a read draft: each correction does its one thing and leaves the rest."""

from __future__ import annotations

import pytest

from consult.documents.drafting import corrections
from consult.documents.drafting.corrections import ImpossibleCorrection
from consult.importing import Draft, ParagraphDraft, Run
from tests.support.factories.drafts import paragraph, section, small_draft


def outline(draft: Draft) -> list[tuple[str, str | None, str]]:
    return [(each.path, each.number, each.title) for each in draft.sections]


def words(draft: Draft) -> list[str]:
    """Every word of the draft in order, headings too."""
    found: list[str] = []
    for each in draft.sections:
        found += f"{each.number or ''} {each.title}".split()
        for one in each.paragraphs:
            found += one.text.split()
    return found


def test_a_heading_gets_other_words_and_its_number() -> None:
    draft = corrections.retitle(small_draft(), 4, "2 Kajer og torve")
    assert outline(draft)[4] == ("3", "2", "Kajer og torve")
    assert outline(draft)[:4] == outline(small_draft())[:4]


def test_what_stands_below_a_heading_that_moved_up_is_counted_anew() -> None:
    draft = corrections.relevel(small_draft(), 3, 1)
    assert [path for path, _, _ in outline(draft)] == ["1", "2", "2/1", "3", "4", "4/1", "4/2"]
    assert words(draft) == words(small_draft())


def test_no_heading_goes_deeper_than_one_below_the_last() -> None:
    draft = corrections.relevel(small_draft(), 1, 5)
    assert outline(draft)[1][0] == "1/1"


def test_a_heading_that_was_none_joins_the_section_before_with_all_below_it() -> None:
    draft = corrections.heading_to_text(small_draft(), 3)
    assert [one.text for one in draft.sections[2].paragraphs] == [
        "Vandet er rent.", "Der er to broer.", "Det vil vi", "Vi bygger en bro til.",
    ]  # fmt: skip
    assert words(draft) == words(small_draft())


def test_a_paragraph_becomes_a_heading_over_what_follows_it() -> None:
    draft = corrections.text_to_heading(small_draft(), 2, 0)
    assert outline(draft)[2:4] == [
        ("2/1", None, "Situationen i dag"),
        ("2/1/1", None, "Vandet er rent."),
    ]
    assert [one.text for one in draft.sections[3].paragraphs] == ["Der er to broer."]
    assert draft.sections[2].paragraphs == ()


def test_two_paragraphs_become_one() -> None:
    draft = corrections.join(small_draft(), 2, 1)
    assert [one.text for one in draft.sections[2].paragraphs] == [
        "Vandet er rent. Der er to broer."
    ]


@pytest.mark.parametrize(
    "parts",
    [["Kajen skal være", "åben for alle."], ["Kajen  skal\n", "være åben", " for alle."]],
)
def test_a_paragraph_is_split_with_its_changes(parts: list[str]) -> None:
    draft = corrections.split(small_draft(), 5, 1, parts)
    made = draft.sections[5].paragraphs[1:]
    assert [one.text for one in made] == [" ".join(part.split()) for part in parts]
    runs = [run for one in made for run in one.runs]
    assert [run.text for run in runs if run.change == "deletion"] == ["lukket"]
    assert [run.text for run in runs if run.change == "insertion"] == ["åben"]


def test_stress_stays_on_the_words_it_was_on() -> None:
    runs = (Run("Vi vil "), Run("bygge en bro", strong=True), Run(" til."))
    draft = Draft("x", (section("1", "A", ParagraphDraft("paragraph", "Vi vil bygge en bro til.", runs)),), ())  # fmt: skip
    made = corrections.split(draft, 0, 0, ["Vi vil bygge", "en bro til."]).sections[0].paragraphs
    assert [[(r.text, r.strong) for r in one.runs] for one in made] == [
        [("Vi vil ", False), ("bygge ", True)],
        [("en bro", True), (" til.", False)],
    ]


@pytest.mark.parametrize(
    "parts", [["Vandet er rent."], ["Vandet er", "snavset."], ["Vandet er rent.", " "], ["Vandet"]]
)
def test_a_split_changes_no_word(parts: list[str]) -> None:
    with pytest.raises(ImpossibleCorrection):
        corrections.split(small_draft(), 2, 0, parts)


def test_what_is_not_there_cannot_be_corrected() -> None:
    for attempt in (
        lambda: corrections.retitle(small_draft(), 7, "x"),
        lambda: corrections.relevel(small_draft(), 0, 0),
        lambda: corrections.relevel(small_draft(), -1, 1),
        lambda: corrections.heading_to_text(small_draft(), 0),
        lambda: corrections.text_to_heading(small_draft(), 1, 0),
        lambda: corrections.text_to_heading(small_draft(), 6, 1),
        lambda: corrections.join(small_draft(), 2, 0),
        lambda: corrections.join(small_draft(), 2, 2),
    ):
        with pytest.raises(ImpossibleCorrection):
            attempt()


def test_a_table_is_not_joined_to_text() -> None:
    table = paragraph("a\tb", kind="table")
    draft = Draft("x", (section("1", "A", paragraph("Ord."), table),), ())
    with pytest.raises(ImpossibleCorrection):
        corrections.join(draft, 0, 1)
