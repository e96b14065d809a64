from __future__ import annotations

from functools import partial

import pytest

from tests.moderation.screening.rules import found_by

seen = partial(found_by, "email")


@pytest.mark.parametrize(
    "address",
    [
        "anna@example.dk",
        "anna.b+hoering@post.example.dk",
        "søren.ærlig@blåbær.example",
        "ANNA@EXAMPLE.DK",
        "anna＠example.dk",
        "an\u200bna@exam\u00adple.dk",
        "x" * 64 + "@example.dk",
    ],
)
def test_an_address_is_found_without_what_stands_round_it(address: str) -> None:
    for text in ("{}", "Skriv til {}.", "<{}>", "({}), tak", "mail:{}!", "«{}»\n"):
        assert seen(text.format(address)) == [(address, "high")]


def test_an_address_with_the_at_spelt_out_is_found_less_surely() -> None:
    assert seen("anna (at) example.dk") == [("anna (at) example.dk", "low")]
    assert seen("anna[snabel-a]example.dk") == [("anna[snabel-a]example.dk", "low")]


@pytest.mark.parametrize(
    "text",
    ["@navn", "a@b", "pris @ 20 kr.", "vi mødes (at tale) om det", "anna@", "@example.dk", "a@.dk"],
)
def test_an_at_alone_is_no_address(text: str) -> None:
    assert seen(text) == []


def test_letters_that_grow_when_lowered_do_not_move_the_place() -> None:
    text = "İİİİ anna@example.dk"
    assert seen(text) == [("anna@example.dk", "high")]


def test_two_addresses_in_a_row_are_two() -> None:
    assert [words for words, _ in seen("a@example.dk,b@example.dk c@example.dk")] == [
        "a@example.dk",
        "b@example.dk",
        "c@example.dk",
    ]


@pytest.mark.parametrize(
    "address",
    ["anna snabel-a example punktum dk", "anna [at] example [dot] dk", "anna @ example.dk",
     "anna(a)example.dk", "anna@example,dk", "anna at example dot com", "anna-at-example.dk"],
)  # fmt: skip
def test_an_address_in_words_is_found(address: str) -> None:
    assert seen(f"Skriv til {address} snart") == [(address, "low")]


def test_the_little_danish_word_is_no_sign() -> None:
    assert seen("Jeg synes at sproget. De andre synes at prisen er høj.") == []
