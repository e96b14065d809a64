"""A name in letters of several alphabets is pointed at; names of one alphabet are not."""

from __future__ import annotations

import pytest

from consult.responses.mixed_alphabets import mixes_alphabets


@pytest.mark.parametrize(
    "name", ["D\u0430nske Handicap", "Fjordens \u0392enner", "Prøver\u0430det"]
)
def test_a_word_of_two_alphabets_is_seen(name: str) -> None:
    assert mixes_alphabets(name)


@pytest.mark.parametrize(
    "name",
    [
        "Fjordens Venner",
        "Øens Råd 2 µ",
        "Дружба",
        "Дружба i Fjordby",
        "جمعية Fjord",
        "Ærø",
        "x-Д",
        "",
    ],
)
def test_words_of_one_alphabet_each_are_not(name: str) -> None:
    assert not mixes_alphabets(name)
