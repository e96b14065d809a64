"""The reasons that moderators may give: reworded, added, removed, and fixed once announced."""

from __future__ import annotations

import httpx2

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from tests.desk.desk_work import desk
from tests.support.factories.consultations import (
    consultation,
    reason,
)


async def test_reasons_are_reworded_added_and_removed(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    words = {
        "title-personal_data": "Private oplysninger",
        "description-personal_data": "Også andres.",
    }
    assert (
        await editor.post(desk(blank, "reasons", "personal_data"), data=words)
    ).status_code == 303
    for title in ("Reklame", "Kæder"):
        assert (
            await editor.post(desk(blank, "reasons"), data={"title-new": title})
        ).status_code == 303
    assert (
        await editor.post(desk(blank, "reasons", "own_1"), data={"title-own_1": ""})
    ).status_code == 422
    assert (await editor.post(desk(blank, "reasons", "own_1", "removal"))).status_code == 303
    assert (await editor.post(desk(blank, "reasons"), data={"title-new": " "})).status_code == 422
    rows = await ModerationReason.filter(consultation=blank).order_by("position")
    assert [r.key for r in rows][-1] == "own_2"
    assert (rows[0].title, rows[0].description) == ("Private oplysninger", "Også andres.")
    assert len(rows) == 6


async def test_one_reason_is_always_left(editor: httpx2.AsyncClient, blank: Consultation) -> None:
    for row in await ModerationReason.filter(consultation=blank):
        await editor.post(desk(blank, "reasons", row.key, "removal"))
    assert await ModerationReason.filter(consultation=blank).count() == 1


async def test_the_rules_of_an_announced_consultation_stay(editor: httpx2.AsyncClient) -> None:
    public = await consultation()
    rule, _other = await reason(public), await reason(public)
    answer = await editor.post(desk(public, "reasons", rule.key, "removal"))
    assert answer.status_code == 409
    assert await ModerationReason.filter(consultation=public).count() == 2
