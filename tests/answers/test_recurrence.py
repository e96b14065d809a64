"""Words that recur: four in a row that the change brought, the same in what somebody wrote."""

from __future__ import annotations

from consult.answers.recurrence import ChangedText, RecurrenceIndex

BEFORE = "Parken har fem bænke ved åen."
AFTER = "Parken har fem bænke ved åen. Der kommer ti bænke og to drikkeposter til sommer."


def index(*changes: ChangedText[str]) -> RecurrenceIndex[str]:
    noise = ChangedText("noise", "", "Bussen kører hvert femte minut fra stationen.")
    return RecurrenceIndex([noise, *changes])


def found(text: str) -> dict[str, str]:
    return dict(index(ChangedText("benches", BEFORE, AFTER)).recurring(text))


def test_a_run_is_found_in_the_spelling_of_who_wrote_it() -> None:
    text = "Vi beder om TI bænke, og to drikkeposter. Tak!"
    assert found(text) == {"benches": "TI bænke, og to drikkeposter"}


def test_the_longest_run_counts() -> None:
    text = "Ti bænke og to. Men helst: der kommer ti bænke og to drikkeposter!"
    assert found(text) == {"benches": "der kommer ti bænke og to drikkeposter"}


def test_what_stood_there_before_is_no_change() -> None:
    assert found("Parken har fem bænke ved åen, og det er godt.") == {}


def test_three_words_are_too_few() -> None:
    assert found("Ti bænke og en bod") == {}


def test_everyday_words_recur_everywhere() -> None:
    change = ChangedText("everyday", "", "Det er for at vi kan gå der.")
    assert dict(index(change).recurring("Det er for at vi kan gå der igen.")) == {}


def test_one_text_may_recur_in_several_changes() -> None:
    text = "Bussen kører hvert femte minut. Der kommer ti bænke og to drikkeposter."
    assert set(found(text)) == {"noise", "benches"}


def test_nothing_recurs_in_nothing() -> None:
    assert found("") == {}
    assert dict(index(ChangedText("gone", BEFORE, "")).recurring(BEFORE)) == {}
