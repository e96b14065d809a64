"""Addresses that were given while an earlier version was heard: they lead on, and none is ever lost."""

from __future__ import annotations

from dataclasses import replace

import httpx2
import pytest
from lxml import html

from consult import clock
from consult.documents.document import Version
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import approve_lineage
from consult.importing import Draft
from consult.responses.remark import Publicity
from consult.settings import Settings
from tests.support.factories import NOW, responses
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import EDITOR, store
from tests.support.factories.versions import (
    BUS,
    FIRST,
    FOREST,
    HARBOUR,
    LIBRARY,
    SCHOOL,
    SECOND,
    Followed,
    follow,
    followed,
    on,
)
from tests.support.reading import read

pytestmark = pytest.mark.anyio

# A third version: the harbour goes too, and all that was "Trafik".
THIRD = replace(SECOND, sections=SECOND.sections[:2])


@pytest.fixture
async def made(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Followed:
    """Two published versions."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = await followed()
    await made.approve_and_publish()
    return made


async def publish_next(made: Followed, draft: Draft = THIRD) -> Version:
    version = await follow(made.first, draft)
    await approve_lineage(version, lock_version=1, by=EDITOR, now=NOW)
    await publish_version(version, by=EDITOR, now=NOW)
    return version


async def leads(client: httpx2.AsyncClient, path: str) -> str:
    answer = await client.get(path)
    assert answer.status_code == 303, (path, answer.status_code)
    there = answer.headers["location"]
    assert (await client.get(there)).status_code == 200, there
    return str(there)


async def test_a_section_is_read_under_the_number_it_has_now(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    """Version 1 had "Trafik" as 2; now 2 is "Byen", which is what the address shows."""
    page = await read(client, made.address("sections/2"))
    assert "Byen" in page.xpath("string(//h1)")
    assert (await client.get(made.address("sections/4"))).status_code == 404


async def test_a_section_whose_number_nobody_has_leads_to_where_it_stood_last(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await publish_next(made)
    assert await leads(client, made.address("sections/3")) == made.address("versions/2/sections/3")
    assert await leads(client, made.address("sections/3-1")) == made.address(
        "versions/2/sections/3-1"
    )
    assert await leads(client, made.address("sections/1-1")) == made.address(
        "versions/2/sections/2-1"
    )
    assert await leads(client, made.address("sections/3/remarks")) == made.address(
        "remarks?on=whole"
    )
    assert await leads(client, made.address("sections/2-1/remarks")) == made.address(
        "sections/2/remarks"
    )


async def test_a_section_that_got_another_number_is_found_under_its_old_one(
    db: Settings, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = Followed(first := await store(await consultation(), SECOND), first.version)
    await publish_next(made, FIRST)
    # "Trafik" was 3 and is 2; its chapter was 3-1.
    assert await leads(client, made.address("sections/3")) == made.address("sections/2")
    assert await leads(client, made.address("sections/3-1")) == made.address("sections/2#s-2-1")
    assert await leads(client, made.address("sections/3/remarks")) == made.address(
        "sections/2/remarks"
    )


async def test_a_paragraph_is_found_wherever_its_words_went(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    def place(text: str) -> str:
        return made.address(f"paragraphs/{made.identity(text)}")

    assert await leads(client, place(BUS)) == made.address("sections/3#p-3-1")
    assert await leads(client, place(LIBRARY)) == made.address("sections/3#p-3-2")
    assert await leads(client, place(HARBOUR)) == made.address("sections/2#p-2-1")
    assert await leads(client, place(SCHOOL)) == made.address("sections/2#p-2-1")
    assert await leads(client, place(SCHOOL) + "/remarks") == place(HARBOUR) + "/remarks"


async def test_the_language_chosen_for_the_words_is_kept_on_the_way(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    school = made.address(f"paragraphs/{made.identity(SCHOOL)}")
    assert await leads(client, school + "?text=uk") == made.address("sections/2?text=uk#p-2-1")
    assert (await leads(client, school + "/remarks?text=uk")).endswith("/remarks?text=uk")
    await publish_next(made)
    there = await leads(client, made.address("sections/3?text=uk"))
    assert there == made.address("versions/2/sections/3?text=uk")


async def test_a_paragraph_that_is_gone_has_a_page_with_its_last_words_and_what_was_said(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    shown = await responses.remark(
        made.first, on(made, FOREST), publicity=Publicity.PUBLISHED, text="Behold skoven!"
    )
    await responses.remark(
        made.first, on(made, FOREST), publicity=Publicity.WITHHELD, text="HEMMELIGT"
    )
    await responses.remark(made.first, on(made, BUS), publicity=Publicity.PUBLISHED, text="Bus!")
    path = made.address(f"paragraphs/{made.identity(FOREST)}")
    answer = await client.get(path)
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    words = " ".join(page.text_content().split())
    assert "Stykke 2.3 er ikke længere i teksten" in words
    assert words.count(FOREST) == 1
    assert "Behold skoven!" in words
    assert "HEMMELIGT" not in words
    assert "Bus!" not in words
    links = page.xpath("//main//a/@href")
    assert made.address("versions/1/sections/2#p-2-3") in links
    assert made.address("sections/3#s-3-1") in links
    assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"
    assert await leads(client, path + "/remarks") == path
    assert (await shown.response).number == 1


async def test_what_was_merged_and_then_removed_is_gone(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await publish_next(made)
    for text, version, number in ((HARBOUR, 2, "2.1"), (SCHOOL, 1, "1.2")):
        answer = await client.get(made.address(f"paragraphs/{made.identity(text)}"))
        assert answer.status_code == 200
        assert f"Stykke {number} i version {version}" in answer.text


async def test_paragraphs_and_sections_of_other_consultations_are_missing_pages(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    other = await store(await consultation(), FIRST)
    for identity in (other.paragraphs[0].identity_id, 2**63 - 1, 10**30):
        for step in ("", "/remarks"):
            path = made.address(f"paragraphs/{identity}{step}")
            assert (await client.get(path)).status_code == 404
    for key in ("9", "A", "3-7"):
        assert (await client.get(made.address(f"sections/{key}"))).status_code == 404
        assert (await client.get(made.address(f"sections/{key}/remarks"))).status_code == 404


async def test_searching_finds_the_newest_version_alone(
    db: Settings, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    made = await followed()
    await made.approve()

    async def found(path: str, query: str) -> list[str]:
        page = html.fromstring((await client.get(path, params={"q": query})).text)
        links = page.xpath("//main//a/@href")
        return [each for each in links if "#p-" in each and made.first.consultation.slug in each]

    search = made.address("search")
    assert await found(search, "skoven øst")
    assert not await found(search, "lejere")
    await made.publish()
    for path in (search, "/search"):
        assert not await found(path, "skoven øst")
        assert await found(path, "lejere") == [made.address("sections/1#p-1-1")]
