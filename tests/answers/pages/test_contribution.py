"""A committee approves its part of the memo."""

from __future__ import annotations

import re

import httpx2

from tests.answers.scene import Scene, desk


async def test_approval_by_its_page(hearing: Scene, town: httpx2.AsyncClient) -> None:
    remark = await hearing.remark(2)
    page = (await town.get(desk(hearing, "/contribution"))).text
    assert desk(hearing, "/remarks?point=none") in page
    checksum = re.search(r'name="checksum" value="(\w+)"', page)
    assert checksum is not None
    approval = desk(hearing, "/contribution/approval")
    unsaid = await town.post(approval, data={"checksum": checksum[1]})
    assert unsaid.status_code == 409
    said = await town.post(approval, data={"checksum": checksum[1], "acknowledged": "yes"})
    assert said.status_code == 303
    assert "Godkendt" in (await town.get(desk(hearing, "/contribution"))).text
    await hearing.point(remark)
    lapsed = (await town.get(desk(hearing, "/contribution"))).text
    assert "Ændret siden godkendelsen" in lapsed
    assert desk(hearing, "/points/1") in lapsed
    taken = await town.post(desk(hearing, "/contribution/approval/withdrawal"))
    assert taken.status_code == 303
    assert (await town.post(desk(hearing, "/contribution/approval/withdrawal"))).status_code == 409
