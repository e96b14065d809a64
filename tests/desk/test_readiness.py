"""What a consultation still lacks before it can be announced."""

from __future__ import annotations

import pytest

from consult.desk.readiness import readiness_of
from consult.importing import Draft
from consult.settings import Settings
from tests.support.factories import NOW, consultations, drafts

pytestmark = pytest.mark.anyio


async def test_an_area_with_words_needs_a_committee_and_a_bare_heading_over_areas_does_not(
    db: Settings,
) -> None:
    sections = (
        drafts.section("1", "Seks områder"),
        drafts.section("1/1", "Vand", drafts.paragraph("Rent."), number="1"),
        drafts.section("1/2", "Land", number="2"),
        drafts.section("1/2/1", "Situationen i dag", drafts.paragraph("Grønt.")),
    )
    of = await consultations.consultation()
    await drafts.store(of, Draft("Plan", sections, ()), published=False)
    ready = await readiness_of(of, NOW)
    assert [each.title for each in ready.unowned] == ["Vand", "Land"]
