"""A published draft with remarks in every state, and a clock stopped in the middle of its consultation."""

from __future__ import annotations

import pytest

from consult.settings import Settings
from tests.support.factories import consultations, drafts
from tests.support.factories.documents import Draft


@pytest.fixture
async def draft(db: Settings, stopped_clock: None) -> Draft:
    """The small draft, out to hearing as "havneplan"."""
    return await drafts.store(
        await consultations.consultation(slug="havneplan", title="Politik for havnen")
    )
