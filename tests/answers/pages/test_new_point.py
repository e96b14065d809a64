"""A point is made of the ticked remarks, or takes them in; what was typed stays."""

from __future__ import annotations

import httpx2
import pytest

from consult.answers.point import Point, PointRemark
from consult.answers.remark_list import ROWS
from consult.responses.remark import Stance
from tests.answers.scene import Scene, desk
from tests.support.page_form import PageForm, open_page


async def test_a_point_is_made_of_the_ticked_remarks(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    ticked, foreign = await hearing.remark(2, text="Flere bænke."), await hearing.remark(1)
    await hearing.remark(2, text="Noget andet.")
    form = (
        await town.get(desk(hearing, f"/points/new?remark-{ticked.id}=yes&remark-{foreign.id}=yes"))
    ).text
    assert "Flere bænke." in form
    assert f'value="{foreign.id}"' not in form
    made = await town.post(
        desk(hearing, "/points"),
        data={"title": "Bænke", "summary": "Der mangler bænke.", "section": "2", f"remark-{ticked.id}": "yes"},
    )  # fmt: skip
    assert (made.status_code, made.headers["location"]) == (303, desk(hearing, "/points/1?saved=1"))
    assert await PointRemark.all().values_list("remark_id", flat=True) == [ticked.id]


@pytest.mark.parametrize("wrong", [{"title": ""}, {"section": "1"}, {"section": "whole"}])
async def test_a_point_that_cannot_be_made_keeps_what_was_typed(
    hearing: Scene, town: httpx2.AsyncClient, wrong: dict[str, str]
) -> None:
    typed = {"title": "Bænke", "summary": "Et langt resumé.", "section": "2", **wrong}
    answer = await town.post(desk(hearing, "/points"), data=typed)
    assert answer.status_code == 422
    assert "Et langt resumé." in answer.text
    assert await Point.all().count() == 0


async def test_ticked_remarks_are_put_into_a_point_there_is(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    point, remark = await hearing.point(), await hearing.remark(2)
    into = {"into": str(point.number)}
    none = await town.post(desk(hearing, "/remarks"), data=into)
    assert none.status_code == 422
    put = await town.post(desk(hearing, "/remarks"), data={**into, f"remark-{remark.id}": "yes"})
    assert put.status_code == 303
    assert await PointRemark.filter(point=point, remark=remark).exists()


async def test_what_is_ticked_stays_ticked_while_one_looks_at_other_remarks(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    point = await hearing.point()
    against = await hearing.remark(2, stance=Stance.AGAINST)
    agreed, other = [await hearing.remark(2, stance=Stance.FOR) for _each in range(2)]
    foreign = await hearing.remark(1)
    form = await open_page(town, desk(hearing, f"/remarks?remark-{foreign.id}=yes"))
    form.fill(**{f"remark-{each.id}": "yes" for each in (against, agreed)}, stance="against")
    assert form.is_sent_unchecked, "a browser would refuse a filter that says all"
    filtered = PageForm(town, await form.press("Vis"))
    assert f"{other.reference}" not in filtered.text
    ticks = {name for name in filtered.values if name.startswith("remark-")}
    assert ticks == {f"remark-{against.id}", f"remark-{agreed.id}"}
    stored = await filtered.fill(into=str(point.number)).press("Læg de valgte")
    assert stored.status_code == 303
    inside = await PointRemark.all().values_list("remark_id", flat=True)
    assert set(inside) == {against.id, agreed.id}


async def test_what_is_ticked_stays_ticked_on_the_next_page(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    remarks = [await hearing.remark(2) for _each in range(ROWS + 1)]
    form, box = await open_page(town, desk(hearing, "/remarks")), f"remark-{remarks[-1].id}"
    older = PageForm(town, await form.fill(**{box: "yes"}).press("Ældre"))
    assert older[box] == "yes"
    new = (await older.press("Lav et punkt")).text
    assert f'name="{box}" value="yes"' in new
