"""When two wordings are the same."""

from __future__ import annotations

import pytest

from consult.lineage.wording import same_key, unwrapped, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bolig-\nmæssige rammer", "boligmæssige rammer"),
        ("bolig-mæssige rammer", "boligmæssige rammer"),
        ("integrations-\nog boligpolitik", "integrations- og boligpolitik"),
        ("e\u00adlæring  for alle", "elæring\nfor alle "),
        ("e\u2011læring", "e-læring"),
        ("aﬀald", "affald"),
        ("Å", "A\u030a"),
    ],
)
def test_layout_does_not_count(one: str, other: str) -> None:
    assert same_key(one) == same_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2027-2030", "20272030"),
        ("By-Net", "ByNet"),
        ("m²", "m2"),
        ("Havnen", "havnen"),
        ("ikke, nu", "ikke nu"),
        ("integrations- og boligpolitik", "integrationsog boligpolitik"),
    ],
)
def test_everything_else_counts(one: str, other: str) -> None:
    assert same_key(one) != same_key(other)


def test_unwrapping_keeps_the_words_as_they_are_written() -> None:
    assert unwrapped(" Et\u00a0e-læringskursus,\n gratis ") == "Et e-læringskursus, gratis"


def test_words_have_no_case_and_no_signs() -> None:
    assert words(same_key("Otte (8) bolig-mæssige KRAV.")) == ("otte", "8", "boligmæssige", "krav")


def test_raised_and_lowered_digits_are_like_those_on_the_line() -> None:
    assert words(same_key("CO₂ pr. m²")) == words(same_key("CO2 pr. m2"))
    assert same_key("CO₂") != same_key("CO2")
