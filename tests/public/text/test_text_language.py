"""The language a reader chose for the words goes along: to remarks, to writing, to the receipt, and back again."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from lxml import html

from tests.support.factories import drafts, words
from tests.support.factories.documents import Draft
from tests.support.reading import read

pytestmark = pytest.mark.anyio

BASE = "/consultations/havneplan"
AREA = f"{BASE}/sections/2"
QUAY = "Причалом користуються багато людей."


@pytest.fixture
async def ukrainian(draft: Draft) -> Draft:
    """A language the site itself does not speak, so that ?text= alone can ask for it."""
    await words.translated(draft, "uk", p2_1=QUAY, s2="Причали")
    await words.translated(draft, "ar", p2_1="الرصيف.")
    return draft


def chosen(address: str) -> list[str]:
    return parse_qs(urlsplit(address).query).get("text", [])


def links_to(page: html.HtmlElement, part: str) -> list[str]:
    return [each for each in page.xpath("//main//a/@href") if part in each]


async def test_every_way_to_write_or_to_read_remarks_takes_the_choice_along(
    ukrainian: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, f"{AREA}?text=uk")
    ways = [*links_to(page, "/comment"), *links_to(page, "/remarks")]
    assert len(ways) > 2
    assert {tuple(chosen(each)) for each in ways} == {("uk",)}
    # Who chose nothing carries nothing.
    plain = await read(client, AREA)
    assert [each for each in links_to(plain, "/comment") if chosen(each)] == []


async def test_all_other_views_of_the_text_keep_the_choice(
    ukrainian: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, f"{AREA}?text=uk")
    for part in ("/contents", f"{BASE}/text"):
        assert {tuple(chosen(each)) for each in links_to(page, part)} == {("uk",)}, part
    contents = await read(client, f"{BASE}/contents?text=uk")
    assert "Причали" in contents.text_content()
    assert {tuple(chosen(each)) for each in links_to(contents, "/sections/")} == {("uk",)}


async def test_who_writes_sees_the_words_they_read_and_comes_back_to_them(
    ukrainian: Draft, client: httpx2.AsyncClient
) -> None:
    place = drafts.numbered(ukrainian, "2.1").identity_id
    address = f"{BASE}/paragraphs/{place}/comment?version=1&text=uk"
    page = await read(client, address)
    quotes = page.find_class("quote")
    assert [(each.get("lang"), each.text) for each in quotes] == [
        ("uk", QUAY), ("da", "Kajen bruges af mange."),
    ]  # fmt: skip
    back = links_to(page, f"/paragraphs/{place}")
    assert {tuple(chosen(each)) for each in back} == {("uk",)}
    assert (await client.get(back[0])).headers["location"] == f"{AREA}?text=uk#p-2-1"
    action = page.xpath("//form[@method='post']/@action")[0]
    assert chosen(action) == ["uk"]

    form = {"key": "k" * 32, "text": "Добре", "name": "Prøve", "stance": "for", "version": "1"}
    preview = await client.post(action, data={**form, "step": "preview"})
    again = html.fromstring(preview.text).xpath("//form[@method='post']/@action")[0]
    sent = await client.post(again, data={**form, "step": "send"})
    assert sent.status_code == 303
    receipt = await read(client, sent.headers["location"])
    assert f"{BASE}/paragraphs/{place}?text=uk" in receipt.xpath("//main//a/@href")


async def test_who_reads_the_original_in_another_languages_page_writes_beside_the_original(
    ukrainian: Draft, client: httpx2.AsyncClient
) -> None:
    place = drafts.numbered(ukrainian, "2.1").identity_id
    page = await read(client, f"/ar{BASE}/paragraphs/{place}/comment?text=da")
    assert [each.get("lang") for each in page.find_class("quote")] == ["da"]
    page = await read(client, f"/ar{BASE}/paragraphs/{place}/comment")
    assert [each.get("lang") for each in page.find_class("quote")] == ["ar", "da"]


async def test_remarks_are_read_beside_the_words_that_were_chosen(
    ukrainian: Draft, client: httpx2.AsyncClient
) -> None:
    place = drafts.numbered(ukrainian, "2.1").identity_id
    page = await read(client, f"{BASE}/paragraphs/{place}/remarks?text=uk")
    cited = page.find_class("cited")[0]
    assert (cited.get("lang"), cited.text_content().strip()) == ("uk", QUAY)
    assert f"{AREA}?text=uk#p-2-1" in page.xpath("//main//a/@href")
    danish = await read(client, f"{BASE}/paragraphs/{place}/remarks")
    assert danish.find_class("cited")[0].get("lang") == "da"
    section = await read(client, f"{BASE}/sections/2/remarks?text=uk")
    assert f"{AREA}?text=uk" in section.xpath("//main//a/@href")


@pytest.mark.parametrize("asked", ["xx", "<script>", "uk&text=ar'"])
async def test_a_language_nobody_knows_is_carried_nowhere(
    ukrainian: Draft, client: httpx2.AsyncClient, asked: str
) -> None:
    page = await read(client, f"{AREA}?text={asked}")
    found = {value for each in links_to(page, "/comment") for value in chosen(each)}
    assert found <= {"uk", "ar"}
