from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.responses.cvr import is_valid_cvr, normalise_cvr


@pytest.mark.parametrize("number", ["13748136", "13585628"])
def test_numbers_that_fit_the_weights_are_valid(number: str) -> None:
    assert is_valid_cvr(number)


@pytest.mark.parametrize(
    "number",
    ["12345678", "35254119", "", "1374813", "137481360", "00000000", "1374813a", "١٣٧٤٨١٣٦"],
)
def test_others_are_not(number: str) -> None:
    assert not is_valid_cvr(number)


@pytest.mark.parametrize(
    "written",
    [
        "13748136",
        " 13 74 81 36 ",
        "DK13748136",
        "dk-13748136",
        "CVR-nr. 13748136",
        "cvr: 13.74.81.36",
        "1374-8136",
        "CVR 13748136",
        "13\u00a0748136",
    ],
)
def test_the_ways_people_write_it_come_to_the_same(written: str) -> None:
    assert normalise_cvr(written) == "13748136"
    assert is_valid_cvr(written)


@pytest.mark.parametrize(
    "written", ["", "DK", "1234567", "123456789", "SE13748136", "1374--8136", "13748136 x"]
)
def test_what_is_not_eight_digits_has_no_normal_form(written: str) -> None:
    assert normalise_cvr(written) is None


def test_a_number_that_fails_the_check_still_has_a_normal_form() -> None:
    assert normalise_cvr("12 34 56 78") == "12345678"


@given(st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(place: int, step: int) -> None:
    right = "13748136"
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    assert not is_valid_cvr(wrong)
