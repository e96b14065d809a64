"""Two committees with remarks to answer, and somebody at the desk of one of them."""

from __future__ import annotations

import httpx2
import pytest

from consult.people.role import Role
from consult.settings import Settings
from tests.answers.scene import Scene, scene
from tests.support.factories import people


@pytest.fixture
async def hearing(db: Settings, stopped_clock: None) -> Scene:
    """It is NOW: before it is announced a consultation is its editors' alone."""
    return await scene()


@pytest.fixture
async def town(hearing: Scene, client: httpx2.AsyncClient, db: Settings) -> httpx2.AsyncClient:
    """A caseworker of the committee that owns area 2 beside another."""
    await people.sign_in(
        client, await people.account(Role.COMMITTEE, committee=hearing.town.slug), db
    )
    return client
