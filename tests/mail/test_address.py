"""Two spellings of one letterbox are one address, two letterboxes never."""

from __future__ import annotations

import pytest

from consult.mail.address import address_fault, normal_email, wire_address
from consult.mail.address_words import words_on_address

ONE_LETTERBOX = [
    "kim@example.org",
    " Kim@Example.ORG ",
    "kim@\uff45xample.org",
    "kim@ex\u00adample.org",
    "kim@example\u3002org",
    "kim@example.org.",
    "kim@\u24d4xample.org\uff0e",
    "kim@exa\u200bmple.org",
]


@pytest.mark.parametrize("written", ONE_LETTERBOX)
def test_spellings_of_one_letterbox_are_one_address(written: str) -> None:
    assert normal_email(written) == "kim@example.org"


@pytest.mark.parametrize("written", ["kim@BLÅBÆR.dk", "kim@xn--blbr-roah.dk", "Kim@blåbær.dk"])
def test_a_domain_with_letters_of_its_own_stays_readable(written: str) -> None:
    assert normal_email(written) == "kim@blåbær.dk"


@pytest.mark.parametrize("written", ONE_LETTERBOX[2:])
def test_what_is_one_address_goes_over_the_wire_as_one(written: str) -> None:
    assert wire_address(written.strip()) == "kim@example.org"


@pytest.mark.parametrize(
    ("one", "other"),
    [("kim@stra\u00dfe.dk", "kim@strasse.dk"), ("kim@blabar.dk", "kim@blåbær.dk"), ("kim@a.dk", "kim@b.dk")],
)  # fmt: skip
def test_two_letterboxes_are_two_addresses(one: str, other: str) -> None:
    assert wire_address(one) != wire_address(other)
    assert normal_email(one) != normal_email(other)


@pytest.mark.parametrize(
    "written",
    [
        "", "kim", "kim@", "@example.org", "kim@example", "kim@example.", "k im@example.org", "a@b@example.org",
        "k\u00adim@example.org", "kim@ex ample.org", "kim@\uff45xa_mple.org", "kim@xn--a.org", "kim@\u00ad.\u00ad",
        "k" * 320 + "@example.org", "kim@" + "\ufdfa" * 300 + ".org",
    ],
)  # fmt: skip
def test_what_cannot_be_an_address_has_no_normal_form(written: str) -> None:
    assert normal_email(written) == ""


@pytest.mark.parametrize(
    "written",
    [
        "o'neill@example.ie", "d'or+hoering@example.dk", "A.B@Example.DK", "a1@blåbær1.example", "kim@xn--blbr-roah.dk",
        *ONE_LETTERBOX,
    ],
)  # fmt: skip
def test_ordinary_addresses_can_get_letters(written: str) -> None:
    assert address_fault(written) is None


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("kim", "no_at"), ("kim@a.dk, bo@b.dk", "several"), ("Kim <kim@example.org>", "named"),
        ("mailto:kim@example.org", "named"), ("k im@example.org", "space"), ("søren@example.org", "foreign_name"),
        ("kim..b@example.org", "dots"), (".kim@example.org", "dots"), ("kim@example", "incomplete"),
        ("@example.org", "incomplete"), ("kim@", "incomplete"), ("kim@mail.invalid", "reserved"),
        ("kim@pc.local", "reserved"), ("kim@a_b.dk", "other"), ("kim@-a.dk", "other"), ('"k"@a.dk', "other"),
        ("k" * 65 + "@a.dk", "other"), ("kim@1.2.3.4", "other"), ("kim@[1.2.3.4]", "other"), ("kim@xn--a.org", "other"),
    ],
)  # fmt: skip
def test_what_can_get_no_letter_is_said_with_its_fault(written: str, fault: str) -> None:
    assert address_fault(written) == fault
    assert words_on_address(written)
