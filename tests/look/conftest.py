"""Fixtures for looking at templates in a browser, without a database behind them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.look.looking import gallery_server
from tests.support.browser import Visits


@pytest.fixture(scope="session")
def gallery_url() -> Iterator[str]:
    """Where templates are shown."""
    with gallery_server() as url:
        yield url


@pytest.fixture
def looks(browser: Browser, gallery_url: str) -> Iterator[Visits]:
    """Opens shown templates; the test fails on any script error or CSP violation."""
    opened = Visits(browser, gallery_url)
    yield opened
    for context in browser.contexts:
        context.close()
    assert not opened.faults, "\n".join(opened.faults)
