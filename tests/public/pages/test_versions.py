"""Every published version is read for good at its own addresses; the unpublished one at none."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult import clock
from consult.documents.versions.version_note import describe_version
from consult.public import queries
from consult.settings import Settings
from consult.web.urls import in_full
from tests.support.factories import NOW
from tests.support.factories.drafts import EDITOR
from tests.support.factories.versions import BUS, FOREST, Followed, followed
from tests.support.queries import queries as counted
from tests.support.reading import read

pytestmark = pytest.mark.anyio


@pytest.fixture
async def made(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Followed:
    """A published first version, and a second that is published or not as the test says."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return await followed()


def meta(page: html.HtmlElement) -> tuple[str, str]:
    """(what search engines are told, the address they are told)"""
    robots = page.xpath("string(//meta[@name='robots']/@content)")
    return robots, page.xpath("string(//link[@rel='canonical']/@href)")


async def test_a_version_is_outlined_by_its_number_once_it_is_published(made: Followed) -> None:
    of = made.first.consultation
    await made.approve()
    assert await queries.outline(of, 2) is None
    assert [each.number for each in await queries.versions(of)] == [1]
    await made.publish()
    found = [await queries.outline(of, number) for number in (1, 2, None)]
    assert [each and (each.version.number, each.is_current) for each in found] == [
        (1, False),
        (2, True),
        (2, True),
    ]
    assert await queries.outline(of, 3) is None
    listed = await queries.versions(of)
    assert [(each.number, each.is_current, each.source_name) for each in listed] == [
        (2, True, "2.docx"),
        (1, False, "udkast.docx"),
    ]


async def test_the_page_of_an_earlier_version_keeps_its_words_and_leads_to_the_newest(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    before = await read(client, made.address("versions/1/sections/2"))
    await made.approve_and_publish()
    page = await read(client, made.address("versions/1/sections/2"))
    words = [each.text_content().strip() for each in page.find_class("para__words")]
    assert words == [each.text_content().strip() for each in before.find_class("para__words")]
    assert any(BUS in each for each in words)
    banner = page.find_class("earlier-version")[0]
    assert banner.xpath("string(.//a/@href)") == made.address("sections/3")
    assert meta(page) == (
        "noindex",
        in_full(made.address("versions/1/sections/2")),
    )
    assert not page.xpath("//*[contains(@href, '/comment')]")


async def test_each_paragraph_of_an_earlier_version_leads_to_where_it_stands_now(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await made.approve_and_publish()
    page = await read(client, made.address("versions/1/sections/2"))
    links = page.xpath("//div[@id='p-2-1']//a/@href")
    assert made.address(f"paragraphs/{made.identity(BUS)}") in links
    newest = await read(client, made.address("sections/3"))
    assert "I den nyeste version" not in newest.text_content()


async def test_the_permanent_page_of_the_newest_version_leads_to_where_people_answer(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await made.approve_and_publish()
    page = await read(client, made.address("versions/2/sections/1"))
    assert page.find_class("earlier-version")[0].xpath("string(.//a/@href)") == made.address(
        "sections/1"
    )
    assert meta(page) == ("all", in_full(made.address("sections/1")))
    assert not page.xpath("//*[contains(@href, '/comment')]")


async def test_only_published_versions_and_their_own_sections_have_pages(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await made.approve()
    missing = ["versions/2", "versions/2/sections/1", "versions/0", "versions/1/sections/3"]
    for path in [*missing, "versions/99999999999999999999", "versions/x", "versions/-1"]:
        assert (await client.get(made.address(path))).status_code == 404, path
    assert "versions/2" not in (await client.get(made.address("versions"))).text


async def test_the_versions_are_listed_and_each_leads_to_its_contents(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await made.second.filter(id=made.second.id).update(note="Bussen kører oftere.")
    await made.approve_and_publish()
    page = await read(client, made.address("versions"))
    assert page.xpath("//h2/text()")[0].strip() == "Version 2"
    assert "Bussen kører oftere." in page.text_content()
    hrefs = page.xpath("//main//a/@href")
    assert made.address("versions/1") in hrefs
    contents = await read(client, made.address("versions/1"))
    assert made.address("versions/1/sections/2") in contents.xpath("//main//a/@href")
    assert FOREST not in contents.text_content()


async def test_every_reading_page_says_how_it_is_cited(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    page = await read(client, made.address("sections/2"))
    cited = page.find_class("citing")[0]
    address = in_full(made.address("versions/1/sections/2"))
    assert cited.xpath(".//a/@href")[0] == address
    assert "version 1, for eksempel stykke 2.1" in " ".join(cited.text_content().split())
    assert (await client.get(address)).status_code == 200


async def test_a_version_is_read_by_a_constant_number_of_queries(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await made.approve_and_publish()
    counts = []
    await client.get(made.address("versions/1/sections/1-1"))
    for path in ("versions/1/sections/1", "versions/1/sections/2", "versions/1/sections/2-1"):
        with counted() as statements:
            assert (await client.get(made.address(path))).status_code == 200
        counts.append(len(statements))
    assert len(set(counts)) == 1


async def test_the_overview_tells_of_a_newer_version_and_leads_to_all_that_changed(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    slug = made.first.consultation.slug
    changes = f"/consultations/{slug}/versions/2/changes/1"
    note = "Svarene er skrevet ind."
    await made.approve()
    await describe_version(made.second, title="Skovplan", note=note, by=EDITOR, now=NOW)
    before = await read(client, f"/consultations/{slug}")
    assert not before.xpath(f"//a[@href='{changes}']")
    assert note not in before.text_content()
    await made.publish()
    told = await read(client, f"/consultations/{slug}")
    assert told.xpath(f"//a[@href='{changes}']")
    assert note in told.text_content()


async def test_whoever_reads_the_whole_text_finds_what_changed_in_it(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    first = await read(client, made.address("text"))
    assert not [each for each in first.xpath("//main//a/@href") if "/changes/" in each]
    await made.approve_and_publish()
    second = await read(client, made.address("text"))
    assert made.address("versions/2/changes/1") in second.xpath("//main//a/@href")
