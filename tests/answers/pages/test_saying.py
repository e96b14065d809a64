"""After each press at a committee's desk the page says that it is stored."""

from __future__ import annotations

import re

import httpx2

from tests.answers.scene import Scene, desk

STORED = "Det er gemt."


async def pressed(town: httpx2.AsyncClient, address: str, **fields: str) -> str:
    """The page that follows."""
    answer = await town.post(address, data=fields)
    assert answer.status_code == 303
    return (await town.get(answer.headers["location"])).text


async def test_every_verb_on_a_point_says_that_it_is_stored(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    remark = await hearing.remark(2, text="Flere bænke i parken.")
    await hearing.point(remark)
    point = desk(hearing, "/points/1")
    assert STORED not in (await town.get(point)).text
    member = f"{point}/remarks/{remark.id}"
    # What belongs together is sent together, by whatever name a page calls the state it was read on.
    locks = {"lock_version": "0", "answer_lock_version": "0"}
    answered = await pressed(town, f"{point}/answer", outcome="met", reason="Ja.", **locks)
    quoted = await pressed(
        town, f"{member}/quote", quote="Flere", **{f"quote-{remark.id}": "Flere"}
    )
    released = await pressed(town, f"{member}/release")
    put_away = await pressed(town, f"{point}/put-away")
    assert all(STORED in page for page in (answered, quoted, released, put_away))


async def test_an_approval_and_its_withdrawal_say_that_they_are_stored(
    hearing: Scene, town: httpx2.AsyncClient
) -> None:
    part = desk(hearing, "/contribution")
    checksum = re.search(r'name="checksum" value="(\w+)"', (await town.get(part)).text)
    assert checksum is not None
    said = {"checksum": checksum[1], "despite_open": "yes"}
    assert STORED in await pressed(town, f"{part}/approval", **said)
    assert STORED in await pressed(town, f"{part}/approval/withdrawal", reason="Et tal.")
