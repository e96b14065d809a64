from __future__ import annotations

from functools import partial

import pytest

from tests.moderation.screening.rules import found_by

seen = partial(found_by, "phone")


@pytest.mark.parametrize(
    "number",
    [
        "23456789",
        "23 45 67 89",
        "23-45-67-89",
        "23.45.67.89",
        "2345 6789",
        "23 456 789",
        "234 56 789",
    ],
)
def test_eight_digits_in_the_usual_groups_are_found(number: str) -> None:
    assert seen(f"Jeg hedder Prøve, {number}, ring ikke") == [(number, "low")]
    assert seen(f"Tlf. {number}") == [(number, "high")]
    assert seen(f"mit mobilnummer er {number}.") == [(number, "high")]


@pytest.mark.parametrize(
    "number",
    [
        "+4523456789",
        "+45 23 45 67 89",
        "0045 23456789",
        "(+45) 2345 6789",
        "+46 70 123 45 67",
        "+380 44 123 4567",
        "+٤٥ ٢٣٤٥٦٧٨٩",
    ],
)
def test_a_country_code_makes_it_sure(number: str) -> None:
    assert seen(f"Nås på {number}!") == [(number, "high")]


@pytest.mark.parametrize(
    "text",
    [
        "2024 2025",
        "perioden 2027-2030",
        "2027–2030",
        "dato 20270414",
        "CVR 29189846",
        "CVR-nr.: 29 18 98 46",
        "cvr-nummeret er 29189846",
        "EAN 5798009876543",
        "EAN 5798 0098 7654 3",
        "kundenr. 1234 0046701234567",
        "konto 0046701234567",
        "kr. 23.456.789",
        "23456789 kr.",
        "23 456 789 kroner",
        "23456789,50",
        "konto 1234 23456789",
        "j.nr. 23456789",
        "sag 2024-1234",
        "sagsnr. 23456789/24",
        "22 33 44 55 66",
        "123456789",
        "234567890",
        "12345678",
        "DK12 3000 4567 8901 23",
        "(s. 20 og 30)",
    ],
)
def test_years_amounts_and_other_numbers_are_no_telephone(text: str) -> None:
    assert seen(text) == []


def test_two_zeros_in_front_are_less_sure_than_a_plus() -> None:
    assert seen("ring 0046 70 123 45 67") == [("0046 70 123 45 67", "low")]
    assert seen("fra +1 200 000 kr. til") == []


def test_a_word_that_ends_like_a_label_is_no_label() -> None:
    assert seen("hej 23456789") == [("23456789", "low")]
    assert seen("om integrering 23456789") == [("23456789", "low")]


def test_digits_of_a_cpr_number_or_an_address_are_not_also_a_telephone() -> None:
    assert seen("tlf 23456789@example.dk") == []
    assert seen("cpr 23 01 90 12 34") == []


def test_a_postcode_after_the_number_does_not_hide_it() -> None:
    assert seen("Prøve Prøvesen 23456789 2200 København") == [("23456789", "low")]
