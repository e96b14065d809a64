"""An editor at the desk, in a browser without scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.desk import uploads
from consult.documents.drafting.import_process import read_in_process
from consult.importing import Draft
from consult.people.account import Account
from consult.people.role import Role
from consult.settings import Settings
from tests.support.factories import people
from tests.support.visitors import visitor


@pytest.fixture(scope="session")
def drafts_read() -> dict[tuple[bytes, str, str], Draft]:
    """What each file held that was sent in this run: content, name, what its empty links are."""
    return {}


@pytest.fixture(autouse=True)
def each_file_is_read_once(
    drafts_read: dict[tuple[bytes, str, str], Draft], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading starts a process and gives plain values, the same for the same file: once a run is enough."""

    async def read(content: bytes, name: str, empty_links: str = "") -> Draft:
        file = (content, name, empty_links)
        if file not in drafts_read:
            drafts_read[file] = await read_in_process(*file)
        return drafts_read[file]

    monkeypatch.setattr(uploads, "read_in_process", read)


@pytest.fixture
async def ellen(db: Settings) -> Account:
    """An editor of everything."""
    return await people.account(Role.EDITOR, name="Ellen Prøve")


@pytest.fixture
async def editor(app: ASGIApp, db: Settings, ellen: Account) -> AsyncIterator[httpx2.AsyncClient]:
    """Ellen's browser."""
    async with visitor(app, db) as browser:
        await people.sign_in(browser, ellen, db)
        yield browser


@pytest.fixture
async def others(app: ASGIApp, db: Settings) -> AsyncIterator[dict[str, httpx2.AsyncClient]]:
    """Everybody who is no editor of the consultation in question, some with roles everywhere."""
    accounts = {
        "moderator": await people.account(Role.MODERATOR),
        "committee": await people.account(Role.COMMITTEE),
        "reader": await people.account(Role.READER),
        "editor elsewhere": await people.account(Role.EDITOR, consultation="en-anden"),
    }
    async with AsyncExitStack() as stack:
        browsers = {"anonymous": await stack.enter_async_context(visitor(app, db))}
        for name, account in accounts.items():
            browsers[name] = await stack.enter_async_context(visitor(app, db))
            await people.sign_in(browsers[name], account, db)
        yield browsers
