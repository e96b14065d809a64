"""Text is kept as it was meant, whatever was sent, and in bounded time."""

from __future__ import annotations

import time
import unicodedata

import pytest

from consult.web.plain_text import MOST_MARKS, plain_text

RARE = "\U000101fd"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\0b \x7fc\td", "ab c\td"),
        ("\ud800a\udfff", "a"),
        ("\u202eabc\u2066", "abc"),
        ("e\u0301", "\u00e9"),
        ("\u0645\u064e\u0651\u0631", "\u0645\u064e\u0651\u0631"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
    ],
)
def test_text_is_kept_as_it_was_meant(raw: str, kept: str) -> None:
    assert plain_text(raw) == kept


@pytest.mark.parametrize("marks", ["\u0301\u0323", f"{RARE}\u0301\u0323", "\u0f71"])
def test_a_tower_of_marks_is_cut_where_no_script_goes(marks: str) -> None:
    tower = plain_text("x" + marks * 1000 + "y")
    assert (tower[0], tower[-1]) == ("x", "y")
    assert sum(map(bool, map(unicodedata.combining, tower))) == MOST_MARKS


def test_no_sign_whatever_makes_a_tower() -> None:
    """Some signs are no marks and become marks when they are taken apart."""
    signs = map(chr, range(0x300, 0x110000))
    for sign in (s for s in signs if unicodedata.combining(s) or unicodedata.decomposition(s)):
        apart = unicodedata.normalize("NFD", sign)
        if all(map(unicodedata.combining, apart)):
            kept = unicodedata.normalize("NFD", plain_text("x" + sign * 100))
            assert len(kept) <= 1 + MOST_MARKS * len(apart), f"U+{ord(sign):04X}"


@pytest.mark.parametrize(
    "hostile",
    [
        "\u0f73",
        "\u0f75\u0f81",
        "\u0301\u0323",
        f"\u0301{RARE}\u0323",
        "a" + "\u0301\u0323" * 15,
        "\r",
        "\0",
        "\u200b",
        "\x07 ",
        "\x07",
        "\ue000",
        "\uf0b7",
        "\uf0b7 ",
        "\t",
        "\n\t",
    ],
)
def test_no_text_takes_longer_than_its_length_explains(hostile: str) -> None:
    text = (hostile * 200_000)[:200_000]
    began = time.process_time()
    plain_text(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1d", "\r"])
def test_signs_that_break_a_line_become_a_line_break(sign: str) -> None:
    assert plain_text(f"linje et{sign}linje to") == "linje et\nlinje to"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("stk. 2\x1e6", "stk. 2-6"),
        ("stk. 2\u20116", "stk. 2-6"),
        ("samarbejds\x1faftale", "samarbejdsaftale"),
        ("første\x07anden", "første anden"),
        ("før\ufffcefter", "før efter"),
        ("linje \x07\x01 to", "linje  to"),
    ],
)
def test_no_word_grows_together_with_the_next(pasted: str, kept: str) -> None:
    assert plain_text(pasted) == kept


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (
            "\uf0b7\tførste\n\uf0a7 anden\n  \uf0d8\u00a0tredje",
            "•\tførste\n• anden\n  •\u00a0tredje",
        ),
        ("\uf0b7\nfølger på næste linje", "•\nfølger på næste linje"),
        ("før\uf0e0efter", "før efter"),
        ("smil \uf04a!", "smil !"),
        ("før\ue123\U00100001efter", "før efter"),
    ],
)
def test_signs_of_words_own_fonts_are_bullets_or_nothing(pasted: str, kept: str) -> None:
    assert plain_text(pasted) == kept


BLANKS = [
    "\u200b\u200c\u200d", "\u200e\u200f\u061c", "\ufeff", "\u00ad", "\u2060\u2062", "\u3164\uffa0", "\u115f\u1160",
    "\u2800", "\u034f", "\u180e", "\ufe0f\U000e0100", "\U000e0020\U000e007f", " \t\n\u00a0\u3000", "\u0301", "\U0001d159",
    "\ue000\uf8ff\U000f0000",
]  # fmt: skip


@pytest.mark.parametrize("blank", [*BLANKS, "".join(BLANKS)])
def test_what_shows_nothing_is_empty(blank: str) -> None:
    assert plain_text(blank) == ""
    assert plain_text(f"{blank}ø") != ""


@pytest.mark.parametrize("shown", [".", "1", "؟", "👍", "字", "e\u0301"])
def test_what_shows_anything_is_not(shown: str) -> None:
    assert plain_text(shown)
