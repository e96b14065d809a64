"""Consultations on the desk: only begun, and with a second version in preparation."""

from __future__ import annotations

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from tests.desk.pages.mapping_scene import mapped_versions
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


@pytest.fixture
async def mapped(editor: httpx2.AsyncClient) -> Consultation:
    """Version 1 is published, and what became of its paragraphs in version 2 waits for a person."""
    return await mapped_versions(editor)
