"""While a version is not published another text may take its place; owners follow their sections."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from consult.audit import AuditEntry
from consult.documents.document import PublishedNeverChanges, Version
from consult.documents.drafting import corrections, draft_json
from consult.documents.drafting.preparation import Preparation
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph, ParagraphIdentity
from consult.documents.publication import publish_version
from consult.documents.section import Section, SectionIdentity
from consult.documents.versions.draft_replacement import (
    SourceFile,
    correct_draft,
    replace_draft,
)
from consult.documents.versions.next_version import CarryoverLosses
from consult.importing import Cell, Draft, DraftWarning, ParagraphDraft, Run, read_draft
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.support.factories import NOW
from tests.support.factories.consultations import committee, consultation
from tests.support.factories.documents import Draft as StoredDraft
from tests.support.factories.documents import owner
from tests.support.factories.drafts import EDITOR, paragraph, section, small_draft, store

pytestmark = pytest.mark.anyio


async def in_preparation() -> StoredDraft:
    """An unpublished draft, and another consultation's beside it."""
    await store(await consultation(announced_at=None), published=False)
    return await store(await consultation(announced_at=None), published=False)


async def owned_titles(of: StoredDraft) -> set[tuple[str, str]]:
    """(title, key) of every section of the text that has an owner."""
    identities = await Ownership.filter(section__document=of.document).values_list(
        "section_id", flat=True
    )
    rows = Section.filter(version=of.version, identity_id__in=identities)
    return set(await rows.values_list("title", "key"))


async def test_another_file_takes_the_place_of_the_first(db: Settings) -> None:
    draft = await in_preparation()
    other = Draft("Anden titel", (section("1", "Kun ét afsnit", paragraph("Ord.")),), ())
    await replace_draft(
        draft.version,
        other,
        lock_version=1,
        by=EDITOR,
        now=NOW,
        source=SourceFile("ny.docx", "f" * 64),
    )
    assert [each.text for each in await Paragraph.filter(version=draft.version)] == ["Ord."]
    assert await ParagraphIdentity.filter(document=draft.document).count() == 1
    assert await SectionIdentity.filter(document=draft.document).count() == 1
    version = await Version.get(id=draft.version.id).select_related("document")
    assert (version.source_name, version.document.title) == ("ny.docx", "Anden titel")
    assert await Paragraph.all().count() == 8 + 1  # the other consultation keeps its own
    entry = await AuditEntry.get(verb="replaced")
    assert entry.consultation_id == draft.consultation.id


async def test_owners_follow_a_section_that_moved_and_one_that_got_a_new_title(
    db: Settings,
) -> None:
    draft = await in_preparation()
    who = await committee()
    for place in (2, 4, 6):
        await owner(draft.sections[place], who, is_lead=place == 4)
    version = draft.version
    move = partial(corrections.text_to_heading, section=2, paragraph=0)
    assert (
        await correct_draft(version, move, lock_version=1, by=EDITOR, now=NOW, verb="corrected")
        == CarryoverLosses()
    )
    rename = partial(corrections.retitle, section=5, words="2 Torve")
    assert (
        await correct_draft(version, rename, lock_version=2, by=EDITOR, now=NOW, verb="corrected")
        == CarryoverLosses()
    )
    assert await owned_titles(draft) == {
        ("Situationen i dag", "1-1"),
        ("Torve", "2"),
        ("Det vil vi", "2-2"),
    }
    lead = await Ownership.get(is_lead=True).select_related("section")
    assert lead.section.key == "2"


async def test_an_owner_whose_section_is_gone_is_told_of(db: Settings) -> None:
    draft = await in_preparation()
    await owner(draft.sections[6], await committee())
    gone = replace(small_draft(), sections=small_draft().sections[:2])
    source = SourceFile("ny.docx", "")
    lost = await replace_draft(
        draft.version, gone, lock_version=1, by=EDITOR, now=NOW, source=source
    )
    assert lost == CarryoverLosses(owners=1)
    assert await Ownership.all().count() == 0


async def test_two_editors_do_not_overwrite_each_other(db: Settings) -> None:
    draft = await in_preparation()
    rename = partial(corrections.retitle, section=0, words="Indledning")
    await correct_draft(draft.version, rename, lock_version=1, by=EDITOR, now=NOW, verb="corrected")
    late = partial(corrections.retitle, section=0, words="Velkommen")
    with pytest.raises(StaleState):
        await correct_draft(
            draft.version, late, lock_version=1, by=EDITOR, now=NOW, verb="corrected"
        )
    with pytest.raises(StaleState):
        await replace_draft(draft.version, small_draft(), lock_version=1, by=EDITOR, now=NOW)
    assert (await Section.get(version=draft.version, position=0)).title == "Indledning"
    assert (await Preparation.get(version=draft.version)).lock_version == 2


async def test_a_published_version_never_changes(db: Settings) -> None:
    draft = await in_preparation()
    await publish_version(draft.version, by=EDITOR, now=NOW)
    rename = partial(corrections.retitle, section=0, words="Indledning")
    with pytest.raises(PublishedNeverChanges):
        await correct_draft(
            draft.version, rename, lock_version=1, by=EDITOR, now=NOW, verb="corrected"
        )
    assert (await Section.get(version=draft.version, position=0)).title == "Forord"
    assert (await Preparation.get(version=draft.version)).lock_version == 1


def test_a_draft_is_kept_with_nothing_lost() -> None:
    table = ParagraphDraft(
        "table", "a\tb", (Run("a\tb"),), cells=((Cell((Run("a", strong=True),), True, 2, 3),),)
    )
    link = paragraph("x", runs=(Run("x", "insertion", True, True, "https://fjordby.example"),))
    warning = DraftWarning("empty-link", "“ord”", "line 4")
    draft = Draft("Titel", (section("1", "A", table, link), *small_draft().sections), (warning,))
    assert draft_json.from_text(draft_json.to_text(draft)) == draft


async def test_the_real_draft_is_kept_with_nothing_lost(shared_drafts: Path) -> None:
    for file in ("politik-2027-2030.docx", "003_bad47a1b4811d01a.txt"):
        draft = read_draft(shared_drafts / file)
        assert draft_json.from_text(draft_json.to_text(draft)) == draft
