"""The whole draft on one page: everything at the number and anchor it has on its area's page."""

from __future__ import annotations

from dataclasses import replace

import httpx2
import pytest
from lxml import html

from consult.public.pages import whole_text
from consult.responses.remark import Publicity
from consult.settings import Settings
from tests.support.factories import consultations, drafts, responses
from tests.support.factories.documents import Draft
from tests.support.reading import read

pytestmark = pytest.mark.anyio

BASE = "/consultations/havneplan"
WHOLE = BASE + "/text"
AREAS = ("A", "1", "2")


def drawn(page: html.HtmlElement) -> list[bytes]:
    return [html.tostring(each, with_tail=False) for each in page.find_class("para")]


@pytest.mark.parametrize("view", ["", "?view=changes"])
@pytest.mark.parametrize("language", ["", "/ar"])
async def test_it_draws_every_paragraph_as_its_area_does(
    draft: Draft, client: httpx2.AsyncClient, language: str, view: str
) -> None:
    await responses.remark(
        draft, drafts.numbered(draft, "2.1"), publicity=Publicity.PUBLISHED, text="Godt."
    )
    apart = []
    for area in AREAS:
        apart += drawn(await read(client, f"{language}{BASE}/sections/{area}{view}"))
    together = drawn(await read(client, language + WHOLE + view))
    assert together == apart
    assert len(together) == (8 if view else 7)


async def test_its_contents_lead_to_places_on_the_page_itself(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, WHOLE)
    links = [a.get("href") for a in page.find_class("contents")[0].iter("a")]
    places = [link for link in links if link.startswith("#")]
    assert places == ["#s-A", "#s-1", "#s-1-1", "#s-1-2", "#s-2", "#s-2-1", "#s-2-2"]
    assert all(page.get_element_by_id(place[1:]) is not None for place in places)


async def test_headings_go_down_one_step_at_a_time(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, WHOLE)
    main = page.get_element_by_id("main")
    levels = [each.tag for each in main.iter("h1", "h2", "h3", "h4")]
    assert levels == ["h1", "h2", "h2", "h3", "h3", "h2", "h3", "h3"]


async def test_a_bare_heading_over_the_areas_is_read_with_them(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient
) -> None:
    read_draft = drafts.small_draft()
    foreword, *areas = read_draft.sections
    below = [replace(each, path=f"2/{each.path}", level=each.level + 1) for each in areas]
    sections = (foreword, drafts.section("2", "Områder"), *below)
    await drafts.store(
        await consultations.consultation(slug="havneplan"), replace(read_draft, sections=sections)
    )
    page = await read(client, WHOLE)
    assert [
        each.text_content().strip() for each in page.get_element_by_id("main").iter("h2", "h3")
    ][:3] == [
        "A Forord",
        "B Områder",
        "1 Vand og bad",
    ]


@pytest.mark.parametrize("page", [WHOLE, BASE + "/versions/1/text"])
async def test_a_text_that_is_too_long_for_one_page_is_read_part_by_part(
    draft: Draft, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr(whole_text, "MAX_PARAGRAPHS", 8)
    assert drawn(await read(client, page))
    monkeypatch.setattr(whole_text, "MAX_PARAGRAPHS", 7)
    instead = await read(client, page + "?view=changes")
    assert not drawn(instead)
    assert "Teksten er for lang til én side" in instead.text_content()
    section = page.removesuffix("/text") + "/sections/2"
    assert section in [a.get("href") for a in instead.get_element_by_id("main").iter("a")]
