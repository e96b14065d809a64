"""Cells that no program runs or takes for something else, and that can be had back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.tables.cell import cell, guarded, unguarded
from consult.tables.column import Column, Kind

KEY = Column("number", Kind.KEY, "", "#")


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@a", "\t=1", "\rx", "\nx", " =1", "\u00a0=1", "　=1", "＝1", "＋1", "－1", "＠a", "\u200b=1", "−1", '"=1'],
)  # fmt: skip
def test_no_cell_starts_a_formula(text: str) -> None:
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("between", [";", "\n", "\t", "\r\n", '; "', "\n  "])
def test_no_formula_starts_behind_what_another_program_takes_for_the_end_of_a_cell(
    between: str,
) -> None:
    text = f"Ja{between}=cmd|' /C calc'!A0"
    assert f"{between}=" not in guarded(text)
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text",
    ["17.10", "1", "1e5", "0x1f", "12:30", "3. maj 2027", "maj-27", "1/2", "100 kr.", "NA", "None", "null", "N/A", "nan", "True", "sand", "-", "…", "007"],
)  # fmt: skip
def test_no_text_is_taken_for_a_number_a_date_or_nothing(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["a=b", "Bænke – ja", '"x"', "Ja; nej", "3 bænke", "Punkt:\nbænke", "Nana"])  # fmt: skip
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(st.text(alphabet=st.sampled_from("ab1;'=-+@\t\n\r \"NAna.,"), max_size=30))
def test_every_text_can_be_had_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_key_stands_behind_its_sign_and_an_empty_one_is_empty() -> None:
    assert [cell(KEY, value) for value in ("17.10", 3, "", None)] == ["#17.10", "#3", "", ""]


def test_guarding_is_linear() -> None:
    text = "=;\n'" * 5_000
    assert unguarded(guarded(text)) == text
