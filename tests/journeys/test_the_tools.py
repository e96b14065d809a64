"""What the journeys lean on does see a fault when there is one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.browser import NARROW, Visits, assert_accessible, assert_fits
from tests.support.server import Server

ADD_INLINE_SCRIPT = """() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'forbidden'";
    document.body.append(script);
}"""


@pytest.fixture
def watched(browser: Browser, server: Server) -> Visits:
    return Visits(browser, server.url)


def test_a_script_in_the_page_is_blocked_and_remembered(watched: Visits) -> None:
    page = watched.open()
    page.goto("/")
    assert watched.faults == []
    page.evaluate(ADD_INLINE_SCRIPT)
    page.wait_for_timeout(200)
    assert page.title() != "forbidden"
    assert any("Content Security Policy" in fault for fault in watched.faults)


def test_axe_objects_to_a_page_without_a_language(watched: Visits) -> None:
    page = watched.open()
    page.goto("/")
    assert_accessible(page)
    page.evaluate("() => document.documentElement.removeAttribute('lang')")
    with pytest.raises(AssertionError, match="html-has-lang"):
        assert_accessible(page)


def test_a_page_too_wide_for_a_telephone_is_seen(watched: Visits) -> None:
    page = watched.open(javascript=False, width=NARROW)
    page.goto("/")
    assert_fits(page)
    page.evaluate("() => { document.querySelector('h1').style.minWidth = '900px'; }")
    with pytest.raises(AssertionError, match="wider than its window"):
        assert_fits(page)
