"""A published text that the pages' examples are tried on."""

from __future__ import annotations

import pytest

from consult.settings import Settings
from tests.support.factories import consultations, drafts
from tests.support.factories.documents import Draft


@pytest.fixture
async def draft(db: Settings, stopped_clock: None) -> Draft:
    """The small draft, out to hearing as "havneplan"."""
    return await drafts.store(await consultations.consultation(slug="havneplan"))
