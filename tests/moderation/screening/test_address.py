from __future__ import annotations

import pytest

from tests.moderation.screening.rules import found_by


def seen(text: str) -> list[str]:
    return [words for words, _ in found_by("address", text)]


@pytest.mark.parametrize(
    "address",
    [
        "Prøvegade 12, 2200 København",
        "Prøvegade 12B, 2. tv., 2200 København",
        "Prøvevej 7\n9999 Prøveby",
        "Prøvevej 7\r\n9999 Prøveby",
        "Prøveallé 101, st. th, DK-2300 København",
    ],
)
def test_a_street_with_number_and_postcode_is_found(address: str) -> None:
    assert seen(f"Jeg bor {address}, og") == [address]


@pytest.mark.parametrize(
    "text",
    [
        "Prøvegade skal lukkes for biler",
        "fra Prøvegade 12 til Prøvevej 40",
        "2200 København N",
        "en gade 12 meter bred",
    ],
)
def test_a_street_or_a_postcode_alone_is_what_hearings_are_about(text: str) -> None:
    assert seen(text) == []
