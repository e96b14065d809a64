"""Old wordings meet new rules in the background: their findings are replaced, nobody else's words are touched."""

from __future__ import annotations

import pytest

from consult.responses import rescreening
from consult.responses.finding import Finding
from consult.responses.remark import Remark, Revision
from consult.responses.rescreening import left_to_rescreen, rescreen
from consult.settings import Settings
from moderation.screening import RULES_VERSION
from tests.support.factories import responses
from tests.support.factories.consultations import consultation
from tests.support.factories.documents import Draft, draft


@pytest.fixture
async def text(db: Settings) -> Draft:
    return await draft(await consultation())


async def old(text: Draft, words: str) -> Revision:
    """A remark that the first rules screened, and saw a telephone number in that is none."""
    remark = await responses.remark(text, text=words)
    revision = await Revision.get(remark_id=remark.id, number=1)
    await Finding.filter(revision_id=revision.id).delete()
    await Revision.filter(id=revision.id).update(rules_version=RULES_VERSION - 1)
    await Finding.create(
        revision_id=revision.id, field="text", rule="phone", start=0, end=3, confidence="low"
    )
    return revision


async def rules_of(revision: Revision) -> list[str]:
    return [each.rule for each in await Finding.filter(revision_id=revision.id).order_by("id")]


async def test_new_rules_replace_what_the_old_ones_found(text: Draft, db: Settings) -> None:
    first, second = await old(text, "Jeg bor Prøvegade 12."), await old(text, "Ikke noget.")
    assert await left_to_rescreen() == 2
    await rescreen(db)
    assert (await rules_of(first), await rules_of(second)) == (["address"], [])
    assert await left_to_rescreen() == 0


async def test_what_todays_rules_screened_is_left_alone(text: Draft, db: Settings) -> None:
    revision = await old(text, "Jeg bor Prøvegade 12.")
    await Revision.filter(id=revision.id).update(rules_version=RULES_VERSION)
    await rescreen(db)
    assert await rules_of(revision) == ["phone"]


async def test_many_are_screened_batch_by_batch(
    text: Draft, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescreening, "BATCH", 2)
    monkeypatch.setattr(rescreening, "_PAUSE", 0)
    some = [await old(text, "Min søster har skizofreni.") for _ in range(5)]
    await rescreen(db)
    assert [await rules_of(each) for each in some] == [["disclosure"]] * 5


async def test_who_was_screened_meanwhile_keeps_those_findings(text: Draft, db: Settings) -> None:
    revision = await old(text, "Jeg bor Prøvegade 12.")
    stale = await Revision.get(id=revision.id).prefetch_related("remark__response__respondent")
    await Revision.filter(id=revision.id).update(rules_version=RULES_VERSION)
    await rescreening._rescreen(stale)
    assert await rules_of(revision) == ["phone"]


async def test_the_words_stay_as_they_were(text: Draft, db: Settings) -> None:
    revision = await old(text, "Jeg bor Prøvegade 12.")
    before = await Remark.get(id=revision.remark_id)
    await rescreen(db)
    after = await Remark.get(id=revision.remark_id)
    assert (before.text, before.publicity, before.revision) == (
        after.text,
        after.publicity,
        after.revision,
    )
