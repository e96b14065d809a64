"""The labelled texts, and what is measured on them."""

from __future__ import annotations

import pytest

from moderation.screening.evaluation import MOST_LOOKALIKES, fired_shares, measure
from moderation.screening.labelled_set import HALVES, Labelled, Mark, labelled


def test_there_are_five_hundred_texts_and_two_hundred_look_alikes() -> None:
    texts = [each for half in HALVES for each in labelled(half)]
    assert len(texts) >= 500
    assert sum(not each.marks for each in texts) >= 200


def test_no_text_is_in_both_halves() -> None:
    dev, held_out = ({each.text for each in labelled(half)} for half in HALVES)
    assert not dev & held_out


@pytest.mark.parametrize("half", HALVES)
def test_the_marks_lie_on_words(half: str) -> None:
    for each in labelled(half):
        assert "[[" not in each.text
        assert all(each.text[mark.start : mark.end].strip() for mark in each.marks)


def test_precision_and_recall_are_counted_by_overlap() -> None:
    texts = [
        Labelled("Ring 23456789", (Mark("phone", 5, 13),)),
        Labelled("Ring ikke", (Mark("phone", 0, 4),)),
        Labelled("Mobil 22334455"),
        Labelled("Intet"),
    ]
    measured = measure(texts)
    [phone] = measured.rules
    assert (phone.recall, phone.precision, phone.is_missed) == (0.5, 0.5, True)
    assert (measured.fired, measured.lookalikes) == (1, 2)


@pytest.mark.parametrize("half", HALVES)
def test_the_rules_fire_on_few_look_alikes(half: str) -> None:
    assert measure(labelled(half)).fired_share < MOST_LOOKALIKES


def test_the_rules_reach_their_goals_where_they_are_tuned() -> None:
    assert [each.rule for each in measure(labelled("dev")).rules if each.is_missed] == []


def test_the_share_of_texts_is_counted_once_for_each_rule() -> None:
    assert fired_shares(["Ring 23456789 og 22334455", "Intet"]) == {"phone": 0.5}
