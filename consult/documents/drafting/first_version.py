"""Storing a draft as the first version of a consultation's document. Not public until it is published."""

from __future__ import annotations

import asyncio
from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, DocumentKind, Version
from consult.documents.drafting import draft_json, version_rows
from consult.documents.drafting.draft_title import title_of
from consult.documents.drafting.preparation import Preparation
from consult.importing import Draft
from consult.people.conflict import stale


async def store_draft(
    draft: Draft,
    *,
    consultation: Consultation,
    by: Actor,
    now: datetime,
    source_name: str,
    source_file: str,
    area_level: int | None = None,
) -> Version:
    """Store the draft as version 1, with a new identity for every section and paragraph.

    ``area_level`` is the heading level of areas, see ``section_keys``; ``source_file`` the file's key in the file
    store. Rendering a large draft takes seconds, in a thread and before the transaction. Raises StaleState where the
    consultation has a draft already, richtext.TooLong for a paragraph over the limit.
    """
    rows = await asyncio.to_thread(version_rows.prepare_rows, draft, area_level)
    text = await asyncio.to_thread(draft_json.to_text, draft)
    title = title_of(draft, consultation.title)
    async with database.transaction():
        drafts = Version.filter(
            document__consultation=consultation, document__kind=DocumentKind.DRAFT
        )
        if existing := await drafts.first():
            raise await stale("version", existing.id)
        document = await Document.create(consultation=consultation, title=title)
        version = await Version.create(
            document=document,
            number=1,
            created_at=now,
            title=title,
            source_name=source_name[:300],
            source_file=source_file,
        )
        await version_rows.store_rows(version, rows)
        await Preparation.create(version=version, draft=text, area_level=area_level)
        await audit.record(
            "stored",
            "version",
            version.id,
            by=by,
            now=now,
            consultation_id=consultation.id,
            sections=len(rows.sections),
            paragraphs=len(rows.paragraphs),
        )
    return version
