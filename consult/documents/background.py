"""Background documents: files that help to understand the draft, to be saved and read elsewhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from tortoise.queryset import QuerySet

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.announcement import Announced
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, DocumentKind, Version

ENDINGS = frozenset(
    {".pdf", ".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp", ".csv", ".txt", ".md", ".png", ".jpg", ".jpeg"}
)  # fmt: skip
MOST = 50
LONGEST_NAME = 150


class Unwanted(ValueError):
    """A file of a kind that is not taken."""


class TooManyDocuments(Exception):
    """More documents than anybody would read."""


def clean_name(name: str) -> str:
    """The name to save it under: no folders, no signs that a file system would mind. Raises Unwanted."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(c for c in last if c.isprintable() and c not in '/:*?"<>|')
    ending = PurePath(kept).suffix
    if ending.lower() not in ENDINGS:
        raise Unwanted(ending)
    return kept.removesuffix(ending)[: LONGEST_NAME - len(ending)] + ending


async def add_background(
    consultation: Consultation, *, title: str, name: str, file: str, by: Actor, now: datetime
) -> Document:
    """Add a file (the file store's key) under a title and a name from ``clean_name``; the same file under the same
    title is it already. Raises TooManyDocuments."""
    async with database.transaction():
        rows = Document.filter(consultation=consultation, kind=DocumentKind.BACKGROUND)
        if same := await rows.filter(title=title, versions__source_file=file).first():
            return same
        if await rows.count() >= MOST:
            raise TooManyDocuments(consultation.slug)
        document = await Document.create(
            consultation=consultation, kind=DocumentKind.BACKGROUND, title=title
        )
        await Version.create(
            document=document,
            number=1,
            created_at=now,
            published_at=now,
            title=title,
            source_name=name,
            source_file=file,
        )
        await _record("added", consultation, document.id, by=by, now=now)
    return document


async def remove_background(
    consultation: Consultation, document: int, *, by: Actor, now: datetime
) -> None:
    """Take a file away before anybody could read it. Raises Announced."""
    async with database.transaction():
        # A write first: it locks the row, so that nobody announces in between.
        unannounced = Consultation.filter(id=consultation.id, announced_at__isnull=True)
        if not await unannounced.update(slug=consultation.slug):
            raise Announced(consultation.slug)
        rows = Document.filter(id=document, consultation=consultation, kind=DocumentKind.BACKGROUND)
        if await rows.exists():
            await Version.filter(document_id=document).delete()
            await rows.delete()
            await _record("removed", consultation, document, by=by, now=now)


async def background_of(consultation: Consultation) -> list[Version]:
    """Its background documents in the order they were added, each as its file with its ``document``."""
    rows = background_versions().filter(document__consultation_id=consultation.id)
    return await rows.order_by("document_id").select_related("document")


def background_versions() -> QuerySet[Version]:
    """Those of all consultations."""
    return Version.filter(document__kind=DocumentKind.BACKGROUND)


async def _record(
    verb: str, consultation: Consultation, document: int, *, by: Actor, now: datetime
) -> None:
    await audit.record(
        verb, "background", document, by=by, now=now, consultation_id=consultation.id
    )
    await cache_version.bump(consultation.slug)
