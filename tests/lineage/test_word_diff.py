"""Word by word: what is shown, and that nothing of either text is lost."""

from __future__ import annotations

from time import process_time

from hypothesis import example, given
from hypothesis import strategies as st

from consult.lineage import Difference, diff_words, diff_words_exactly

TEXTS = st.text(st.sampled_from("ab æ-., \n1"), max_size=60)


def shown(old: str, new: str) -> str:
    marks = {"same": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(marks[run.change].format(run.text) for run in diff_words(old, new))


def test_a_changed_word_is_shown_as_deleted_and_inserted() -> None:
    assert shown("Bussen kører hver time.", "Bussen kører hver halve dag.") == (
        "Bussen kører hver [-time-][+halve dag+]."
    )


def test_line_breaks_and_cut_words_are_no_difference() -> None:
    assert diff_words("bolig-\nmæssige  rammer", "boligmæssige rammer") == (
        Difference("boligmæssige rammer", "same"),
    )
    assert diff_words("bolig-mæssige rammer", "boligmæssige rammer")[0].change == "same"


def test_words_that_went_do_not_stick_to_the_word_before_them() -> None:
    assert shown("Alle kan bade her.", "Alle kan bade.") == "Alle kan bade[- her-]."


def test_a_lone_word_between_two_long_changes_is_shown_with_them() -> None:
    found = diff_words("en stor by ved og nær det kolde hav", "mange små øer og så lidt skov der")
    assert [run.change for run in found] == ["deleted", "inserted"]


def test_a_lone_word_between_short_changes_stays() -> None:
    assert shown("Otte af ni børn", "Syv af ti børn") == "[-Otte -][+Syv +]af [-ni -][+ti +]børn"


@given(TEXTS, TEXTS)
@example("", "")
@example("a", "")
@example(" . ", "a")
def test_the_runs_give_both_texts_back(old: str, new: str) -> None:
    found = diff_words(old, new)
    kept = "".join(run.text for run in found if run.change != "deleted")
    assert kept == " ".join(kept.split())
    assert letters(kept) == letters(new)
    gone = "".join(run.text for run in found if run.change != "inserted")
    assert letters(gone) == letters(old)


@given(st.lists(st.sampled_from(["aa", "bb", "cc"])), st.lists(st.sampled_from(["aa", "bb", "dd"])))
def test_the_words_of_both_texts_stand_apart(old: list[str], new: list[str]) -> None:
    found = diff_words(" ".join(old), " ".join(new))
    assert "".join(run.text for run in found if run.change != "inserted").split() == old


def letters(text: str) -> str:
    """All but blanks and the hyphens that layout may have put in a word."""
    return "".join(text.replace("-", "").split())


def test_a_text_without_measure_is_shown_as_replaced_in_little_time() -> None:
    start = process_time()
    found = diff_words("og " * 20_000, "og " * 20_001)
    assert [run.change for run in found] == ["deleted", "inserted"]
    assert process_time() - start < 20


def test_a_correction_keeps_its_layout() -> None:
    assert diff_words_exactly("Vi er imod\nplanen.", "Vi er for\n\nplanen.") == (
        Difference("Vi er ", "same"), Difference("imod\n", "deleted"), Difference("for\n\n", "inserted"),
        Difference("planen.", "same"),
    )  # fmt: skip


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_from_an_exact_diff(before: str, after: str) -> None:
    found = diff_words_exactly(before, after)
    assert "".join(each.text for each in found if each.change != "inserted") == before
    assert "".join(each.text for each in found if each.change != "deleted") == after


@given(st.text(max_size=30))
def test_the_blanks_round_a_change_stand_outside_its_marks(text: str) -> None:
    found = Difference(text, "inserted")
    assert found.before + found.words + found.after == text


def test_very_long_texts_are_shown_whole_rather_than_compared_for_minutes() -> None:
    found = diff_words_exactly("a " * 4000, "b " * 4000)
    assert [each.change for each in found] == ["deleted", "inserted"]
