"""Consulted parties are pasted as a list and taken off it one by one."""

from __future__ import annotations

import httpx2

from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty
from tests.desk.desk_work import desk
from tests.support.factories.consultations import (
    consultation,
    party,
)


async def test_parties_are_pasted_and_added_once(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    pasted = "Havnens Venner; post@venner.example\n\nBådelauget\t\nHAVNENS venner;\n"
    assert (await editor.post(desk(blank, "parties"), data={"list": pasted})).status_code == 303
    assert (await editor.post(desk(blank, "parties"), data={"list": pasted})).status_code == 303
    rows = await ConsultedParty.filter(consultation=blank).order_by("name")
    assert [(r.name, r.email) for r in rows] == [
        ("Bådelauget", ""),
        ("Havnens Venner", "post@venner.example"),
    ]
    bad = await editor.post(desk(blank, "parties"), data={"list": "Roklubben\nKajakken; på vej"})
    assert bad.status_code == 422
    assert "Kajakken; på vej" in bad.text
    assert await ConsultedParty.filter(consultation=blank).count() == 2


async def test_a_party_is_taken_off_the_list_unless_it_was_invited(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    other = await party(await consultation(), invited_at=None)
    silent, invited = await party(blank, invited_at=None), await party(blank)
    for each in (silent, invited, other):
        await editor.post(desk(blank, "parties", str(each.id), "removal"))
    left = {each.id for each in await ConsultedParty.all()}
    assert left == {invited.id, other.id}
