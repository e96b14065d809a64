"""Background documents: files beside the draft, for downloading. They have one version and no sections."""

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


class UnsupportedFile(ValueError):
    """The file's ending is not one of ENDINGS."""


class TooManyDocuments(Exception):
    """The consultation has MOST background documents already."""


def clean_name(name: str) -> str:
    """A file name without folders and characters that file systems forbid. Raises UnsupportedFile."""
    last = PurePath(name.replace("\\", "/")).name
    clean = "".join(c for c in last if c.isprintable() and c not in '/:*?"<>|')
    ending = PurePath(clean).suffix
    if ending.lower() not in ENDINGS:
        raise UnsupportedFile(ending)
    return clean.removesuffix(ending)[: LONGEST_NAME - len(ending)] + ending


async def add_background(
    consultation: Consultation, *, title: str, name: str, file: str, by: Actor, now: datetime
) -> Document:
    """Add a file (a key of the file store) under a title and a name from ``clean_name``; adding the same file under the
    same title once more changes nothing. Raises TooManyDocuments."""
    async with database.transaction():
        rows = Document.filter(consultation=consultation, kind=DocumentKind.BACKGROUND)
        if existing := await rows.filter(title=title, versions__source_file=file).first():
            return existing
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
    """Remove a file while the consultation is not announced. Raises Announced."""
    async with database.transaction():
        # A write first: it locks the row, and nobody announces in between.
        unannounced = Consultation.filter(id=consultation.id, announced_at__isnull=True)
        if not await unannounced.update(slug=consultation.slug):
            raise Announced(consultation.slug)
        rows = Document.filter(id=document, consultation=consultation, kind=DocumentKind.BACKGROUND)
        if await rows.exists():
            await Version.filter(document_id=document).delete()
            await rows.delete()
            await _record("removed", consultation, document, by=by, now=now)


async def background_of(consultation: Consultation) -> list[Version]:
    """The versions of the background documents, with their ``document``, in the order they were added. One query."""
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
