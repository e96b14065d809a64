"""Threats: harm said to a person; nothing of what planners call killing, shooting and bombs."""

from __future__ import annotations

import pytest

from tests.moderation.screening.rules import found_by


@pytest.mark.parametrize(
    "text",
    [
        "Jeg slår dig ihjel.",
        "I skal dø.",
        "Jeg ved hvor du bor.",
        "Nogen burde skyde borgmesteren.",
        "Du får en kugle i panden.",
        "Hvis jeg møder ham, brækker jeg benene på ham.",
        "Der ligger en bombe på biblioteket.",
        "We know where you live.",
        "سأقتلك",
    ],
)
def test_harm_said_to_a_person_is_found(text: str) -> None:
    assert [sure for _, sure in found_by("threat", text)] == ["low"]


@pytest.mark.parametrize(
    "text",
    [
        "Forslaget dræber det frivillige arbejde.",
        "Planen skyder over målet.",
        "Det er en bombe under budgettet.",
        "Vi brænder for integration.",
        "Vi slår klubberne sammen.",
        "Planen skal dø.",
        "Vi finder dig en mentor.",
        "Vi kommer efter sommerferien.",
        "Han truede mig.",
    ],
)
def test_idioms_are_no_threat(text: str) -> None:
    assert found_by("threat", text) == []
