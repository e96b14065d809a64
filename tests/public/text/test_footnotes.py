"""Footnotes and what refers to them lead to one another."""

from __future__ import annotations

import httpx2
import pytest

from consult.importing import Draft, ParagraphDraft, Run
from consult.settings import Settings
from tests.support.factories import consultations, drafts
from tests.support.reading import read

pytestmark = pytest.mark.anyio

BASE = "/consultations/havneplan"


def note(text: str) -> ParagraphDraft:
    return ParagraphDraft("footnote", text, (Run(text),))


@pytest.fixture
async def noted(db: Settings, stopped_clock: None) -> None:
    """Two notes to one paragraph, one that nothing refers to, and a hostile neighbour."""
    paragraphs = (
        drafts.paragraph("Ikke denne.¹"),
        drafts.paragraph("Et areal på 9 m² til 500 både¹ og flere² <a> på 3 km²."),
        note("¹ Talt i 2026. <b>"),
        note("² Skønnet."),
        drafts.paragraph("Uden note."),
        note("³ Løs."),
    )
    section = drafts.section("1", "Havnen", *paragraphs, number="1")
    await drafts.store(
        await consultations.consultation(slug="havneplan"), Draft("Politik", (section,), ())
    )


@pytest.mark.parametrize("path", ["/sections/1", "/text", "/text?view=changes", "/versions/1/text"])
async def test_a_reference_leads_to_its_note_and_the_note_back(
    noted: None, client: httpx2.AsyncClient, path: str
) -> None:
    page = await read(client, BASE + path)
    references = page.find_class("note-ref")
    assert [each.get("href") for each in references] == ["#p-1-3", "#p-1-4"]
    assert [each.get("aria-label") for each in references] == ["Note 1", "Note 2"]
    for reference in references:
        target = page.get_element_by_id(reference.get("href")[1:])
        (back,) = target.find_class("note-back")
        assert back.get("href") == f"#{reference.get('id')}"
    with_both = page.get_element_by_id("p-1-2").find_class("para__words")[0]
    assert with_both.text_content() == "Et areal på 9 m² til 500 både¹ og flere² <a> på 3 km²."
    assert not page.get_element_by_id("p-1-1").find_class("note-ref")


async def test_a_note_that_nothing_refers_to_stays_as_it_is(
    noted: None, client: httpx2.AsyncClient
) -> None:
    page = await read(client, BASE + "/sections/1")
    assert page.get_element_by_id("p-1-6").find_class("para__words")[0].text_content() == "³ Løs."
    assert not page.get_element_by_id("p-1-6").find_class("note-back")
