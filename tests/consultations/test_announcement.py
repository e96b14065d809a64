"""A consultation is created unseen, and announced once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consult.cache_version import SITE, CacheVersion
from consult.consultations.announcement import NotReady, announce
from consult.consultations.consultation import Consultation, Phase
from consult.consultations.creation import AddressTaken, DatesUnusable, create_consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.support.factories import DAY, NOW
from tests.support.factories.drafts import EDITOR

pytestmark = pytest.mark.anyio

OPENS, CLOSES = NOW - 10 * DAY, NOW + 20 * DAY


async def make(slug: str = "havneplan", **values: object) -> Consultation:
    values = {"title": "Havnen", "opens_at": OPENS, "closes_at": CLOSES, **values}
    return await create_consultation(slug=slug, by=EDITOR, now=NOW, **values)  # type: ignore[arg-type]


async def test_a_new_consultation_is_seen_by_nobody_and_has_its_moderation_reasons(
    db: Settings,
) -> None:
    consultation = await make()
    assert consultation.phase(NOW) is Phase.DRAFT
    assert await ModerationReason.filter(consultation=consultation).count() == 5


async def test_announced_it_is_public_and_the_front_page_is_no_longer_true(db: Settings) -> None:
    await announce(await make(), by=EDITOR, now=NOW)
    assert (await Consultation.get()).phase(NOW) is Phase.OPEN
    assert (await CacheVersion.get(key=SITE)).value == 1


async def test_it_may_be_announced_for_later(db: Settings) -> None:
    later = NOW + timedelta(days=1)
    consultation = await make()
    await announce(consultation, by=EDITOR, now=NOW, at=later)
    assert not consultation.is_public(NOW)
    assert consultation.is_public(later)


async def test_the_second_to_announce_it_is_told(db: Settings) -> None:
    consultation = await make()
    await announce(consultation, by=EDITOR, now=NOW)
    with pytest.raises(StaleState, match="consultation announced"):
        await announce(consultation, by=EDITOR, now=NOW + timedelta(hours=1))
    assert (await Consultation.get()).announced_at == NOW


async def test_without_dates_it_cannot_be_announced(db: Settings) -> None:
    consultation = await make(opens_at=None, closes_at=None)
    with pytest.raises(NotReady):
        await announce(consultation, by=EDITOR, now=NOW)


async def test_an_address_is_used_once_and_is_one_that_can_stand_in_a_link(db: Settings) -> None:
    await make()
    with pytest.raises(AddressTaken):
        await make()
    for slug in ("Havn", "havn plan", "../havn", "havn--plan", ""):
        with pytest.raises(ValueError, match="not an address"):
            await make(slug)


async def test_it_must_close_after_it_opens(db: Settings) -> None:
    with pytest.raises(DatesUnusable):
        await make(closes_at=OPENS)


async def test_the_summary_box_holds_no_script(db: Settings) -> None:
    consultation = await make(summaries={"summary": "<p onclick=x>Om havnen<script>x</script></p>"})
    assert "<script" not in consultation.summary
    assert "onclick" not in consultation.summary
