"""Published texts in a consultation, and a clock stopped in the middle of it."""

from __future__ import annotations

import pytest

from consult.settings import Settings
from tests.public.comparing import first_version
from tests.public.text.arabic import half_in_arabic
from tests.support.factories import consultations, drafts
from tests.support.factories.documents import Draft


@pytest.fixture
async def draft(db: Settings, stopped_clock: None) -> Draft:
    """The small draft, out to hearing as "havneplan"."""
    return await drafts.store(
        await consultations.consultation(slug="havneplan", title="Politik for havnen")
    )


@pytest.fixture
async def arabic(draft: Draft) -> Draft:
    """Half of area 2 in Arabic; another consultation with the same words has another translation."""
    return await half_in_arabic(draft)


@pytest.fixture
async def first(db: Settings, stopped_clock: None) -> Draft:
    """Version 1 of a text, out to hearing as "byplan"."""
    return await first_version()
