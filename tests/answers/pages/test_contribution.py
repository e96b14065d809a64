"""A committee approves its part of the memo, and opens it again."""

from __future__ import annotations

import re

import httpx2

from consult.answers.disposition import DispositionInput, Outcome, dispose
from consult.audit import AuditEntry
from consult.people.role import Role
from consult.settings import Settings
from tests.answers.scene import BY, Scene, desk
from tests.support.factories import NOW, people


async def test_approval_by_its_page(hearing: Scene, town: httpx2.AsyncClient) -> None:
    remark = await hearing.remark(2)
    page = (await town.get(desk(hearing, "/contribution"))).text
    assert desk(hearing, "/remarks?point=none") in page
    checksum = re.search(r'name="checksum" value="(\w+)"', page)
    assert checksum is not None
    approval = desk(hearing, "/contribution/approval")
    unsaid = await town.post(approval, data={"checksum": checksum[1]})
    assert unsaid.status_code == 409
    first = await town.post(approval, data={"checksum": checksum[1], "acknowledged": "yes"})
    assert first.status_code == 409
    assert "Høringen er stadig åben" in first.text
    again = dict(re.findall(r'name="(checksum|despite_\w+)" value="(\w+)"', first.text))
    assert set(again) == {"checksum", "despite_open"}
    assert re.search(r'name="acknowledged"[^>]*checked', first.text)
    said = await town.post(approval, data={**again, "acknowledged": "yes"})
    assert said.status_code == 303
    page = (await town.get(desk(hearing, "/contribution"))).text
    assert "Godkendt" in page
    assert "Høringen var stadig åben" in page
    assert "på vegne af" not in page
    await hearing.remark(2)
    lapsed = (await town.get(desk(hearing, "/contribution"))).text
    assert "Ændret siden godkendelsen" in lapsed
    assert remark.text not in lapsed


async def test_opening_it_again_by_its_page(hearing: Scene, town: httpx2.AsyncClient) -> None:
    point = await hearing.point(await hearing.remark(2), title="Bænke ved åen")
    await dispose(
        point, await hearing.remit(hearing.town), DispositionInput(Outcome.MET, "De kommer."), by=BY, now=NOW
    )  # fmt: skip
    part = desk(hearing, "/contribution")
    checksum = re.search(r'name="checksum" value="(\w+)"', (await town.get(part)).text)
    assert checksum is not None
    await town.post(f"{part}/approval", data={"checksum": checksum[1], "despite_open": "yes"})
    wording = {"point_lock_version": "1", "title": "Flere bænke", "summary": ""}
    locked = await town.post(desk(hearing, "/points/1/wording"), data=wording)
    assert locked.status_code == 409
    assert "Den er låst" in locked.text
    assert "Flere bænke" in locked.text
    unsaid = await town.post(f"{part}/approval/withdrawal", data={"reason": " "})
    assert unsaid.status_code == 422
    assert "Skriv, hvorfor" in unsaid.text
    taken = await town.post(f"{part}/approval/withdrawal", data={"reason": "Et tal var forkert."})
    assert taken.status_code == 303
    assert (await town.post(desk(hearing, "/points/1/wording"), data=wording)).status_code == 303
    page = (await town.get(part)).text
    for kept in ("Et tal var forkert.", "Bænke ved åen", "De kommer.", checksum[1]):
        assert kept in page
    again = await town.post(f"{part}/approval/withdrawal", data={"reason": "Igen."})
    assert again.status_code == 409


async def test_an_editor_approves_on_behalf_of_the_committee(
    hearing: Scene, client: httpx2.AsyncClient, db: Settings
) -> None:
    await people.sign_in(client, await people.account(Role.EDITOR), db)
    part = desk(hearing, "/contribution")
    page = (await client.get(part)).text
    assert "Du hører ikke til dette udvalg" in page
    checksum = re.search(r'name="checksum" value="(\w+)"', page)
    assert checksum is not None
    await client.post(f"{part}/approval", data={"checksum": checksum[1], "despite_open": "yes"})
    assert f"på vegne af {hearing.town.name}" in (await client.get(part)).text
    entry = await AuditEntry.get(verb="approved")
    assert entry.facts["on_behalf"] is True
