"""A draft of a thousand paragraphs, out to hearing: what its page with all of the text costs."""

from __future__ import annotations

import random
from datetime import timedelta

from consult import clock
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.drafting.first_version import store_draft
from consult.documents.paragraph import Paragraph
from consult.documents.publication import publish_version
from consult.importing import Draft, ParagraphDraft, Run, SectionDraft
from consult.responses.tally import Tally

SLUG = "tusind-afsnit"
PAGE = f"/consultations/{SLUG}/text"
AREAS, CHAPTERS, PARAGRAPHS = 5, 20, 10
IN_ALL = AREAS * CHAPTERS * PARAGRAPHS
WORDS = [
    "kommunen",
    "borgere",
    "fællesskab",
    "i",
    "og",
    "at",
    "vil",
    "der",
    "arbejder",
    "medborgerskab",
    "beskæftigelse",
]


async def store_long_draft() -> None:
    """Published, with remarks on every third paragraph."""
    now = clock.now()
    found = await Consultation.create(
        slug=SLUG,
        title="Tusind afsnit",
        created_at=now,
        announced_at=now - timedelta(days=2),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=20),
    )
    version = await store_draft(
        Draft("Tusind afsnit", tuple(_sections(random.Random(1))), ()),
        consultation=found,
        by=Actor("bench"),
        now=now,
        source_name="bench",
        source_file="",
    )
    await publish_version(version, by=Actor("bench"), now=now)
    rows = await Paragraph.filter(version=version).values_list("identity_id", flat=True)
    await Tally.bulk_create(
        Tally(consultation_id=found.id, paragraph_id=each, published=2) for each in rows[::3]
    )


def _sections(chance: random.Random) -> list[SectionDraft]:
    sections = []
    for area in range(1, AREAS + 1):
        sections.append(SectionDraft(str(area), str(area), f"Område {area}", 1, None, ()))
        for chapter in range(1, CHAPTERS + 1):
            paragraphs = tuple(_paragraph(chance, at) for at in range(PARAGRAPHS))
            title = f"Kapitel {chapter}"
            sections.append(SectionDraft(f"{area}/{chapter}", None, title, 2, None, paragraphs))
    return sections


def _paragraph(chance: random.Random, at: int) -> ParagraphDraft:
    """Some sixty words; three of ten are list items."""
    text = " ".join(chance.choices(WORDS, k=chance.randint(20, 100)))
    if at in (3, 4, 5):
        return ParagraphDraft("item", text, (Run(text),), level=1, marker="•")
    return ParagraphDraft("paragraph", text, (Run(text),))
