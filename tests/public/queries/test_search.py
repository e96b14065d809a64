"""Search: every word, in any form that holds it, in what is published."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult.public import queries
from consult.public.queries.search_forms import words_of
from tests.support.factories import NOW, consultations, drafts
from tests.support.factories.documents import Draft
from tests.support.queries import queries as sent_queries
from tests.support.reading import read

pytestmark = pytest.mark.anyio


async def numbers(draft: Draft, query: str) -> list[str]:
    return [hit.number for hit in (await queries.search(draft.consultation, query, "da")).hits]


async def test_every_word_must_be_there_in_any_form(draft: Draft) -> None:
    assert await numbers(draft, "bro") == ["1.2", "1.3"]
    assert await numbers(draft, "BRO byg") == ["1.3"]
    assert await numbers(draft, "bro tunnel") == []


async def test_what_was_taken_out_is_not_found(draft: Draft) -> None:
    assert await numbers(draft, "rives") == []


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "\\", "'", '"', "\x00", "a" * 5000])
async def test_signs_are_words_like_others_and_find_nothing_here(draft: Draft, query: str) -> None:
    assert await numbers(draft, query) == []


async def test_one_consultation_is_searched_or_all(draft: Draft) -> None:
    other = await drafts.store(await consultations.consultation())
    assert len((await queries.search(draft.consultation, "bro", "da")).hits) == 2
    everywhere = await queries.search_everywhere("bro", NOW, "da")
    assert {hit.consultation.id for hit in everywhere.hits} == {
        draft.consultation.id, other.consultation.id,
    }  # fmt: skip


async def test_a_hit_is_marked_and_leads_to_its_paragraph(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    answer = await client.get("/consultations/havneplan/search", params={"q": "<b>BRO</b> bro"})
    assert "Intet stykke" in answer.text
    answer = await client.get("/consultations/havneplan/search", params={"q": "bygger"})
    page = html.fromstring(answer.text)
    assert [each.text for each in page.iter("mark")] == ["bygger"]
    assert "/consultations/havneplan/sections/1#p-1-3" in page.xpath("//a/@href")


def test_a_query_is_cut_to_its_first_words() -> None:
    assert len(words_of(" ".join(str(n) for n in range(30)))) == 8
    assert words_of("Bro BRO bro") == ["bro"]


async def found(draft: Draft, query: str) -> queries.SearchResult:
    return await queries.search(draft.consultation, query, "da")


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kajerne", ["2.1", "2.2"]),  # the text has "kajen"
        ("bænkenes", ["2.3"]),
        ("baenke", ["2.3"]),  # for who has no such keys
        ("aaben", ["2.2"]),
        ("“åben”, (kajen)", ["2.2"]),
        ("kaj-en", ["2.1", "2.2"]),
    ],
)
async def test_a_word_is_found_in_its_other_forms(
    draft: Draft, query: str, wanted: list[str]
) -> None:
    assert await numbers(draft, query) == wanted


async def test_it_says_when_the_words_are_not_there_as_they_were_written(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    assert not (await found(draft, "bro")).is_loose
    assert (await found(draft, "kajernes")).is_loose
    page = await read(client, "/en/consultations/havneplan/search?q=kajernes")
    assert "in other forms" in page.find(".//main").text_content()
    assert {each.text for each in page.iter("mark")} == {"Kaj"}


@pytest.mark.parametrize("query", ["2.1", "afsnit 2.1", "§ 2.1"])
async def test_a_number_that_is_cited_leads_to_its_paragraph(draft: Draft, query: str) -> None:
    assert (await numbers(draft, query))[0] == "2.1"


async def test_a_paragraph_of_an_area_with_a_letter_is_found_too(draft: Draft) -> None:
    assert await numbers(draft, "a.1") == ["A.1"]


async def test_headings_are_found_above_the_paragraphs(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    page = html.fromstring(
        (await client.get("/consultations/havneplan/search", params={"q": "situationen dag"})).text
    )
    links = page.xpath("//ul[@class='hits__headings']//a/@href")
    assert links == [
        "/consultations/havneplan/sections/1#s-1-1", "/consultations/havneplan/sections/2#s-2-1",
    ]  # fmt: skip
    # The same words stand over many chapters: each says in which area.
    lines = [
        " ".join(each.text_content().split())
        for each in page.xpath("//ul[@class='hits__headings']/li")
    ]
    assert lines == ["Situationen i dag · 1 Vand og bad", "Situationen i dag · 2 Kajer og byliv"]


@pytest.mark.parametrize(
    ("query", "instead"),
    [
        ("hjærte", ["hjerte"]),
        ("broerne", ["broer"]),
        ("brygger bro", ["bygger bro"]),
        ("vandet broer", ["vandet", "broer"]),  # both are there, and never together
        ("xyzxyz", []),
        ("xyzxyz bro", ["bro"]),
    ],
)
async def test_who_finds_nothing_is_told_what_would_be_found(
    draft: Draft, client: httpx2.AsyncClient, query: str, instead: list[str]
) -> None:
    result = await found(draft, query)
    assert not result.hits
    assert list(result.suggestions) == instead
    for each in instead:
        assert (await found(draft, each)).hits
    page = html.fromstring(
        (await client.get("/consultations/havneplan/search", params={"q": query})).text
    )
    offered = [
        each.text_content() for each in page.xpath("//main//a[contains(@href, '/search?q=')]")
    ]
    assert offered == instead
    # There is always a way on.
    assert page.xpath("//main//a[contains(@href, '/contents')]")


async def test_a_search_asks_the_database_a_few_times_however_much_it_finds(draft: Draft) -> None:
    with sent_queries() as sent:
        await found(draft, "bro")
    few = len(sent)
    with sent_queries() as sent:
        await found(draft, "kajerne xyz")
    assert len(sent) <= few + 3


async def test_whoever_reads_finds_the_way_to_the_search(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    for path in ("/sections/2", "/text"):
        page = await read(client, "/consultations/havneplan" + path)
        contents = page.find_class("contents")[0]
        assert "/consultations/havneplan/search" in contents.xpath(".//a/@href"), path
    page = await read(client, "/consultations/havneplan/search")
    assert page.xpath("//main//input[@name='q']")
    assert page.xpath("//*[@role='status']") == []
