"""The real draft, out to hearing: every change is shown, and a citizen answers beside a paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.commenting import open_form, send_twice, write_a_comment
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Setting, Visitor
from tests.support.browser import NARROW

# Of the ten and one inserted pieces one is a heading; the one deletion stands in the first area.
INSERTED, DELETED = 11, 1


@pytest.fixture(scope="module")
def before_serving(shared_drafts: Path) -> list[list[str]]:
    draft = shared_drafts / "politik-2027-2030.docx"
    return [["demo", "--draft", str(draft), "--responses", "20"]]


def count_changes(citizen: Visitor, areas: list[str]) -> tuple[int, int]:
    """(insertions, deletions) marked in all areas, each shown with its changes."""
    inserted = deleted = 0
    for area in areas:
        citizen.page.goto(f"{area}?view=changes")
        inserted += citizen.page.locator("article.reading__text section ins.change").count()
        deleted += citizen.page.locator("article.reading__text section del.change").count()
    return inserted, deleted


def test_a_citizen_reads_the_changes_and_comments(arrive: Arrive) -> None:
    citizen = arrive(Setting("da", NARROW, javascript=False))
    citizen.go("/")
    citizen.press(".hearing-card--open .hearing-card__title a")
    links = citizen.page.locator(".area-list__title a").all()
    areas = [link.get_attribute("href") or "" for link in links]
    assert count_changes(citizen, areas) == (INSERTED, DELETED)

    citizen.go(next(area for area in areas if area.endswith("/1")))
    citizen.press(".reading__tools a[href$='view=changes']")
    paragraph = citizen.find(".para:has(ins.change)").get_attribute("id")
    assert paragraph
    open_form(citizen, paragraph)
    write_a_comment(citizen, "laeser@citizen.example")
    number = send_twice(citizen)
    citizen.press("main a[href*='/mine/']")
    assert number in citizen.text("h1")
