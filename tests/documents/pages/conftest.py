"""An editor at the desk, in a browser without scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.people.account import Account
from consult.people.role import Role
from consult.settings import Settings
from tests.support.factories import people
from tests.support.visitors import visitor


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
