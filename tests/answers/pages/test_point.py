"""A point is reworded, answered and quoted; of two at once neither is lost."""

from __future__ import annotations

import httpx2

from consult.answers.disposition import Disposition, DispositionInput, Outcome, dispose
from consult.answers.point import Point, PointRemark
from tests.answers.scene import BY, Scene, desk
from tests.support.factories import NOW


async def test_two_who_reword_see_both_wordings(hearing: Scene, town: httpx2.AsyncClient) -> None:
    await hearing.point()
    address = desk(hearing, "/points/1/wording")
    await town.post(address, data={"title": "Den første", "summary": "A", "lock_version": "1"})
    late = await town.post(
        address, data={"title": "Den anden", "summary": "B", "lock_version": "1"}
    )
    assert late.status_code == 409
    assert "Den første" in late.text
    assert 'value="Den anden"' in late.text
    again = await town.post(
        address, data={"title": "Den anden", "summary": "B", "lock_version": "2"}
    )
    assert again.status_code == 303
    assert (await Point.get()).title == "Den anden"


async def test_two_who_answer_see_both_answers(hearing: Scene, town: httpx2.AsyncClient) -> None:
    point = await hearing.point()
    await dispose(
        point, await hearing.remit(hearing.town), DispositionInput(Outcome.MET, "Ja, straks."), by=BY, now=NOW
    )  # fmt: skip
    late = await town.post(
        desk(hearing, "/points/1/answer"),
        data={"outcome": "not_met", "reason": "Nej, aldrig.", "lock_version": "0"},
    )
    assert late.status_code == 409
    assert "Ja, straks." in late.text
    assert "Nej, aldrig." in late.text
    assert (await Disposition.get()).reason == "Ja, straks."


async def test_a_refused_quote_keeps_the_words(hearing: Scene, town: httpx2.AsyncClient) -> None:
    remark = await hearing.remark(2, text="Flere bænke i parken.")
    await hearing.point(remark)
    address = desk(hearing, f"/points/1/remarks/{remark.id}/quote")
    refused = await town.post(address, data={"quote": "Mange bænke"})
    assert refused.status_code == 422
    assert "Mange bænke</textarea>" in refused.text
    assert (await town.post(address, data={"quote": "Flere bænke"})).status_code == 303
    assert (await PointRemark.get()).quote == "Flere bænke"
