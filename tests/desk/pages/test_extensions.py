"""The deadline is extended, for all or for one party, once a consultation is announced."""

from __future__ import annotations

import httpx2

from consult.consultations.consultation import Consultation
from consult.consultations.extension import Extension
from consult.people.account import Account
from tests.desk.desk_work import desk
from tests.support.factories import NOW
from tests.support.factories.consultations import (
    consultation,
    party,
)


async def test_the_deadline_is_extended_for_all_or_for_one_with_a_reason(
    editor: httpx2.AsyncClient, ellen: Account
) -> None:
    public = await consultation(closes_at=NOW)
    one, other = await party(public), await party(await consultation())
    late = {"until_day": "2998-01-01", "until_clock": "12.00"}
    for wrong in (
        {**late, "who": "everybody"},
        {**late, "who": str(other.id), "reason": "Ferie"},
        {"who": "everybody", "reason": "Ferie"},
        {"who": "everybody", "reason": "Ferie", "until_day": "2001-01-01"},
    ):
        assert (await editor.post(desk(public, "extensions"), data=wrong)).status_code == 422
    assert await Extension.all().count() == 0
    for who in (str(one.id), "everybody"):
        day = "2999-01-01" if who == str(one.id) else "2998-01-01"
        fields = {**late, "who": who, "reason": "Sommerferien", "until_day": day}
        assert (await editor.post(desk(public, "extensions"), data=fields)).status_code == 303
    rows = await Extension.all().order_by("id")
    assert [(r.party_id, r.decided_by) for r in rows] == [
        (one.id, ellen.actor),
        (None, ellen.actor),
    ]
    assert "Sommerferien" in (await editor.get(desk(public, "publication"))).text


async def test_before_it_is_announced_dates_are_changed_not_extended(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    fields = {"who": "everybody", "until_day": "2998-01-01", "reason": "Ferie"}
    assert (await editor.post(desk(blank, "extensions"), data=fields)).status_code == 422
    assert await Extension.all().count() == 0
