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


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Jeg bor på Testgade 22 og hører musikken", "Testgade 22"),
        ("Min nabo på Prøvestræde 4 har tre biler", "Prøvestræde 4"),
        ("Hilsen Prøve Prøvesen\nEksempelvej 14", "Eksempelvej 14"),
        ("Send det til Prøveallé 101, st. th.", "Prøveallé 101, st. th."),
        ("Jeg er flyttet til Under Prøverne 5, 4. th.", "Prøverne 5, 4. th."),
        ("bor testvej 3 2tv 2400 kbh", "testvej 3 2tv 2400 kbh"),
        ("Prøvegade 12 bor jeg på", "Prøvegade 12"),
    ],
)
def test_a_street_where_somebody_lives_is_found_without_a_postcode(text: str, address: str) -> None:
    assert seen(text) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "Kulturhuset i Eksempelgade 5 har plads",
        "På Prøvetorv 2 bør der være bænke",
        "Skovgade 2030 er et byfornyelsesprojekt",
        "Dalen 8 meter under vejen",
    ],
)
def test_places_where_nobody_is_said_to_live_are_no_finding(text: str) -> None:
    assert seen(text) == []
