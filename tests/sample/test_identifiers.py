"""Numbers that look right and belong to nobody."""

from __future__ import annotations

import re
from random import Random

from consult.sample.bodies import AUTHORITIES, DISTRICTS, ORGANISATIONS
from consult.sample.deck import Decks
from consult.sample.identifiers import (
    CPR_WEIGHTS,
    CVR_WEIGHTS,
    IMPLAUSIBLE_CPR,
    cvr,
    plausible_cpr,
    telephone,
    weighted,
)
from consult.sample.people import People
from consult.sample.plants import Plants
from moderation.screening import screen


def test_the_weights_tell_known_right_numbers_from_a_wrong_one() -> None:
    assert weighted("13748136", CVR_WEIGHTS) == 0
    assert weighted("13585628", CVR_WEIGHTS) == 0
    assert weighted("12345678", CVR_WEIGHTS) != 0


def test_made_up_cvr_numbers_pass_the_weights_and_differ() -> None:
    numbers = [cvr(order) for order in range(2000)]
    assert len(set(numbers)) == 2000
    assert all(re.fullmatch(r"9[89]\d{6}", number) for number in numbers)
    assert all(weighted(number, CVR_WEIGHTS) == 0 for number in numbers)


def test_bodies_have_a_right_cvr_or_none() -> None:
    numbers = [body.cvr for body in (*ORGANISATIONS, *AUTHORITIES, *DISTRICTS)]
    given = [number for number in numbers if number]
    assert "" in numbers
    assert len(set(given)) == len(given) > 10
    assert all(weighted(number, CVR_WEIGHTS) == 0 for number in given)


def test_plausible_cpr_numbers_have_a_date_but_were_never_issued() -> None:
    rng = Random(1)
    for _ in range(500):
        written = plausible_cpr(rng)
        digits = re.sub(r"\D", "", written)
        assert len(digits) == 10
        assert 58 <= int(digits[4:6]) <= 62
        assert digits[6] in "5678"
        assert weighted(digits, CPR_WEIGHTS) != 0


def test_telephone_numbers_are_from_series_nobody_has() -> None:
    rng = Random(3)
    numbers = {telephone(rng) for _ in range(100)}
    assert all(n.replace(" ", "").startswith(("+447700900", "123456")) for n in numbers)


def test_screening_finds_what_a_moderator_should_see() -> None:
    rng = Random(2)
    for _ in range(50):
        assert "cpr" in rules(f"Mit nummer er {plausible_cpr(rng)}, tak.")
    assert "phone" in rules("Ring til +44 7700 900123 i morgen.")
    plants = Plants(Decks(rng), People(Decks(rng)))
    for _ in range(50):
        text, planted = plants.plant("Tak for udkastet.")
        if planted[0].kind in {"cpr", "email", "address"}:
            assert planted[0].kind in rules(text), text


def test_screening_does_not_take_an_impossible_date_for_a_certain_cpr() -> None:
    for number in IMPLAUSIBLE_CPR:
        found = [finding for finding in screen(f"Se brev {number}.") if finding.rule == "cpr"]
        assert all(finding.confidence != "high" for finding in found)


def rules(text: str) -> set[str]:
    return {finding.rule for finding in screen(text)}
