"""The snippet of a search hit: where it begins and ends, and which of its characters match."""

from __future__ import annotations

from consult.public.queries.search_snippet import snippet


def test_a_snippet_is_the_whole_text_in_pieces_when_it_is_short() -> None:
    pieces = snippet("Vi bygger en bro.", ["bro", "byg"])
    assert [(piece.text, piece.is_match) for piece in pieces] == [
        ("Vi ", False), ("byg", True), ("ger en ", False), ("bro", True), (".", False),
    ]  # fmt: skip


def test_a_long_text_is_cut_round_the_first_word_found() -> None:
    text = "ord " * 100 + "broen " + "ord " * 100
    pieces = snippet(text, ["broen"])
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert [piece.text for piece in pieces if piece.is_match] == ["broen"]
    assert sum(len(piece.text) for piece in pieces) < 300


def test_letters_that_fold_to_several_are_marked_whole() -> None:
    pieces = snippet("Straße", ["ss"])
    assert [(piece.text, piece.is_match) for piece in pieces] == [
        ("Stra", False), ("ß", True), ("e", False),
    ]  # fmt: skip
