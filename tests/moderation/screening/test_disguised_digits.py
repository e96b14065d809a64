"""Numbers written past a machine."""

from __future__ import annotations

import pytest

from moderation.screening.disguised_digits import digits_of, spelled_numbers
from tests.moderation.screening.rules import found_by


@pytest.mark.parametrize(
    "number",
    [
        "O1O26O-5123", "0 1 0 2 6 0 7 1 2 3", "01/02-60 6123", "130860) 5234", "150658 - - 5234",
        "nul en nul to seks nul fem et to tre", "1960-07-07-6123", "010260, de sidste fire er 5123",
        "①⑨⓪②⑥①⑤②③④", "080860–61 23",
    ],
)  # fmt: skip
def test_a_disguised_cpr_number_is_found(number: str) -> None:
    assert found_by("cpr", f"Her er {number} fra mig") == [(number, "low")]


@pytest.mark.parametrize(
    "number",
    ["2 3 4 5 6 7 8 9", "2O 3O 4O 5O", "22, 33, 44, 55", "to tre fire fem seks syv otte ni",
     "toogtyve treogtredive fireogfyrre femoghalvtreds"],
)  # fmt: skip
def test_a_disguised_telephone_number_is_found(number: str) -> None:
    assert found_by("phone", f"Ring på {number} i dag") == [(number, "low")]


@pytest.mark.parametrize(
    "text",
    ["12.05.24 2200 København", "De 22, 33, 44 og 55 procent", "en to tre fire fem",
     "Licens 2345 6789 0123 4567", "Tallene 2 3 4 5 6 7 8 9 i figuren"],
)  # fmt: skip
def test_numbers_of_other_kinds_are_no_finding(text: str) -> None:
    assert found_by("cpr", text) == []
    assert found_by("phone", text) == []


def test_words_and_letters_are_read_as_digits() -> None:
    assert digits_of("O1 l2") == "0112"
    assert list(spelled_numbers("ring to tre fire fem nu")) == [(5, 20, "2345")]
