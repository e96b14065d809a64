"""Whole sentences are offered to be quoted, and each stands literally in the text."""

from __future__ import annotations

import pytest

from consult.answers.sentences import MOST, sentences_of

TEXTS = {
    "Plant træer. Gør det nu!": ["Plant træer.", "Gør det nu!"],
    "Børn, f.eks. de små, kl. 10 om dagen. Og de store.": [
        "Børn, f.eks. de små, kl. 10 om dagen.",
        "Og de store.",
    ],
    "Hun sagde: »Plant dem nu.« Så gik hun.": ["Hun sagde: »Plant dem nu.«", "Så gik hun."],
    "Første linje\nAnden linje\n\n  Tredje": ["Første linje", "Anden linje", "Tredje"],
    "هل تزرعون الأشجار؟ نعم.": ["هل تزرعون الأشجار؟", "نعم."],
    "Ingen prik": ["Ingen prik"],
    "Jeg bor \ufffc og er glad. Tak.": ["Jeg bor \ufffc og er glad.", "Tak."],
    "  \n…\n ": [],
}


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_cut_into_its_sentences(text: str) -> None:
    assert sentences_of(text) == TEXTS[text]
    assert all(each in text for each in sentences_of(text))


def test_of_a_long_text_the_first_are_offered() -> None:
    assert len(sentences_of("Ja. " * 20_000)) == MOST
