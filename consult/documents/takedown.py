"""Takedowns: what was published and should never have been is gone from everywhere, and sealed for the case.

The words and the key of the picture are moved out of the columns that everything is made from, so that no page, search
or export can show them by mistake. The reason stands in their place; numbers, addresses and remarks stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.expressions import F, Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, DocumentKind, Version
from consult.documents.paragraph import Paragraph, ParagraphIdentity
from consult.documents.section import Section
from consult.documents.version_pdf import VersionPdf
from consult.people.conflict import stale

LONGEST_REASON = 1_000
# In the place of a heading: a heading must have something that can be pressed.
NO_TITLE = "…"


class TakedownKind(StrEnum):
    PARAGRAPH = "paragraph"
    VERSION = "version"
    BACKGROUND = "background"


class Takedown(Model):
    """One press: a paragraph (or picture) in every published version, a version as a whole, or a background file.

    ``version`` is the one it was pressed on. ``reason`` is public, as plain text, "" where none was written. Null
    ``restored_at``: it holds.
    """

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT, db_index=True
    )
    kind = fields.CharEnumField(TakedownKind, max_length=20)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT
    )
    paragraph: fields.ForeignKeyNullableRelation[ParagraphIdentity] = fields.ForeignKeyField(
        "core.ParagraphIdentity", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    reason = fields.TextField()
    taken_by = fields.CharField(max_length=60)
    taken_at = fields.DatetimeField()
    restored_by = fields.CharField(max_length=60)
    restored_at = fields.DatetimeField(null=True)

    consultation_id: int
    version_id: int
    paragraph_id: int | None

    class Meta:
        table = "takedown"


class SealedWords(Model):
    """What a takedown moved away: of one paragraph of one version, or of one heading. ``content`` are the columns that
    were emptied, ``picture`` a figure's key in the file store, "" for none."""

    id = fields.BigIntField(primary_key=True)
    takedown: fields.ForeignKeyRelation[Takedown] = fields.ForeignKeyField(
        "core.Takedown", related_name="sealed", on_delete=fields.RESTRICT, db_index=True
    )
    paragraph: fields.ForeignKeyNullableRelation[Paragraph] = fields.ForeignKeyField(
        "core.Paragraph", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    section: fields.ForeignKeyNullableRelation[Section] = fields.ForeignKeyField(
        "core.Section", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    content: Any = fields.JSONField()
    picture = fields.CharField(max_length=64)

    takedown_id: int
    paragraph_id: int | None
    section_id: int | None

    class Meta:
        table = "sealed_words"


class RestoreVersionFirst(Exception):
    """The paragraph is in a version that is taken down as a whole."""


_EMPTY: dict[str, Any] = {
    "text": "", "folded": "", "runs": [], "html": "", "changes_html": "", "has_changes": False, "description": None,
}  # fmt: skip


async def take_down_paragraph(
    version: Version, identity: int, *, reason: str, by: Actor, now: datetime
) -> Takedown:
    """Take a paragraph away in every published version of the text that ``version`` is of, and a picture wherever it
    stands in them. Raises StaleState where it is away already."""
    document = await _document(version)
    async with database.transaction():
        rows = await _published(document).filter(identity_id=identity, taken_reason=None)
        if not rows:
            raise await stale("takedown", identity)
        shared = {each.picture for each in rows if each.picture}
        if shared:
            same = Q(identity_id=identity) | Q(picture__in=sorted(shared))
            rows = await _published(document).filter(same, taken_reason=None)
        takedown = await _takedown(
            document, TakedownKind.PARAGRAPH, version, reason, by, now, paragraph_id=identity
        )
        await _seal(takedown, rows)
        await _changed(takedown, document, "took down", {each.version_id for each in rows}, by, now)
    return takedown


async def take_down_version(version: Version, *, reason: str, by: Actor, now: datetime) -> Takedown:
    """Take all words of a published version away, its headings too. Raises StaleState where they are away already."""
    document = await _document(version)
    async with database.transaction():
        await _close(version, reason)
        takedown = await _takedown(document, TakedownKind.VERSION, version, reason, by, now)
        rows = Paragraph.filter(version_id=version.id, taken_reason=None)
        await _seal(takedown, await rows.order_by("position"))
        sections = Section.filter(version_id=version.id)
        await SealedWords.bulk_create(
            SealedWords(
                takedown_id=takedown.id, section_id=each.id, content={"title": each.title}, picture=""
            )
            for each in await sections
        )  # fmt: skip
        await sections.exclude(title="").update(title=NO_TITLE)
        await _changed(takedown, document, "took down", {version.id}, by, now)
    return takedown


async def take_down_background(
    version: Version, *, reason: str, by: Actor, now: datetime
) -> Takedown:
    """Give a background file to nobody any more. Raises StaleState where it is away already."""
    document = await _document(version)
    async with database.transaction():
        await _close(version, reason)
        takedown = await _takedown(document, TakedownKind.BACKGROUND, version, reason, by, now)
        await _changed(takedown, document, "took down", {version.id}, by, now)
    return takedown


async def restore(takedown: Takedown, *, by: Actor, now: datetime) -> None:
    """Put everything back as it was. Raises RestoreVersionFirst, and StaleState where it is back already."""
    version = await Version.get(id=takedown.version_id)
    document = await _document(version)
    async with database.transaction():
        holds = Takedown.filter(id=takedown.id, restored_at=None)
        if not await holds.update(restored_at=now, restored_by=by):
            raise await stale("takedown", takedown.id)
        sealed = await SealedWords.filter(takedown_id=takedown.id).select_related("paragraph")
        if takedown.kind is not TakedownKind.PARAGRAPH:
            await Version.filter(id=version.id).update(taken_reason=None)
        touched = {each.paragraph.version_id for each in sealed if each.paragraph}
        if await Version.filter(id__in=sorted(touched), taken_reason__isnull=False).exists():
            raise RestoreVersionFirst(takedown.id)
        for each in sealed:
            if each.paragraph_id:
                back = {**each.content, "picture": each.picture, "taken_reason": None}
                await Paragraph.filter(id=each.paragraph_id).update(**back)
            else:
                await Section.filter(id=each.section_id).update(**each.content)
        await SealedWords.filter(takedown_id=takedown.id).delete()
        await _changed(takedown, document, "restored", touched | {version.id}, by, now)


async def reword_takedown(takedown: Takedown, reason: str, *, by: Actor, now: datetime) -> None:
    """Give another reason. Raises StaleState where it is back, or has another reason since."""
    version = await Version.get(id=takedown.version_id)
    document = await _document(version)
    async with database.transaction():
        holds = Takedown.filter(id=takedown.id, restored_at=None, reason=takedown.reason)
        if not await holds.update(reason=reason):
            raise await stale("takedown", takedown.id)
        sealed = SealedWords.filter(takedown_id=takedown.id, paragraph_id__not_isnull=True)
        rows = await sealed.select_related("paragraph")
        await Paragraph.filter(id__in=[each.paragraph_id for each in rows]).update(
            taken_reason=reason
        )
        if takedown.kind is not TakedownKind.PARAGRAPH:
            await Version.filter(id=version.id).update(taken_reason=reason)
        touched = {version.id, *(each.paragraph.version_id for each in rows if each.paragraph)}
        await _changed(takedown, document, "reworded", touched, by, now)


async def takedowns_of(consultation: Consultation) -> list[Takedown]:
    """All of a consultation's, the newest first, each with its version and its document."""
    rows = Takedown.filter(consultation_id=consultation.id).order_by("-id")
    return await rows.select_related("version__document")


async def seal_again(version: Version) -> None:
    """Inside the transaction that publishes ``version``: what is taken down from the versions before it, and has the
    same words in this one, is not published with it."""
    holding = SealedWords.filter(
        takedown__restored_at=None,
        takedown__kind=TakedownKind.PARAGRAPH,
        paragraph__version__document_id=version.document_id,
    ).select_related("takedown", "paragraph")
    for sealed in await holding:
        same = Q(identity_id=sealed.paragraph.identity_id) if sealed.paragraph else Q(id=0)
        if sealed.picture:
            same |= Q(picture=sealed.picture)
        words = Paragraph.filter(same, version_id=version.id, taken_reason=None)
        rows = await words.filter(text=sealed.content["text"])
        if rows:
            await _seal(sealed.takedown, rows)


async def _document(version: Version) -> Document:
    return await Document.get(id=version.document_id).select_related("consultation")


def _published(document: Document) -> QuerySet[Paragraph]:
    return Paragraph.filter(
        version__document_id=document.id, version__published_at__isnull=False
    ).order_by("id")


async def _close(version: Version, reason: str) -> None:
    """Note on the row that nobody gets it any more. Raises StaleState where that is noted already."""
    there = Version.filter(id=version.id, published_at__isnull=False, taken_reason=None)
    if not await there.update(taken_reason=reason):
        raise await stale("takedown", version.id)


async def _takedown(
    document: Document,
    kind: TakedownKind,
    version: Version,
    reason: str,
    by: Actor,
    now: datetime,
    *,
    paragraph_id: int | None = None,
) -> Takedown:
    return await Takedown.create(
        consultation_id=document.consultation_id, kind=kind, version_id=version.id,
        paragraph_id=paragraph_id, reason=reason, taken_by=by, taken_at=now, restored_by="",
    )  # fmt: skip


async def _seal(takedown: Takedown, rows: Sequence[Paragraph]) -> None:
    """Move the words of these rows away. Raises StaleState where somebody did so meanwhile."""
    await SealedWords.bulk_create(
        [
            SealedWords(
                takedown_id=takedown.id,
                paragraph_id=each.id,
                content={name: getattr(each, name) for name in _EMPTY},
                picture=each.picture,
            )
            for each in rows
        ],
        batch_size=500,
    )
    ids = [each.id for each in rows]
    sealed = 0
    for start in range(0, len(ids), 500):
        there = Paragraph.filter(id__in=ids[start : start + 500], taken_reason=None)
        sealed += await there.update(**_EMPTY, picture="", taken_reason=takedown.reason)
    if sealed != len(rows):
        raise await stale("takedown", takedown.id)


async def _changed(
    takedown: Takedown,
    document: Document,
    verb: str,
    versions: set[int],
    by: Actor,
    now: datetime,
) -> None:
    """What was worked out from these versions is worked out anew: by each process, and their PDFs by the worker."""
    ids = sorted(versions)
    await Version.filter(id__in=ids).update(takedowns=F("takedowns") + 1)
    if document.kind is DocumentKind.DRAFT:
        await VersionPdf.filter(version_id__in=ids).delete()
    await audit.record(
        verb, "takedown", takedown.id, by=by, now=now, consultation_id=document.consultation_id,
        kind=str(takedown.kind), version=takedown.version_id, paragraph=takedown.paragraph_id,
    )  # fmt: skip
    await cache_version.bump(document.consultation.slug)
