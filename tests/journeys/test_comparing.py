"""A reader wants to know what changed: finds it from the text, with and without scripts, at every width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from consult import clock
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import approve_lineage
from consult.importing import Draft
from consult.responses.remark import Publicity
from tests.support.browser import NARROW, WIDE, Visits, assert_accessible, assert_fits
from tests.support.factories import consultations, drafts, responses
from tests.support.factories.drafts import EDITOR, paragraph, section
from tests.support.factories.versions import BUS, FIRST, FOREST, LIBRARY, SECOND, follow
from tests.support.server import Server

ADDRESS = "/consultations/byplan"
THIRD = Draft(
    "Byplan, tredje udgave",
    (
        *SECOND.sections[:3],
        section("3", "Trafik og grønt", number="3"),
        section(
            "3/1",
            "Fremover",
            paragraph("Flere bænke langs den nye sti ved åen.", kind="item", level=1, marker="•"),
            paragraph(LIBRARY),
            paragraph(BUS.replace("tiende", "femte").replace("minut", "minut hele døgnet")),
        ),
    ),
    (),
)
PAGES = (
    "/sections/3/since/2",
    "/sections/3/since/1",
    "/sections/3/since/1?layout=columns",
    "/versions/2/sections/3/since/1",
    "/versions/3/changes/1",
    "/versions/3/changes/1?layout=columns",
    "/versions/3/changes/1?kind=same",
    "/versions/3/changes/1?kind=split",
    "/versions",
)


@pytest.fixture(scope="module", autouse=True)
def three_versions(server: Server) -> None:
    """Three published versions, with a remark on a paragraph that is gone in the second."""

    async def make() -> None:
        now = clock.now()
        found = await consultations.open_today(slug="byplan", title="Byplan")
        first = await drafts.store(found, FIRST)
        forest = next(each for each in first.paragraphs if each.text == FOREST)
        await responses.remark(first, forest, publicity=Publicity.PUBLISHED)
        for draft in (SECOND, THIRD):
            version = await follow(first, draft)
            await approve_lineage(version, lock_version=1, by=EDITOR, now=now)
            await publish_version(version, by=EDITOR, now=now)

    server.within(make)


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_text_to_what_changed_and_back(visits: Visits, javascript: bool) -> None:
    page = visits.open(javascript=javascript)
    page.goto(ADDRESS + "/sections/3")
    page.get_by_role("link", name="Sammenlign med version 2").click()
    expect(page.locator(".compared__kind").first).to_be_visible()
    page.get_by_role("link", name="version 1", exact=True).click()
    expect(page).to_have_url(f"{origin(page)}{ADDRESS}/sections/3/since/1")
    expect(page.locator("del.change", has_text="tiende")).to_be_visible()
    if not page.get_by_role("link", name="Alt, der er ændret, på én side").is_visible():
        page.locator(".contents__summary").click()
    page.get_by_role("link", name="Alt, der er ændret, på én side").click()
    expect(page.locator("h1")).to_have_text("Hvad der er ændret fra version 1 til version 3")
    page.get_by_role("link", name="Udgået").click()
    expect(page.locator(".compared--removed")).to_have_count(1)
    page.get_by_role("link", name="1 bemærkning").click()
    expect(page.locator("article")).to_have_count(1)
    page.go_back()
    page.locator(".compared--removed .compared__where a").click()
    expect(page.locator("#p-2-3")).to_be_in_viewport()


def origin(page: Page) -> str:
    return page.url.split("/consultations")[0]


def test_side_by_side_is_offered_where_there_is_room_for_it(visits: Visits) -> None:
    wide, narrow = visits.open(), visits.open(width=NARROW)
    for page in (wide, narrow):
        page.goto(ADDRESS + "/versions/3/changes/1")
    expect(narrow.get_by_role("link", name="Side om side")).to_be_hidden()
    wide.get_by_role("link", name="Side om side").click()
    sides = wide.locator(".compared--merged .compared__side")
    expect(sides.first).to_be_visible()
    # Both at one moment: a font that arrives between two looks moves the lines.
    before, after = sides.evaluate_all(
        "each => each.slice(0, 2).map(side => side.getBoundingClientRect().toJSON())"
    )
    assert before["top"] == after["top"]
    assert before["right"] <= after["left"]


def test_on_paper_every_change_says_what_it_is(page: Page) -> None:
    page.goto(ADDRESS + "/versions/3/changes/1")
    page.emulate_media(media="print")
    expect(page.locator(".compared__kind").first).to_be_visible()
    expect(page.locator("del.change").first).to_be_visible()
    # For good: the versions it compares stand in it.
    expect(page.locator("[data-permanent]")).to_have_text(
        re.compile(r"http.*/versions/3/changes/1$")
    )
    for pressed in (".kinds", ".views", ".para__actions"):
        for each in page.locator(pressed).all():
            expect(each).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "width", "javascript"),
    [
        ("", WIDE, True), ("", NARROW, True), ("/ar", WIDE, True), ("/ar", NARROW, True),
        ("", NARROW, False), ("/ar", WIDE, False),
    ],
)  # fmt: skip
def test_every_page_fits_and_is_accessible(
    visits: Visits, language: str, width: int, javascript: bool
) -> None:
    page = visits.open(javascript=javascript, width=width)
    for path in PAGES:
        page.goto(language + ADDRESS + path)
        assert_fits(page)
        if javascript:
            assert_accessible(page)
