"""Disclosure: what is told about one person; nothing of what a hearing says about groups."""

from __future__ import annotations

import pytest

from tests.moderation.screening.rules import found_by


@pytest.mark.parametrize(
    "text",
    [
        "Jeg har selv været sygemeldt med depression.",
        "Min søster har skizofreni.",
        "Vi er kurdere.",
        "Fru Eksempelsen har demens.",
        "Hassan Prøve er dømt for vold.",
        "Min eksmand slog mig.",
        "På grund af min bipolare lidelse arbejder jeg ikke.",
        "My wife has multiple sclerosis.",
        "ابني مصاب بالتوحد",
    ],
)
def test_what_is_told_about_one_person_is_found(text: str) -> None:
    assert [sure for _, sure in found_by("disclosure", text)] == ["low"]


@pytest.mark.parametrize(
    "text",
    [
        "Mange flygtninge har PTSD.",
        "Børn med autisme bør have mindre klasser.",
        "Jeg har arbejdet med flygtninge med PTSD i ti år.",
        "Jeg er lærer for børn med autisme.",
        "Jeg mener at misbrug skal behandles tidligt.",
        "Borgmester Testesen er fuldstændig blind for problemet.",
        "Jeg er syg og træt af den slags.",
        "Muslimer og kristne bør mødes.",
    ],
)
def test_groups_politics_and_idioms_are_no_finding(text: str) -> None:
    assert found_by("disclosure", text) == []


def test_a_person_and_a_fact_in_two_sentences_are_no_finding() -> None:
    assert found_by("disclosure", "Min søn har tid. Depression er udbredt.") == []
