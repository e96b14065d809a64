"""Drafts as the importer hands them out, and such a draft stored and published by the real verbs."""

from __future__ import annotations

from typing import Any

from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.drafting.first_version import store_draft
from consult.documents.paragraph import Paragraph
from consult.documents.publication import publish_version
from consult.documents.section import Section
from consult.importing import Draft, ParagraphDraft, Run, SectionDraft
from tests.support.factories import DAY, NOW
from tests.support.factories.documents import Draft as StoredDraft

EDITOR = Actor("account:1")


def paragraph(text: str, **given: Any) -> ParagraphDraft:
    """A paragraph without changes."""
    return ParagraphDraft(**{"kind": "paragraph", "text": text, "runs": (Run(text),), **given})


def section(
    path: str, title: str, *paragraphs: ParagraphDraft, number: str | None = None
) -> SectionDraft:
    """A section at the level its path says."""
    return SectionDraft(path, number, title, path.count("/") + 1, None, paragraphs)


def small_draft() -> Draft:
    """A foreword and two numbered areas of two chapters; 2.2 is reworded, 2.4 is taken out."""
    reworded = paragraph(
        "Kajen skal være åben for alle.",
        runs=(
            Run("Kajen skal være "),
            Run("åben", "insertion"),
            Run("lukket", "deletion"),
            Run(" for alle."),
        ),
    )
    taken_out = paragraph("", runs=(Run("Broen rives ned.", "deletion"),))
    bench = paragraph("Flere bænke", kind="item", level=1, marker="•")
    sections = (
        section("1", "Forord", paragraph("Havnen er byens hjerte.")),
        section("2", "Vand og bad", number="1"),
        section(
            "2/1", "Situationen i dag", paragraph("Vandet er rent."), paragraph("Der er to broer.")
        ),
        section("2/2", "Det vil vi", paragraph("Vi bygger en bro til.")),
        section("3", "Kajer og byliv", number="2"),
        section("3/1", "Situationen i dag", paragraph("Kajen bruges af mange."), reworded),
        section("3/2", "Det vil vi", bench, taken_out),
    )
    return Draft("Politik for havnen", sections, ())


async def store(
    of: Consultation, draft: Draft | None = None, *, published: bool = True
) -> StoredDraft:
    """The draft (unset: the small one) as version 1, published unless told not to."""
    version = await store_draft(
        draft or small_draft(),
        consultation=of,
        by=EDITOR,
        now=NOW,
        source_name="udkast.docx",
        source_file="",
    )
    if published:
        await publish_version(version, by=EDITOR, now=NOW - 12 * DAY)
    return await stored(of)


async def stored(of: Consultation) -> StoredDraft:
    """The rows of the consultation's version 1, in reading order."""
    version = await Version.get(document__consultation_id=of.id).select_related("document")
    return StoredDraft(
        of,
        version.document,
        version,
        await Section.filter(version=version).order_by("position").select_related("identity"),
        await Paragraph.filter(version=version).order_by("position"),
    )


def numbered(draft: StoredDraft, number: str) -> Paragraph:
    """The paragraph with this number."""
    return next(each for each in draft.paragraphs if each.number == number)


def keyed(draft: StoredDraft, key: str) -> Section:
    """The section with this key."""
    return next(each for each in draft.sections if each.key == key)
