"""What the comparison of two published versions costs: 2,000 paragraphs, nearly all of them reworded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from consult import clock
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Document
from consult.documents.drafting.first_version import store_draft
from consult.documents.publication import publish_version
from consult.documents.versions.mapping_approval import approve_lineage
from consult.documents.versions.next_version import store_version
from consult.importing import Draft, ParagraphDraft, Run, SectionDraft
from consult.lineage import Passage
from tests.bench import comparing

SLUG = "to-versioner"
SECTION_SINCE = f"/consultations/{SLUG}/sections/5/since/1"
CHANGES = f"/consultations/{SLUG}/versions/2/changes/1"
FILE = "udkast.docx"


async def publish_two_versions() -> None:
    """A consultation of its own whose second version was approved as it was proposed."""
    now, old, new = clock.now(), *comparing.versions()
    of = await Consultation.create(
        slug=SLUG,
        title="To versioner",
        announced_at=now,
        opens_at=now,
        closes_at=now + timedelta(weeks=4),
        created_at=now,
    )
    await publish_version(
        await store_draft(
            _draft(old),
            consultation=of,
            by=Actor("bench"),
            now=now,
            source_name=FILE,
            source_file="",
        ),
        by=Actor("bench"),
        now=now,
    )
    document = await Document.get(consultation=of)
    await _publish_next(document, _draft(new), now)


async def _publish_next(document: Document, draft: Draft, now: datetime) -> None:
    version = await store_version(
        draft, document=document, by=Actor("bench"), now=now, source_name=FILE, source_file=""
    )
    await approve_lineage(version, lock_version=1, by=Actor("bench"), now=now)
    await publish_version(version, by=Actor("bench"), now=now)


def _draft(passages: Sequence[Passage]) -> Draft:
    return Draft("To versioner", tuple(_sections(passages)), ())


def _sections(passages: Sequence[Passage]) -> Iterator[SectionDraft]:
    for chapter, together in groupby(passages, key=lambda one: int(one.section) + 1):
        paragraphs = tuple(
            ParagraphDraft("paragraph", one.text, (Run(one.text),)) for one in together
        )
        yield SectionDraft(str(chapter), str(chapter), f"Kapitel {chapter}", 1, None, paragraphs)
