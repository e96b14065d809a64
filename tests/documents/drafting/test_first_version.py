"""A read draft becomes version 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.drafting.first_version import store_draft
from consult.documents.drafting.preparation import Preparation
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.draft_replacement import SourceFile, replace_draft
from consult.importing import Draft, read_draft
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation
from tests.support.factories.drafts import (
    EDITOR,
    numbered,
    paragraph,
    section,
    small_draft,
    store,
)
from tests.support.queries import queries

pytestmark = pytest.mark.anyio


async def test_paragraphs_are_numbered_through_their_area(db: Settings) -> None:
    await store(await consultation())
    paragraphs = await Paragraph.all().order_by("position")
    assert [p.number for p in paragraphs] == [
        "A.1",
        "1.1",
        "1.2",
        "1.3",
        "2.1",
        "2.2",
        "2.3",
        "2.4",
    ]


async def test_sections_know_their_parent_area_and_key(db: Settings) -> None:
    await store(await consultation())
    sections = await Section.all().order_by("position").select_related("parent", "identity")
    assert [(s.key, s.area, s.parent and s.parent.key) for s in sections] == [
        ("A", "A", None), ("1", "1", None), ("1-1", "1", "1"), ("1-2", "1", "1"),
        ("2", "2", None), ("2-1", "2", "2"), ("2-2", "2", "2"),
    ]  # fmt: skip
    assert [s.identity.key for s in sections] == [s.key for s in sections]


async def test_a_reworded_paragraph_has_its_text_and_its_changes(db: Settings) -> None:
    draft = await store(await consultation())
    reworded = numbered(draft, "2.2")
    assert reworded.text == reworded.html == "Kajen skal være åben for alle."
    assert reworded.changes_html == ("Kajen skal være <ins>åben</ins><del>lukket</del> for alle.")
    assert reworded.has_changes
    assert not numbered(draft, "2.1").has_changes


async def test_a_paragraph_taken_out_has_no_clean_words_but_keeps_its_number(db: Settings) -> None:
    draft = await store(await consultation())
    taken_out = numbered(draft, "2.4")
    assert (taken_out.text, taken_out.html, taken_out.folded) == ("", "", "")
    assert taken_out.changes_html == "<del>Broen rives ned.</del>"


async def test_markup_in_the_words_of_a_draft_stays_words(db: Settings) -> None:
    hostile = paragraph("<script>alert(1)</script> & <img src=x onerror=alert(1)>")
    draft = Draft("Plan", (section("1", "Vand", hostile),), ())
    stored = numbered(await store(await consultation(), draft), "A.1")
    assert "<" not in stored.html
    assert stored.text.startswith("<script>")


async def test_a_stored_draft_is_not_published(db: Settings) -> None:
    await store(await consultation(), published=False)
    assert (await Version.get()).published_at is None
    assert (await AuditEntry.filter(verb="stored").get()).facts["paragraphs"] == 8


async def test_a_second_draft_is_refused_and_leaves_nothing(db: Settings) -> None:
    draft = await store(await consultation())
    with pytest.raises(StaleState):
        await store(draft.consultation)
    assert await Paragraph.all().count() == 8


async def test_drafts_of_two_consultations_keep_their_paragraphs_apart(db: Settings) -> None:
    await store(await consultation())
    await store(await consultation())
    documents = await Paragraph.all().values_list("version__document_id", "identity__document_id")
    assert all(version == identity for version, identity in documents)


async def test_a_thousand_paragraphs_are_stored_by_few_statements(db: Settings) -> None:
    text = "Kommunen har en lang række indsatser for borgere. " * 8
    sections = tuple(
        section(str(n), f"Område {n}", *[paragraph(text)] * 100, number=str(n))
        for n in range(1, 11)
    )
    of = await consultation()
    with queries() as statements:
        await store(of, Draft("Plan", sections, ()))
    assert await Paragraph.all().count() == 1000
    assert len(statements) < 60


async def test_the_real_draft_has_six_areas_and_four_texts_before_them(
    db: Settings, shared_drafts: Path
) -> None:
    draft = read_draft(shared_drafts / "politik-2027-2030.docx")
    await store_draft(
        draft,
        consultation=await consultation(),
        by=EDITOR,
        now=NOW,
        source_name="politik-2027-2030.docx",
        source_file="",
    )
    sections = await Section.all().order_by("position")
    areas = [s.key for s in sections if s.key == s.area]
    assert areas == ["A", "B", "C", "D", "1", "2", "3", "4", "5", "6"]
    assert [s.title for s in sections if s.key == "5-2"] == ["Det gør vi allerede"]
    assert await Paragraph.all().count() == sum(len(s.paragraphs) for s in draft.sections)


def test_the_small_draft_is_what_the_other_tests_think_it_is() -> None:
    assert sum(len(s.paragraphs) for s in small_draft().sections) == 8


async def test_a_file_without_a_title_is_called_what_the_consultation_is(
    db: Settings, tmp_path: Path
) -> None:
    untitled, titled = tmp_path / "003_bad47a.txt", tmp_path / "004.md"
    untitled.write_text("Kajen er for alle, og ingen betaler for at bade ved den.\n")
    titled.write_text("# Plan for kajen\n\n## Bad\n\nKajen er for alle.\n\n## Bro\n\nDer er to.\n")
    of = await consultation(title="Havnen i 2030")
    first = await keep(untitled, of)
    assert first.title == "Havnen i 2030"
    preparation = await Preparation.get(version=first)
    sent = SourceFile(titled.name, "", "")
    await replace_draft(
        first,
        read_draft(titled),
        lock_version=preparation.lock_version,
        by=EDITOR,
        now=NOW,
        source=sent,
    )
    assert (await Version.get(id=first.id)).title == "Plan for kajen"


async def keep(path: Path, of: Consultation) -> Version:
    return await store_draft(
        read_draft(path), consultation=of, by=EDITOR, now=NOW, source_name=path.name, source_file=""
    )
