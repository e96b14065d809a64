"""Remarks after a new version: beside their paragraph, wherever its words went, and never lost when they are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from lxml import html

from consult import clock
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.importing import Draft, SectionDraft
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.support.factories import NOW, responses
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import section, store
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


@pytest.fixture
async def made(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Followed:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return await followed()


def under_one_heading(sections: Sequence[SectionDraft]) -> Draft:
    """The same below a heading that has no words of its own, as many drafts have it."""
    lower = (replace(each, path=f"1/{each.path}", level=each.level + 1) for each in sections)
    return Draft("Politik for byen", (section("1", "To områder"), *lower), ())


async def said(made: Followed, place: Paragraph | Section | None, text: str, **more: Any) -> Remark:
    """A published remark on this of version 1."""
    return await responses.remark(
        made.first, place, publicity=Publicity.PUBLISHED, text=text, **more
    )


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


async def cards(client: httpx2.AsyncClient, path: str) -> dict[str, html.HtmlElement]:
    """The remarks of a list by what they say."""
    found = (await read(client, path)).find_class("remark")
    return {words(each.find_class("remark__text")[0]): each for each in found}


async def test_what_was_written_on_a_merged_paragraph_stands_where_its_words_went(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await said(made, on(made, HARBOUR), "Om havnen.")
    await said(made, on(made, SCHOOL), "Om skolen.")
    await made.approve_and_publish()
    page = await read(client, made.address("sections/2"))
    assert "2 bemærkninger" in words(page.get_element_by_id("p-2-1"))
    found = await cards(client, made.address(f"paragraphs/{made.identity(HARBOUR)}/remarks"))
    assert set(found) == {"Om havnen.", "Om skolen."}
    link = found["Om skolen."].xpath(".//a[contains(@href, '/versions/1/')]")[0]
    assert words(link) == "Skrevet til version 1, stykke 1.2"
    assert link.get("href") == made.address("versions/1/sections/1#p-1-2")
    assert (await client.get(link.get("href"))).status_code == 200


async def test_only_a_remark_whose_words_changed_says_what_it_was_written_on(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    await said(made, on(made, BUS), "Om bussen.")
    await said(made, on(made, LIBRARY), "Om biblioteket.")
    await said(made, made.first.sections[2], "Om trafik.")
    await said(made, None, "Om det hele.")
    assert "Skrevet til version" not in (await client.get(made.address("remarks"))).text
    await made.approve_and_publish()
    found = await cards(client, made.address("remarks"))
    assert {text: "Skrevet til version 1" in words(card) for text, card in found.items()} == {
        "Om bussen.": True,
        "Om biblioteket.": False,
        "Om trafik.": True,
        "Om det hele.": True,
    }
    assert made.address("versions/1/sections/2") in found["Om trafik."].xpath(".//a/@href")
    assert made.address("versions/1") in found["Om det hele."].xpath(".//a/@href")
    assert "Om: stykke 3.2 i Trafik" in words(found["Om biblioteket."])


async def test_a_remark_whose_paragraph_is_gone_shows_its_quote_and_the_words_it_was_written_on(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    remark = await said(made, on(made, FOREST), "Om skoven.", public_quote="Skoven øst for byen")
    await made.approve_and_publish()
    for path in ("sections/3/remarks", "sections/3-1/remarks", "remarks"):
        card = (await cards(client, made.address(path)))["Om skoven."]
        assert "et stykke, der ikke længere er i Fremover" in words(card)
        assert "Skrevet til version 1, stykke 2.3" in words(card)
        assert words(card.find_class("remark__was")[0]) == FOREST
        assert words(card.find_class("remark__quote")[0]) == "Skoven øst for byen"
    own = await remark.response
    alone = await read(client, made.address(f"remarks/{own.number}.1"))
    assert FOREST in words(alone)
    assert not await cards(client, made.address("sections/2/remarks"))
    assert "1 bemærkning" in words(
        (await read(client, made.address("sections/3"))).find_class("on-section")[0]
    )


async def test_what_is_gone_with_its_section_is_said_of_the_whole(
    db: Settings, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    first = await store(await consultation(), FIRST)
    without_traffic = replace(SECOND, sections=SECOND.sections[:3])
    made = Followed(first, await follow(first, without_traffic))
    await said(made, on(made, BUS), "Om bussen.")
    await said(made, first.sections[2], "Om trafik.")
    await said(made, on(made, HARBOUR), "Om havnen.")
    await said(made, None, "Om det hele.")
    await made.approve_and_publish()
    overview = await read(client, made.address())
    link = overview.xpath("//a[contains(@href, 'on=whole')]")[0]
    assert words(link) == "3 bemærkninger til udkastet som helhed"
    found = await cards(client, link.get("href"))
    assert set(found) == {"Om bussen.", "Om trafik.", "Om det hele."}
    for text in ("Om bussen.", "Om trafik."):
        assert "en del, der ikke længere er i udkastet" in words(found[text])
    assert words(found["Om bussen."].find_class("remark__was")[0]) == BUS
    assert "Om: hele udkastet" in words(found["Om det hele."])


async def test_what_is_gone_below_a_bare_heading_is_counted_there_and_the_overview_adds_up(
    db: Settings, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    first = await store(await consultation(), under_one_heading(FIRST.sections))
    made = Followed(first, await follow(first, under_one_heading(SECOND.sections[:3])))
    await said(made, on(made, BUS), "Om bussen.")
    await said(made, on(made, HARBOUR), "Om havnen.")
    await made.approve_and_publish()
    overview = await read(client, made.address())
    rows = [words(each) for each in overview.find_class("area-list__row")]
    assert [("1 bemærkning" in row, "To områder" in row) for row in rows] == [
        (True, True),
        (False, False),
        (True, False),
    ]
    link = overview.xpath("//li[.//*[contains(., 'To områder')]]//a[contains(@href, '/remarks')]")[
        0
    ]
    assert set(await cards(client, link.get("href"))) == {"Om bussen."}


async def test_an_approved_but_unpublished_version_changes_nothing_anybody_sees(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    for place in (on(made, HARBOUR), on(made, SCHOOL), on(made, FOREST), None):
        await said(made, place, f"Om {place.number if place else 'det hele'}.")
    identities = [made.identity(text) for text in (HARBOUR, SCHOOL, FOREST)]
    paths = [
        *("", "contents", "versions", "versions/1", "remarks", "remarks?on=whole"),
        *("sections/1", "sections/2", "sections/1/remarks", "sections/2/remarks", "search?q=bus"),
        *(f"paragraphs/{each}/remarks" for each in identities),
        *(f"paragraphs/{each}" for each in identities),
    ]
    api = [
        f"/api/v1{made.address()}{step}" for step in ("", "/sections", "/sections/1", "/remarks")
    ]
    asked = [*(made.address(path).rstrip("/") for path in paths), *api, "/"]
    before = [(await client.get(path)).text for path in asked]
    await made.approve()
    made.second.published_at = None
    assert [(await client.get(path)).text for path in asked] == before
    new = [each.identity_id for each in await made.rows()]
    (added,) = set(new) - {each.identity_id for each in made.first.paragraphs}
    for step in ("", "/remarks", "/comment"):
        assert (await client.get(made.address(f"paragraphs/{added}{step}"))).status_code == 404
