"""What is remembered of published versions: only what never changes, and no more than there is room for."""

from __future__ import annotations

from datetime import datetime

import pytest

from consult.documents.document import Version
from consult.documents.version_cache import VersionCache
from tests.support.factories import NOW

pytestmark = pytest.mark.anyio


class Clerk:
    """Works facts out, a new one each time, and writes down about which versions."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    async def __call__(self, version: Version) -> tuple[int, int]:
        self.asked.append(version.id)
        return version.id, len(self.asked)


def its_id(fact: tuple[int, int]) -> int:
    return fact[0]


def version(key: int, published_at: datetime | None = NOW) -> Version:
    return Version(id=key, number=1, published_at=published_at)


async def asked_about(facts: VersionCache[tuple[int, int]], clerk: Clerk, *keys: int) -> list[int]:
    """Which of these versions had to be worked out, asked for one after the other."""
    clerk.asked.clear()
    for key in keys:
        assert (await facts.of(version(key)))[0] == key
    return clerk.asked


async def test_a_fact_about_a_published_version_is_worked_out_once() -> None:
    clerk = Clerk()
    assert await asked_about(VersionCache(clerk), clerk, 1, 1, 2, 1, 2) == [1, 2]


async def test_nothing_is_remembered_of_a_version_in_preparation_or_previewed() -> None:
    clerk = Clerk()
    facts = VersionCache(clerk)
    previewed = version(2)
    previewed.is_previewed = True
    for each in (version(1, None), previewed):
        assert await facts.of(each) != await facts.of(each)
    assert await asked_about(facts, clerk, 1, 2) == [1, 2]


async def test_a_text_that_was_called_off_and_published_again_is_another() -> None:
    facts = VersionCache(Clerk())
    first = await facts.of(version(1, NOW))
    assert await facts.of(version(1, NOW.replace(year=2030))) != first


async def test_the_facts_last_asked_for_are_kept() -> None:
    clerk = Clerk()
    assert await asked_about(VersionCache(clerk, most=2), clerk, 1, 2, 1, 3, 1, 2) == [1, 2, 3, 2]


async def test_together_they_weigh_no_more_than_they_may() -> None:
    clerk = Clerk()
    facts = VersionCache(clerk, most=9, weigh=its_id)
    assert await asked_about(facts, clerk, 2, 3, 4, 2, 3, 4) == [2, 3, 4]
    assert await asked_about(facts, clerk, 5, 4, 3) == [5, 3]


async def test_what_is_too_heavy_pushes_nothing_else_out() -> None:
    clerk = Clerk()
    facts = VersionCache(clerk, most=3, weigh=its_id)
    assert await asked_about(facts, clerk, 1, 2, 4, 4, 1, 2) == [1, 2, 4, 4]
