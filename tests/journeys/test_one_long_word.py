"""One long word, an address for instance, widens no page: wherever people's words stand, on the narrowest window.

Every list, card and table that shows what somebody wrote is found by following the links of the site, not by a list.
"""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from starlette.routing import Match, Route

from consult.app import routes
from consult.database import execute
from consult.people.role import Role
from consult.people.session import COOKIE
from tests.journeys.busy_hearing import signed_in
from tests.journeys.conftest import SAMPLE
from tests.support.browser import Visits, assert_fits
from tests.support.server import Server

NARROWEST = 320
WORD = "Donaudampfschiffahrtsgesellschaft" * 12
OF_EACH_KIND = 2
ROUTES = [each for each in routes() if isinstance(each, Route)]
# No pages.
FILES = ("calendar", "file", "pdf", "annex", "picture", "copy")
LONG = (
    "UPDATE remark SET text = '{0}', proposed_text = '{0}' WHERE id % 2 = 0",
    "UPDATE remark SET public_text = '{0}', public_proposed_text = '{0}' WHERE id % 2 = 0 AND public_text <> ''",
    "UPDATE revision SET text = '{0}'",
    "UPDATE respondent SET name = substr('{0}', 1, 200)",
    "UPDATE respondent SET organisation = substr('{0}', 1, 300) WHERE organisation <> ''",
    "UPDATE contact SET email = substr('{0}', 1, 60) || '@' || substr('{0}', 1, 60) || '.example'",
    "UPDATE annex SET name = substr('{0}', 1, 250)",
    "UPDATE point SET title = substr('{0}', 1, 200), summary = '{0}'",
    "UPDATE disposition SET reason = '{0}'",
    "UPDATE consulted_party SET name = id || substr('{0}', 1, 250)",
    "UPDATE account SET name = substr('{0}', 1, 100)",
    "UPDATE committee_name SET name = id || substr('{0}', 1, 100) WHERE id % 2 = 0",
    "UPDATE moderation_reason SET title = id || substr('{0}', 1, 100), description = '{0}'",
    "UPDATE consultation SET late_policy = '{0}', summary = '{0}', contact_unit = substr('{0}', 1, 100)",
    "UPDATE consultation SET title = substr('{0}', 1, 200) WHERE id % 2 = 0",
    "UPDATE plain_summary SET words = '{0}'",
    "UPDATE section SET title = substr('{0}', 1, 200) WHERE id % 3 = 0",
    "UPDATE cache_version SET value = value + 1",
)


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    return [SAMPLE]


@pytest.fixture(scope="module")
def everybody_writes_long_words(server: Server) -> None:
    async def lengthen() -> None:
        for statement in LONG:
            await execute(statement.format(WORD))

    server.within(lengthen)


@pytest.mark.parametrize("start", ["/", "/ar/"])
def test_no_public_page_gets_wider(
    visits: Visits, everybody_writes_long_words: None, start: str
) -> None:
    walk(visits.open(width=NARROWEST), start, within="/", pages=60)


@pytest.mark.parametrize("start", ["/staff", "/ar/staff"])
def test_no_staff_page_gets_wider(
    visits: Visits, server: Server, everybody_writes_long_words: None, start: str
) -> None:
    page = visits.open(width=NARROWEST)
    tokens: list[str] = []

    async def sign_in() -> None:
        tokens.append((await signed_in(Role.ADMIN))[1])

    server.within(sign_in)
    [token] = tokens
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": visits.base_url}])
    walk(page, start, within=start, pages=60)


def walk(page: Page, start: str, *, within: str, pages: int) -> None:
    """Look at some pages of each kind, going from link to link."""
    seen: Counter[str] = Counter()
    waiting, done = [start], set[str]()
    while waiting and len(done) < pages:
        address = waiting.pop(0)
        kind = kind_of(urlsplit(address).path)
        if not kind or address in done or seen[kind] >= OF_EACH_KIND:
            continue
        page.goto(address)
        done.add(address)
        seen[kind] += 1
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert_fits(page)
        links = page.eval_on_selector_all(
            "a[href]:not([download])", "all => all.map(a => a.getAttribute('href'))"
        )
        waiting += [link.split("#")[0] for link in links if link.startswith(within)]
    assert len(seen) > 10, seen


def kind_of(path: str) -> str:
    """The name of the route; "" for a file and for another site's."""
    path = path.removeprefix("/ar").removeprefix("/en") or "/"
    scope = {"type": "http", "path": path, "method": "GET", "root_path": ""}
    name = next((each.name for each in ROUTES if each.matches(scope)[0] is Match.FULL), "")
    return "" if name.endswith(FILES) else name
