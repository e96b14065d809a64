"""The memo as a file of its own: as accessible as the site, with nothing to fetch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import CONSULTATION, SAMPLE
from tests.support.browser import NARROW, WIDE, Visits, assert_accessible, assert_fits
from tests.support.server import Server


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_html_file_is_accessible_alone(
    visits: Visits, server: Server, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "memo.html"
    slug = CONSULTATION.rsplit("/", 1)[-1]
    server.command("export", "memo", "--consultation", slug, "--to", str(file), "--for", "case")
    page = visits.open(width=width)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.locator("h5").count() > 0
    assert_accessible(page)
    assert_fits(page)
    assert asked == [file.as_uri()]
