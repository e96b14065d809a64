"""The sample's words for newcomers: every area in short in three languages, and one area to read in two more."""

from __future__ import annotations

import pytest

from consult import clock
from consult.consultations.consultation import Consultation
from consult.demo.loading import BUNDLED
from consult.demo.stored_frame import store_frame
from consult.demo.stored_words import store_words
from consult.documents.document import Version
from consult.documents.translations.plain_summary import PlainSummary
from consult.documents.translations.source_units import all_words_of, words_of
from consult.documents.translations.translation_edits import stored_in
from consult.importing import read_draft
from consult.sample.frame import bundled_frame
from consult.sample.translations import sample_translations
from consult.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
async def version(db: Settings) -> Version:
    read = read_draft(BUNDLED, empty_links="insertion")
    frame = bundled_frame(clock.now())
    _, stored = await store_frame(frame, read, source_name="draft.docx", source_file="")
    await store_words(stored, clock.now())
    return stored


async def test_every_area_is_summarised_in_three_languages(version: Version) -> None:
    sections = [each.section for each in await words_of(version)]
    areas = {each.key for each in sections if each.key == each.area}
    areas -= {each.key for each in sections if each.title == "Seks områder"}
    keys = {each.identity_id: each.key for each in sections}
    for language in ("da", "en", "ar"):
        rows = await PlainSummary.filter(language=language)
        assert {keys[each.section_id] for each in rows} >= areas, language
    assert (await Consultation.get()).summarised_in == "ar da en"


async def test_what_is_written_finds_its_place(version: Version) -> None:
    sections = await all_words_of(version)
    digests = [unit.digest for each in sections for unit in each.units]
    units = {unit.source for each in sections for unit in each.units}
    for given in sample_translations():
        assert set(given.titles) <= {title.split(" ", 1)[-1] for title in units} | units
        found = await stored_in(version.document_id, given.language, digests)
        assert set(given.tables_and_figures) <= units
        written = (
            len(given.titles)
            + len(given.tables_and_figures)
            + len(given.consultation)
            + sum(map(len, given.texts.values()))
        )
        assert len(found) == written, given.language


async def test_a_whole_area_can_be_read_in_english(version: Version) -> None:
    area = [each for each in await words_of(version) if each.section.area == "2"]
    units = [unit for each in area for unit in each.units]
    found = await stored_in(version.document_id, "en", [unit.digest for unit in units])
    assert [unit.source for unit in units if unit.digest not in found] == []
    assert len(units) > 20
