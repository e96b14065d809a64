"""A consultation with a draft and reasons, and visitors who may decide in it, or may not."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.people.account import Account
from consult.people.role import Role
from consult.settings import Settings
from tests.support.factories import consultations, people
from tests.support.factories.documents import Draft, draft
from tests.support.visitors import visitor


@pytest.fixture
async def text(app: ASGIApp, stopped_clock: None) -> Draft:
    """A draft whose consultation has two of the shipped reasons and one of its own."""
    consultation = await consultations.consultation()
    await consultations.reason(consultation, key="personal_data", title="")
    await consultations.reason(consultation, key="abuse", title="")
    await consultations.reason(consultation, key="private", title="Privatliv")
    noise = await consultations.consultation()
    await consultations.reason(noise, key="elsewhere", title="Findes kun et andet sted")
    return await draft(consultation)


@pytest.fixture
async def mona(text: Draft) -> Account:
    """A moderator of this consultation alone."""
    return await people.account(
        Role.MODERATOR, consultation=text.consultation.slug, name="Mona Prøve"
    )


@pytest.fixture
async def moderator(app: ASGIApp, db: Settings, mona: Account) -> AsyncIterator[httpx2.AsyncClient]:
    """Mona's browser."""
    async with visitor(app, db) as browser:
        await people.sign_in(browser, mona, db)
        yield browser


@pytest.fixture
async def colleague(app: ASGIApp, db: Settings, text: Draft) -> AsyncIterator[httpx2.AsyncClient]:
    """The browser of another moderator."""
    async with visitor(app, db) as browser:
        await people.sign_in(browser, await people.account(Role.MODERATOR, name="Bo Prøve"), db)
        yield browser
