"""Public pages are kept by the outermost layer, and are true at every request all the same."""

from __future__ import annotations

import httpx2
import pytest

from consult import database
from consult.documents.owner_assignment import assign_owner
from consult.public.cacheable import CACHE_VERSION, VALID_UNTIL
from consult.responses.publicity import PublicCopy, RemarkState, publish, take_down
from consult.responses.remark import Remark
from tests.support.factories import NOW, consultations, drafts, responses
from tests.support.factories.documents import Draft
from tests.support.queries import queries

pytestmark = pytest.mark.anyio

AREA = "/consultations/havneplan/sections/1"
KEPT = (
    "/",
    "/consultations/havneplan",
    AREA,
    AREA + "/remarks",
    "/consultations/havneplan/text",
    "/consultations/havneplan/contents",
)
WHOLE = "/consultations/havneplan/text"
COUNTED = ("/", "/consultations/havneplan", AREA, WHOLE)


@pytest.mark.parametrize("path", KEPT)
async def test_a_second_reader_costs_the_database_nothing(
    draft: Draft, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    far = NOW.replace(year=2999)
    draft.consultation.closes_at = far
    await draft.consultation.save()
    monkeypatch.setattr("consult.public.pages.consultations.next_midnight", lambda now: far)
    first = await client.get(path)
    with queries() as statements:
        second = await client.get(path)
    assert second.text == first.text
    assert len(statements) == 0
    assert CACHE_VERSION not in first.headers
    assert VALID_UNTIL not in first.headers


@pytest.mark.parametrize("path", COUNTED)
async def test_what_is_published_and_what_is_taken_down_is_seen_by_the_next_request(
    draft: Draft, client: httpx2.AsyncClient, path: str
) -> None:
    remark = await responses.remark(draft, drafts.numbered(draft, "1.1"))

    async def says_one() -> bool:
        text = (await client.get(path)).text
        return "1 bemærkning<" in text or "1 offentliggjort bemærkning" in text

    assert not await says_one()
    async with database.transaction():
        copy = PublicCopy(text="Ja", proposed_text="", quote="", redacted=False)
        assert await publish(RemarkState.of(remark), copy, now=NOW)
    assert await says_one()
    async with database.transaction():
        assert await take_down(RemarkState.of(await Remark.get(id=remark.id)), now=NOW)
    assert not await says_one()


async def test_a_new_owner_is_seen_by_the_next_request(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    assert "Havneudvalget" not in (await client.get(AREA)).text
    committee = await consultations.committee(name="Havneudvalget")
    section = drafts.keyed(draft, "1")
    await assign_owner(section.identity, committee, by=drafts.EDITOR, now=NOW)
    assert "Havneudvalget" in (await client.get(AREA)).text


async def test_searches_are_not_kept(draft: Draft, client: httpx2.AsyncClient) -> None:
    for path in ("/search?q=bro", "/consultations/havneplan/search?q=bro"):
        answer = await client.get(path)
        assert answer.headers["cache-control"] == "no-store, private"
