"""Fixtures every test may ask for. What they are made of is in tests/support."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import hypothesis
import pytest
from playwright.sync_api import Browser, Page
from starlette.types import ASGIApp

from consult import clock, database
from consult.settings import Settings, load
from tests.support import browser as browsers
from tests.support.databases import ENGINE, Databases, databases, environment, template
from tests.support.factories import NOW
from tests.support.mail import Letterbox, letterbox
from tests.support.ports import free_port
from tests.support.prepared import Prepared
from tests.support.selection import is_for, may_open_any, no_database
from tests.support.server import Server, serving
from tests.support.visitors import site, visitor

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

ROOT = Path(__file__).parent.parent
TEMPLATE = pytest.StashKey[str]()

# A busy machine is no fault of the code: nothing fails for the seconds one example took.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def all_databases(pytestconfig: pytest.Config) -> Iterator[Databases]:
    """The run's engine with one migrated template, which all processes of a run share."""
    shared = getattr(pytestconfig, "workerinput", None)
    if shared is not None:
        yield databases(shared["template"], shared["workerid"])
        return
    with template() as address:
        yield databases(address, "alone")


@pytest.fixture(autouse=True)
def no_other_database(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """A test that asks for no database opens none: it would be left out of the run on PostgreSQL."""
    if may_open_any(request.node):
        yield []
        return
    with no_database() as tried:
        yield tried
    assert not tried, f"opened without the fixture all_databases: {tried}"


@pytest.fixture
def settings(all_databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    """An installation with a clean migrated database that nobody has opened yet."""
    url = all_databases.fresh(tmp_path)
    yield load(environment(url, tmp_path))
    all_databases.discard(url)


@pytest.fixture
async def db(settings: Settings) -> AsyncIterator[Settings]:
    """A clean migrated database, open."""
    async with database.opened(settings):
        yield settings


@pytest.fixture
async def app(db: Settings) -> AsyncIterator[ASGIApp]:
    """The whole site on the open database, as its server would call it."""
    async with site(db) as made:
        yield made


@pytest.fixture
async def client(app: ASGIApp, db: Settings) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser without scripts: keeps cookies, follows no redirect by itself."""
    async with visitor(app, db) as someone:
        yield someone


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is NOW for all of the site, in the middle of the consultations that factories make."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def smtp() -> Iterator[Letterbox]:
    """A mail server that keeps what it gets."""
    with letterbox() as box:
        yield box


@pytest.fixture(scope="session")
def shared_drafts() -> Path:
    """The folder with the real draft and its Word twin, where it is beside the checkout."""
    folder = Path(os.environ.get("CONSULT_SHARED_DRAFTS") or ROOT.parent / "shared" / "drafts")
    if not folder.is_dir():
        pytest.skip(f"the real draft is not beside this checkout ({folder} is missing)")
    return folder


@pytest.fixture(scope="module")
def letters() -> Iterator[Letterbox]:
    """The mail server of the site that is served to one file's tests."""
    with letterbox() as box:
        yield box


@pytest.fixture(scope="module")
def before_serving() -> list[list[str]]:
    """The ``consult`` commands run on the clean database first; a file that wants some overrides this."""
    return []


@pytest.fixture(scope="session")
def prepared(all_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Where installations come from that begin with some commands."""
    return Prepared(all_databases, tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="module")
def server(
    all_databases: Databases,
    prepared: Prepared,
    tmp_path_factory: pytest.TempPathFactory,
    letters: Letterbox,
    before_serving: list[list[str]],
) -> Iterator[Server]:
    """The site and its worker, served to the tests of one file on a database of their own."""
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    url, base = prepared.copy(before_serving, folder), f"http://127.0.0.1:{port}"
    environ = environment(
        url,
        folder,
        CONSULT_BASE_URL=base,
        CONSULT_SMTP_URL=letters.url,
        CONSULT_MAIL_FROM="hoering@fjordby.example",
    )
    with serving(environ, port, folder / "log") as running:
        yield running
    all_databases.discard(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the test is skipped on a machine without it."""
    if browsers.chromium() is None:
        pytest.skip(
            "Chromium is not on this machine (Debian: apt-get install chromium-headless-shell)"
        )
    with browsers.browser() as chrome:
        yield chrome


@pytest.fixture
def visits(browser: Browser, server: Server) -> Iterator[browsers.Visits]:
    """Opens pages on the served site; the test fails on any script error, CSP violation or 500."""
    opened = browsers.Visits(browser, server.url)
    yield opened
    for context in browser.contexts:
        context.close()
    assert not opened.faults, "\n".join(opened.faults)


@pytest.fixture
def page(visits: browsers.Visits) -> Page:
    """One visitor's page, 1280 px wide, with scripts."""
    return visits.open()


def pytest_report_header() -> str:
    return f"database engine: {ENGINE}"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Before several processes share the run (``-n``): what they have in common."""
    held = contextlib.ExitStack()
    config.add_cleanup(held.close)
    config.stash[TEMPLATE] = held.enter_context(template())


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Each of them is told where it is."""
    node.workerinput["template"] = node.config.stash[TEMPLATE]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what belongs to the other engine's run, and put browser journeys last: Playwright's loop stays
    in the thread, and async tests need it free."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
    elsewhere = [item for item in items if not is_for(ENGINE, item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if is_for(ENGINE, item)]
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not run, here and to whoever started several runs and sums them up."""
    reasons = sorted({reason_of(report) for report in terminalreporter.stats.get("skipped", [])})
    for reason in reasons:
        terminalreporter.write_line(f"NOT RUN: {reason}", red=True, bold=True)
    if reasons and (notes := os.environ.get("CONSULT_NOT_RUN")):
        with Path(notes).open("a", encoding="utf-8") as file:
            file.writelines(f"{ENGINE}: {reason}\n" for reason in reasons)


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a test was skipped."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under CI a skipped test is a failed one: there everything can be installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
