"""A committee's remarks as a table: as many as its list says, and never another committee's."""

from __future__ import annotations

import io
from typing import Any

import httpx2
import pandas
import pytest
from lxml import html

from consult.people.role import Role
from consult.responses.remark import Publicity, Stance
from consult.settings import Settings
from tests.answers.scene import Scene, desk
from tests.support.factories import people

pytestmark = pytest.mark.anyio


async def fill(hearing: Scene) -> None:
    await hearing.remark(2, text="Imod det.", stance=Stance.AGAINST)
    await hearing.remark(2, text="Venter.", publicity=Publicity.WAITING)
    await hearing.remark(1, text="Et andet udvalgs.")
    await hearing.remark(None, text="Om det hele.")


def read(answer: httpx2.Response) -> Any:
    assert answer.status_code == 200
    return pandas.read_csv(io.BytesIO(answer.content))


async def test_it_holds_the_committees_remarks_also_those_that_wait(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    await fill(hearing)
    table = read(await town.get(desk(hearing, "/remarks.csv")))
    assert list(table["author_text"]) == ["Imod det.", "Venter."]
    assert not any(name.startswith("private") for name in table.columns)


async def test_the_list_offers_it_with_the_filters_that_are_on(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    await fill(hearing)
    page = html.fromstring((await town.get(desk(hearing, "/remarks?stance=against"))).text)
    [offer] = page.find_class("table-links")
    assert "1" in offer.text_content()
    [address] = [href for href in offer.xpath(".//a/@href") if ".csv" in href]
    assert list(read(await town.get(address))["author_text"]) == ["Imod det."]


@pytest.mark.parametrize(("query", "status"), [("?stanse=against", 400), ("?stance=x", 404)])
async def test_a_filter_that_is_none_is_refused(
    hearing: Scene, town: httpx2.AsyncClient, query: str, status: int
) -> None:
    assert (await town.get(desk(hearing, f"/remarks.csv{query}"))).status_code == status


async def test_everything_received_is_for_editors_alone(
    hearing: Scene, client: httpx2.AsyncClient, db: Settings
) -> None:
    await fill(hearing)
    address = f"/staff/consultations/{hearing.consultation.slug}/remarks.csv"
    for role, status in ((Role.COMMITTEE, 404), (Role.MODERATOR, 404), (Role.EDITOR, 200)):
        await people.sign_in(client, await people.account(role), db)
        answer = await client.get(address)
        assert answer.status_code == status, role
    assert len(read(answer)) == 4
