"""Anybody, signed out: from a paragraph to a remark, to its answer, to the changed words, and back."""

from __future__ import annotations

import re

import pytest

from tests.journeys.visitor import Setting, Visitor, in_settings
from tests.support.browser import NARROW, WIDE, Visits

TREES = "/consultations/byens-traeer-2026"

IN_THE_SETTINGS = in_settings(
    Setting("da", NARROW, javascript=True),
    Setting("da", NARROW, javascript=False),
    Setting("ar", NARROW, javascript=True),
    Setting("ar", NARROW, javascript=False),
    Setting("en", WIDE, javascript=True),
)


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [["demo", "--responses", "20"]]


@IN_THE_SETTINGS
def test_from_a_paragraph_to_its_answer_and_back(visits: Visits, setting: Setting) -> None:
    reader = Visitor(visits, setting)
    reader.go("/")
    reader.press(f"main a[href$='{TREES}']")
    reader.press(f"main a[href$='{TREES}/sections/1']")
    # A paragraph that was reworded: where its link leads without scripts is a page of its own.
    href = reader.find("main #p-1-2 a[href$='/remarks']").get_attribute("href")
    reader.page.goto(href or "")
    reader.look()
    reader.press("main .remark a[href*='/remarks/']")
    remark = reader.path
    reader.press("main a[href*='/points/']")
    assert reader.find("main .outcome").is_visible()
    assert reader.find("main .point-card__answer").is_visible()
    assert reader.page.locator("main .outcome__part").count() == 3
    point = reader.path
    reader.press("main .outcome a[href*='/since/']")
    assert "/since/1" in reader.path
    compared = reader.path
    assert reader.page.locator("main ins.change").count()
    reader.press(f"main .compared__cause[href$='{point}']")
    assert reader.path == point
    reader.press(f"main a[href$='{remark}']")
    assert reader.path == remark
    assert reader.page.locator("main ins.change").count()
    reader.press(f"main a[href*='{compared}']")
    assert reader.path == compared
    reader.go(remark)
    reader.press("main a[href$='/outcome']")
    assert reader.page.locator("main .outcome-point").count() == 9


@IN_THE_SETTINGS
def test_the_text_says_which_words_remarks_changed(visits: Visits, setting: Setting) -> None:
    reader = Visitor(visits, setting)
    reader.go(f"{TREES}/sections/1")
    mark = reader.find("main #p-1-2 .para__causes")
    assert mark.is_visible()
    reader.press("main #p-1-2 .para__causes a")
    assert re.search(r"/points/\d+$", reader.path)
    assert reader.page.locator("main ins.change").count()
    reader.press("main #remarks a[href*='/remarks/']")
    assert "/remarks/" in reader.path


@IN_THE_SETTINGS
def test_every_link_of_the_outcome_leads_somewhere(visits: Visits, setting: Setting) -> None:
    reader = Visitor(visits, setting)
    reader.go(f"{TREES}/outcome")
    hrefs = reader.page.locator("main a").evaluate_all("links => links.map(each => each.href)")
    for href in sorted({re.sub("#.*", "", each) for each in hrefs}):
        assert reader.page.request.get(href).status == 200, href
