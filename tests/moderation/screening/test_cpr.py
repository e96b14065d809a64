"""CPR numbers: by their date, in every spelling, and not in the numbers that only look long enough.

All numbers here are made up: most have a serial that was never issued for the date.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.screening import Detection, screen
from moderation.screening.cpr import birth_year, passes_modulo_11
from tests.moderation.screening.rules import found_by

seen = partial(found_by, "cpr")


def check_digit_that_fits(nine: str) -> str | None:
    return next((d for d in "0123456789" if passes_modulo_11(nine + d)), None)


@pytest.mark.parametrize(
    "number",
    [
        "0101901234",
        "010190-1234",
        "010190 1234",
        "010190.1234",
        "010190–1234",
        "010190 - 1234",
        "010190-\n1234",
        "010190\u00a01234",
        "01.01.90-1234",
        "01 01 90 1234",
        "01-01-1990-1234",
        "０１０１９０-１２３４",
        "٠١٠١٩٠-١٢٣٤",
        "۰۱۰۱۹۰۱۲۳۴",
        "0\u200b1\u200d0190\u2060-\ufeff12\u00ad34",
    ],
)
def test_every_spelling_is_found_with_its_exact_place(number: str) -> None:
    assert seen(number) == [(number, "low")]
    assert seen(f"Æblet 🍎 {number}, tak") == [(number, "low")]


@pytest.mark.parametrize(
    "text",
    [
        "310290-1234",  # no 31st of February
        "001290-1234",
        "011390-1234",
        "290200-1234",  # 1900 was no leap year, and a seventh digit of 1 means 1900
        "320190-1234",
    ],
)
def test_what_begins_with_no_date_is_no_number(text: str) -> None:
    assert seen(text) == []


def test_the_seventh_digit_tells_the_century_and_so_whether_the_day_existed() -> None:
    assert seen("290200-4234") == [("290200-4234", "low")]
    assert seen("290258-5234") == []  # 1858 had no 29 February
    assert seen("01-01-1990-1234") == [("01-01-1990-1234", "low")]
    assert seen("01-01-2010-4234") == [("01-01-2010-4234", "low")]
    assert seen("01-01-2010-1234") == []  # a serial of the 1900s after a year of the 2000s


@pytest.mark.parametrize(
    ("year", "seventh", "born"),
    [
        (0, 0, 1900), (99, 3, 1999), (36, 4, 2036), (37, 4, 1937), (57, 5, 2057), (58, 5, 1858),
        (99, 8, 1899), (0, 8, 2000), (36, 9, 2036), (37, 9, 1937),
    ],
)  # fmt: skip
def test_the_century_table_of_cpr_dk(year: int, seventh: int, born: int) -> None:
    assert birth_year(year, seventh) == born


def test_the_check_digit_raises_confidence() -> None:
    assert passes_modulo_11("0707614285")
    assert seen("0707614285") == [("0707614285", "high")]
    assert seen("070761-4286") == [("070761-4286", "low")]


@pytest.mark.parametrize(
    "text", ["CPR: {}", "cpr-nr. {}", "Mit CPR-nummer er {}", "Personnummer: {}", "cpr{}"]
)
def test_being_called_one_raises_confidence(text: str) -> None:
    assert seen(text.format("010190-1234")) == [("010190-1234", "high")]
    assert seen(text.format("320190-1234")) == [
        ("320190-1234", "low")
    ]  # mistyped, still somebody's


def test_a_label_does_not_reach_past_other_words() -> None:
    assert seen("Cpr.nr. udfyldes ikke. Vi ses 010190-1234") == [("010190-1234", "low")]
    assert seen("Cpr.nr.: ____ J.nr. 2401901234") == []


def test_a_substitute_number_with_the_day_plus_sixty_is_found() -> None:
    assert seen("670190-1234") == [("670190-1234", "low")]
    assert seen("920190-1234") == []


@pytest.mark.parametrize(
    "text",
    [
        "Cpr.nr.:",
        "Cpr.nr.: ________  Dato: 12.05.2024",
        "Cpr.nr.:\n\nCVR-nr. 13748136",
        "EAN 5798000101901",
        "5798000010190123",
        "DK5000400101901234",
        "Kontonr. 1234 0101901234",
        "Reg.nr. 1234 0101901234",
        "sagsnr. 0101901234",
        "+3101019012",
        "010190-12345",
        "1010190-1234",
        "010190-1234\u200b5",
        "2023-0101901",
        "12.05.24\n2200 København",
        "CVR 13748136",
        "12345678901234567890",
        "tlf. 33 12 34 56",
    ],
)
def test_an_empty_field_and_other_long_numbers_are_no_finding(text: str) -> None:
    assert seen(text) == []


def test_an_account_label_does_not_hide_a_number_written_as_a_cpr_number() -> None:
    assert seen("Kontonr. 010190-1234") == [("010190-1234", "low")]
    assert seen("Sagsnr. og cpr: 0101901234") == [("0101901234", "high")]


def test_several_in_one_text_are_all_found_in_order() -> None:
    text = "010190-1234,020290-1234;030390-1234 og 12345678 040490-1234"
    assert [words for words, _ in seen(text)] == [
        "010190-1234",
        "020290-1234",
        "030390-1234",
        "040490-1234",
    ]


@given(
    born=st.dates(date(1858, 1, 1), date(2057, 12, 31)),
    serial=st.integers(0, 999),
    gap=st.sampled_from(["", "-", " ", ".", " - ", "–", "\u200b"]),
    before=st.text("abcæ ,.\n🍎(", max_size=20),
    after=st.text("abcæ ,\n🍎)", max_size=20),
)
def test_every_number_of_a_real_day_is_found_whatever_its_check_digit(
    born: date, serial: int, gap: str, before: str, after: str
) -> None:
    seventh = next(d for d in range(10) if birth_year(born.year % 100, d) == born.year)
    number = f"{born:%d%m%y}{gap}{seventh}{serial:03}"
    [finding] = [f for f in screen(before + number + after) if f.rule == "cpr"]
    assert (finding.start, finding.end) == (len(before), len(before) + len(number))


@given(day=st.dates(date(1900, 1, 1), date(1999, 12, 31)), middle=st.integers(0, 399))
def test_a_fitting_check_digit_is_always_high(day: date, middle: int) -> None:
    nine = f"{day:%d%m%y}{middle:03}"
    digit = check_digit_that_fits(nine)
    if digit is not None:
        assert seen(nine + digit) == [(nine + digit, "high")]


@given(st.text("0123456789", min_size=11, max_size=40))
def test_no_unbroken_run_of_other_length_is_ever_one(digits: str) -> None:
    assert seen(digits) == []


def test_a_finding_holds_none_of_the_words() -> None:
    [finding] = screen("cpr 010190-1234")
    assert "0190" not in repr(finding).replace(str(finding.start), "")
    assert finding == Detection("cpr", 4, 15, "high", finding.hint)


def test_leap_days_are_days() -> None:
    for year in range(1904, 2000, 4):
        leap = date(year, 3, 1) - timedelta(days=1)
        assert seen(f"{leap:%d%m%y}-0123")
