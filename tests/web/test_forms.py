"""What a form holds is read as it was meant, whatever was sent, and in bounded time."""

from __future__ import annotations

import time
import unicodedata

import httpx2
import pytest

from consult.web.forms import MOST_MARKS, plain_text

RARE = "\U000101fd"


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\0b\x0b\x1f\x7f\x85c\td", "abc\td"),
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
    ],
)
def test_no_text_takes_longer_than_its_length_explains(hostile: str) -> None:
    text = (hostile * 200_000)[:200_000]
    began = time.process_time()
    plain_text(text)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("charset", ["punycode", "utf-7", "undefined", '"idna"', "' utf-16'"])
async def test_a_form_in_another_encoding_than_browsers_send_is_refused_unread(
    client: httpx2.AsyncClient, charset: str
) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="email"\r\n\r\nx\r\n--b--\r\n'
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    assert (
        await client.post("/sign-in", content=body, headers={"content-type": kind})
    ).status_code == 400
    usual = "multipart/form-data; boundary=b; Charset=UTF-8"
    assert (
        await client.post("/sign-in", content=body, headers={"content-type": usual})
    ).status_code == 422
