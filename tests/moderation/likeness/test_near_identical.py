"""Near-identical texts are grouped; short equal answers and texts about the same are not."""

from __future__ import annotations

from random import Random

import pytest

from moderation.likeness.near_identical import SHORTEST, near_identical

LETTER = (
    "Vi beder kommunen om at bevare klubben på hjørnet, fordi den er det eneste sted i kvarteret, hvor unge kan få hjælp "
    "til lektier og møde voksne, der har tid til dem også om aftenen og i weekenden."
)
OTHER = (
    "Planen bør nævne cykelstierne langs ringvejen, som mange bruger for at komme på arbejde om morgenen, og som i dag er "
    "så smalle og dårligt oplyst, at ingen tør lade deres børn køre der alene."
)


def test_a_letter_with_light_edits_is_one_group() -> None:
    texts = [
        LETTER,
        OTHER,
        LETTER.replace("kommunen", "byrådet"),
        f"Kære politikere. {LETTER}",
        LETTER.upper().replace(",", ""),
    ]
    assert near_identical(texts) == [[0, 2, 3, 4]]


def test_short_answers_that_are_equal_are_no_campaign() -> None:
    short = " ".join(["enig"] * (SHORTEST - 1))
    assert near_identical([short, short, "Jeg er enig.", "Jeg er enig."]) == []


@pytest.mark.parametrize("texts", [[], [""], ["", ""], [LETTER], [LETTER, OTHER], ["!" * 600] * 3])
def test_nothing_alike_is_no_group(texts: list[str]) -> None:
    assert near_identical(texts) == []


def test_two_letters_are_two_groups_in_the_order_of_the_texts() -> None:
    texts = [OTHER, LETTER, f"{OTHER} Tak.", f"{LETTER} Tak."]
    assert near_identical(texts) == [[0, 2], [1, 3]]


def test_many_edited_letters_among_others_are_found_without_mistakes() -> None:
    draw = Random(12)
    words = [f"ord{number}" for number in range(400)]
    letters = [[draw.choice(words) for _ in range(90)] for _ in range(40)]
    sent = [
        (number, letter) for number, letter in enumerate(letters) for _ in range(1 + number % 6)
    ]
    texts = []
    for _, letter in sent:
        copy = list(letter)
        for _ in range(4):
            copy[draw.randrange(len(copy))] = draw.choice(words)
        texts.append(" ".join(copy))
    groups = {tuple(group) for group in near_identical(texts)}
    expected = {
        tuple(place for place, (number, _) in enumerate(sent) if number == letter)
        for letter in range(40)
        if letter % 6
    }
    assert groups == expected
