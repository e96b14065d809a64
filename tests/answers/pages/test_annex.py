"""Files that came with a committee's remarks: it may open them, published or not, and nobody else's."""

from __future__ import annotations

import httpx2
import pytest

from consult.answers.point import PointRemark
from consult.files import FileStore
from consult.people.role import Role
from consult.responses.annex import Annex
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.answers.scene import Scene, desk
from tests.support.factories import people

CONTENT = b"%PDF-1.4"


@pytest.fixture
async def town(hearing: Scene, client: httpx2.AsyncClient, db: Settings) -> httpx2.AsyncClient:
    """A reader of the committee that owns area 2."""
    await people.sign_in(client, await people.account(Role.READER, committee=hearing.town.slug), db)
    return client


async def file_of(remark: Remark, db: Settings) -> Annex:
    return await Annex.create(
        response_id=remark.response_id, ordinal=1, name="bilag.pdf", size=len(CONTENT),
        media_type="application/pdf", file_key=FileStore(db.data_dir / "files").save(CONTENT),
    )  # fmt: skip


async def test_a_remarks_file_is_opened_from_the_list_and_from_its_point(
    hearing: Scene, town: httpx2.AsyncClient, db: Settings
) -> None:
    remark = await hearing.remark(2, publicity=Publicity.WITHHELD)
    opened = desk(hearing, f"/annexes/{(await file_of(remark, db)).id}")
    point = await hearing.point(remark)
    for page in ("/remarks", f"/points/{point.number}"):
        assert opened in (await town.get(desk(hearing, page))).text
    answer = await town.get(opened)
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_another_committees_file_is_not_given(
    hearing: Scene, town: httpx2.AsyncClient, db: Settings
) -> None:
    foreign = await file_of(await hearing.remark(1), db)
    assert (await town.get(desk(hearing, f"/annexes/{foreign.id}"))).status_code == 404


async def test_a_file_beside_a_remark_of_the_committees_point_is_opened_wherever_it_stands(
    hearing: Scene, town: httpx2.AsyncClient, db: Settings
) -> None:
    """The point is answered by two, and the remark stands in a section of the other one."""
    elsewhere = await hearing.remark(1)
    opened = desk(hearing, f"/annexes/{(await file_of(elsewhere, db)).id}")
    assert (await town.get(opened)).status_code == 404
    point = await hearing.point(await hearing.remark(2))
    await PointRemark.create(point=point, remark=elsewhere)
    assert (await town.get(opened)).status_code == 200
