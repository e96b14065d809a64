"""A query that cites by number, as letters and minutes cite: it leads to what is cited, or says how."""

from __future__ import annotations

import httpx2
import pytest

from consult.public import queries
from consult.public.queries.citation import cited_numbers
from consult.public.queries.search_forms import words_of
from consult.responses.remark import Publicity
from tests.support.factories.documents import Draft
from tests.support.factories.drafts import numbered
from tests.support.factories.responses import remark
from tests.support.reading import read

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("query", "cited"),
    [
        ("5.1", ["5.1"]),
        ("punkt 5.1", ["5.1"]),
        ("pkt. 5.1", ["5.1"]),
        ("Stk. 5.1", ["5.1"]),
        ("stk.5.1", ["5.1"]),
        ("§ 5.1", ["5.1"]),
        ("§5.1", ["5.1"]),
        ("§§ 5.1 og 5.2.", ["5.1", "5.2"]),
        ("afsnit 5.1 og 5.2", ["5.1", "5.2"]),
        ("bemærkning 17.3", ["17.3"]),
        ("kapitel 5", ["5"]),
        ("5", []),
        ("punkt", []),
        ("5.1 om broen", []),
        ("punkt om broen", []),
        ("stk", []),
    ],
)
async def test_numbers_are_read_as_people_write_them(query: str, cited: list[str]) -> None:
    assert cited_numbers(words_of(query)) == cited


@pytest.mark.parametrize("query", ["punkt 2.1", "pkt. 2.1", "stk. 2.1", "2.1", "§2.1", "§ 2.1"])
async def test_a_cited_paragraph_comes_first(draft: Draft, query: str) -> None:
    result = await queries.search(draft.consultation, query, "da")
    assert result.hits[0].number == "2.1"
    assert not result.is_loose


async def test_several_are_cited_at_once(draft: Draft) -> None:
    result = await queries.search(draft.consultation, "afsnit 1.2 og 2.1", "da")
    assert [each.number for each in result.hits] == ["1.2", "2.1"]


async def test_a_cited_area_is_led_to(draft: Draft) -> None:
    result = await queries.search(draft.consultation, "område 2", "da")
    assert [each.key for each in result.headings] == ["2"]


async def test_a_cited_remark_is_led_to_while_it_is_published(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    shown = await remark(draft, numbered(draft, "1.1"), publicity=Publicity.PUBLISHED)
    waiting = await remark(draft)
    address = f"/consultations/havneplan/remarks/{shown.response.number}.1"
    for path in ("/consultations/havneplan/search", "/search"):
        page = await read(client, f"{path}?q=bemærkning {shown.response.number}.1")
        assert address in page.xpath("//main//a/@href")
        page = await read(client, f"{path}?q=bemærkning {waiting.response.number}.1")
        assert not [each for each in page.xpath("//main//a/@href") if "/remarks/" in each]


async def test_what_is_not_there_is_said_with_where_it_may_be(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, "/consultations/havneplan/search?q=stk. 17.3")
    assert "har det nummer" in page.find(".//main").text_content()
    assert "/consultations/havneplan/versions" in page.xpath("//main//a/@href")
