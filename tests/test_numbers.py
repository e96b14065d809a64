"""Whatever a request writes where a number belongs is a number that a column holds, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.numbers import Reference, id_in, page_number, reference_in, whole_number

HOSTILE = [
    "",
    " ",
    "-1",
    "+1",
    "1 ",
    " 1",
    "1.0",
    "1e3",
    "0x1",
    "1_000",
    "٣",
    "²",
    "１",
    "one",
    "1\n",
    "9" * 5000,
]


@pytest.mark.parametrize("written", HOSTILE)
def test_what_is_no_number_of_ours_is_none(written: str) -> None:
    assert whole_number(written) is None
    assert id_in(written) is None
    assert page_number(written) == 1
    assert reference_in(f"{written}.1") is None
    assert reference_in(f"1.{written}") is None


@pytest.mark.parametrize(
    ("written", "number"), [("0", 0), ("7", 7), ("007", 7), ("9" * 9, 999_999_999)]
)
def test_a_count_has_up_to_nine_digits(written: str, number: int) -> None:
    assert whole_number(written) == number
    assert whole_number("1" + "0" * 9) is None


def test_an_id_has_up_to_eighteen_digits() -> None:
    assert id_in("9" * 18) == 10**18 - 1
    assert id_in("9" * 19) is None


@pytest.mark.parametrize(("written", "page"), [("", 1), ("0", 1), ("1", 1), ("12", 12)])
def test_a_page_counts_from_one(written: str, page: int) -> None:
    assert page_number(written) == page


@pytest.mark.parametrize(
    "written", ["", ".", "17", "17.", ".3", "17.3.1", "017.3", "17.03", "0.3", "17.0", "17,3"]
)
def test_what_is_written_otherwise_cites_nothing(written: str) -> None:
    assert reference_in(written) is None


def test_a_reference_is_written_as_it_is_read() -> None:
    assert reference_in("17.3") == Reference(17, 3)
    assert str(Reference(17, 3)) == "17.3"


@given(st.text(max_size=30))
def test_no_text_is_a_fault(written: str) -> None:
    reference = reference_in(written)
    assert reference is None or str(reference) == written
    assert page_number(written) >= 1
