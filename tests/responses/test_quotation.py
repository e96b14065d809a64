"""Quoted words are found as people copy them, and stored as the text has them."""

from __future__ import annotations

import pytest

from consult.responses.quotation import words_of

TEXT = (
    "Fjordby er en blandet by. I kvarterer som Møllebakken og Strandmarken bor mange\n"
    "familier, jf. stk. 2-6; »den gode hverdag« koster 1,5 mio. kr. i 2027 … og det er §\u00a04."
)


@pytest.mark.parametrize(
    ("copied", "own"),
    [
        ("I kvarterer som Mølle\u2010\nbakken og Strand", "I kvarterer som Møllebakken og Strand"),
        ("I kvarterer som Mølle-\nbakken", "I kvarterer som Møllebakken"),
        ("kvarterer som Mølle\u00adbakken", "kvarterer som Møllebakken"),
        ("»I kvarterer som Møllebakken«", "I kvarterer som Møllebakken"),
        ("”I kvarterer som Møllebakken”", "I kvarterer som Møllebakken"),
        ("I kvarterer som Møllebakken …", "I kvarterer som Møllebakken"),
        ("I kvarterer som Møllebakken...", "I kvarterer som Møllebakken"),
        ("i KVARTERER som møllebakken", "I kvarterer som Møllebakken"),
        ("2.1 Fjordby er en blandet by", "Fjordby er en blandet by"),
        ("§ 2-1. Fjordby er en blandet by", "Fjordby er en blandet by"),
        ("Afsnit 2.1: Fjordby er en blandet by", "Fjordby er en blandet by"),
        ("mange familier", "mange familier"),
        ("mange\u00a0familier", "mange familier"),
        ('"den gode hverdag"', "den gode hverdag"),
        ("stk. 2\u20136", "stk. 2-6"),
        ("2027 ... og det er", "2027 … og det er"),
        ("det er § 4", "det er § 4"),
    ],
)
def test_words_are_found_as_they_were_copied(copied: str, own: str) -> None:
    assert words_of(TEXT, copied, "2.1") == own


def test_ligatures_and_ornaments_are_the_letters_they_stand_for() -> None:
    assert words_of("en fin affære", "en \ufb01n a\ufb00ære") == "en fin affære"
    assert words_of("السلامة في المدينة", "السّلامة في المدينـة") == "السلامة في المدينة"


@pytest.mark.parametrize(
    "other",
    [
        "",
        "  ",
        "»«",
        "2.1",
        "stk. 26",
        "15 mio.",
        "2.2 Fjordby er en blandet by",
        "I kvarterer bor mange",
        "en blandet bil",
    ],
)
def test_other_words_are_not_found(other: str) -> None:
    assert words_of(TEXT, other, "2.1") == ""


def test_no_text_at_all_has_no_words() -> None:
    assert words_of("", "ord") == ""


@pytest.mark.parametrize("sign", ["-", "1", "1.", " ", "ab-", "§", "\u0301"])
def test_long_and_odd_quotes_are_looked_at_once(sign: str) -> None:
    assert words_of(sign * 20_000, sign * 5_000 + "ø") == ""
