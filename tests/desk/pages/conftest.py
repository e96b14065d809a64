"""A consultation that an editor has only begun."""

from __future__ import annotations

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from tests.support.factories.consultations import consultation


@pytest.fixture
async def blank(editor: httpx2.AsyncClient) -> Consultation:
    """A consultation with nothing but its title, and noise beside it."""
    await consultation(title="En anden høring")
    answer = await editor.post(
        "/staff/consultations", data={"title": "Havnen på tværs", "slug": "", "language": "da"}
    )
    assert answer.status_code == 303
    return await Consultation.get(slug="havnen-paa-tvaers")
