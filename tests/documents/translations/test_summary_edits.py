"""A summary belongs to a section of a version: it follows the section, and says when the words have changed."""

from __future__ import annotations

import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.drafting.corrections import retitle
from consult.documents.section import Section
from consult.documents.translations.plain_summary import PlainSummary
from consult.documents.translations.source_units import words_of
from consult.documents.translations.summary_edits import summarise_section
from consult.documents.translations.translation import Made
from consult.documents.versions.draft_replacement import correct_draft, replace_draft
from consult.documents.versions.next_version import discard_version
from consult.importing import Draft as ImportedDraft
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.support.factories import NOW, words
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import EDITOR, paragraph, section, store
from tests.support.factories.versions import Followed, followed

pytestmark = pytest.mark.anyio


async def summarise(made: Followed, key: str, said: str) -> None:
    """Of a section of the version in preparation."""
    written = {each.section.key: each for each in await words_of(made.second)}[key]
    await summarise_section(
        made.second, written.section.identity_id, "da", said,
        made=Made.PERSON, digest=written.digest, lock_version=0, by=EDITOR, now=NOW,
    )  # fmt: skip


async def test_a_summary_is_stored_with_its_history_and_known_to_the_consultation(
    db: Settings,
) -> None:
    draft = await store(await consultation())
    await words.summarised(draft, "1", "da", "Om vand.", Made.CHECKED)
    row = await PlainSummary.get()
    assert (row.words, row.made, row.version_id) == ("Om vand.", Made.CHECKED, draft.version.id)
    assert (await Consultation.get(id=draft.consultation.id)).summarised_in == "da"
    entry = await AuditEntry.get(verb="summarised")
    assert entry.facts == {"language": "da", "made": "machine-checked"}
    assert entry.consultation_id == draft.consultation.id


async def test_two_who_write_at_once_do_not_overwrite_each_other(db: Settings) -> None:
    draft = await store(await consultation())
    await words.summarised(draft, "1", "da", "Om vand.")
    with pytest.raises(StaleState):
        await words.summarised(draft, "1", "da", "Om alt andet.")
    await words.summarised(draft, "1", "da", "Om vand og bad.", lock_version=1)
    assert (await PlainSummary.get()).words == "Om vand og bad."
    await words.summarised(draft, "1", "da", "", lock_version=2)
    assert await PlainSummary.all().count() == 0
    assert (await Consultation.get(id=draft.consultation.id)).summarised_in == ""


async def test_it_follows_its_section_through_the_editors_corrections(db: Settings) -> None:
    draft = await store(await consultation(), published=False)
    await words.summarised(draft, "1", "da", "Om vand.")
    await words.summarised(draft, "2-1", "da", "Om kajen i dag.")
    await correct_draft(
        draft.version, lambda read: retitle(read, 1, "1 Vand, bad og sejl"),
        lock_version=1, by=EDITOR, now=NOW, verb="retitled",
    )  # fmt: skip
    sections = {each.identity_id: each for each in await Section.filter(version=draft.version)}
    found = {sections[each.section_id].title: each.words for each in await PlainSummary.all()}
    assert found == {"Vand, bad og sejl": "Om vand.", "Situationen i dag": "Om kajen i dag."}
    kept = await PlainSummary.get(words="Om vand.")
    now_said = {each.section.key: each.digest for each in await words_of(draft.version)}
    assert kept.digest != now_said["1"], "its words have changed"
    assert (await PlainSummary.get(words="Om kajen i dag.")).digest == now_said["2-1"]


async def test_one_whose_section_is_gone_goes_with_it_and_that_is_written_down(
    db: Settings,
) -> None:
    draft = await store(await consultation(), published=False)
    await words.summarised(draft, "2-2", "da", "Om planen.")
    short = ImportedDraft("Kort", (section("1", "Alt", paragraph("Om havnen."), number="1"),), ())
    await replace_draft(draft.version, short, lock_version=1, by=EDITOR, now=NOW)
    assert await PlainSummary.all().count() == 0
    assert (await AuditEntry.get(verb="replaced")).facts["summaries_lost"] == 1


async def test_of_a_version_in_preparation_it_goes_to_the_section_that_stays(db: Settings) -> None:
    made = await followed()
    await words.summarised(made.first, "2", "da", "Første om trafik.")
    await summarise(made, "3", "Andet om trafik.")
    await made.approve()
    rows = await PlainSummary.filter(version__document_id=made.first.document.id)
    assert {each.words for each in rows} == {"Første om trafik.", "Andet om trafik."}
    assert len({each.section_id for each in rows}) == 1


async def test_a_version_that_is_discarded_takes_its_own_along(db: Settings) -> None:
    made = await followed()
    await words.summarised(made.first, "2", "da", "Første om trafik.")
    await summarise(made, "3", "Andet om trafik.")
    await discard_version(made.second, by=EDITOR, now=NOW)
    assert [each.words for each in await PlainSummary.all()] == ["Første om trafik."]
