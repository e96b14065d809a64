"""The PDF of a published version: made once by the worker, kept as a file. Holds when it is due, not how it is made.

Never of a version that may still be called back: an announcement can be called off until its moment has come.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from tortoise import fields
from tortoise.expressions import Q, Subquery
from tortoise.models import Model

from consult import audit, cache_version, database
from consult.documents.document import DocumentKind, Version

MOST_ATTEMPTS = 3
# How long a worker may take before another one may try.
LEASE = timedelta(minutes=20)


class VersionPdf(Model):
    """The PDF of a version, or how often it was tried to make one.

    ``file`` is the file store's key, "" until it is made. ``attempts`` counts those begun, the last at ``tried_at``.
    """

    id = fields.BigIntField(primary_key=True)
    version: fields.OneToOneRelation[Version] = fields.OneToOneField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT
    )
    file = fields.CharField(max_length=64, default="")
    size = fields.IntField(default=0)
    attempts = fields.IntField(default=0)
    tried_at = fields.DatetimeField()

    version_id: int

    class Meta:
        table = "version_pdf"


async def next_without_pdf(now: datetime) -> Version | None:
    """The newest published version that everybody may read and that has no PDF yet; with its consultation."""
    settled = VersionPdf.filter(
        Q(attempts__gte=MOST_ATTEMPTS) | ~Q(file="") | Q(tried_at__gt=now - LEASE)
    )
    due = Version.filter(
        document__kind=DocumentKind.DRAFT,
        document__consultation__announced_at__lte=now,
        published_at__lte=now,
    ).exclude(id__in=Subquery(settled.values("version_id")))
    return await due.order_by("-published_at").select_related("document__consultation").first()


async def take(version: Version, now: datetime) -> bool:
    """Begin an attempt; False when another worker was first."""
    async with database.transaction():
        row, is_new = await VersionPdf.get_or_create(
            version=version, defaults={"attempts": 1, "tried_at": now}
        )
        if is_new:
            return True
        mine = VersionPdf.filter(id=row.id, attempts=row.attempts, tried_at__lte=now - LEASE)
        return bool(await mine.update(attempts=row.attempts + 1, tried_at=now))


async def keep(version: Version, *, file: str, size: int, now: datetime) -> None:
    """The file in the store is the version's PDF; everybody sees it from now on."""
    consultation = version.document.consultation
    async with database.transaction():
        await VersionPdf.filter(version_id=version.id).update(file=file, size=size)
        await audit.record(
            "made pdf",
            "version",
            version.id,
            by=audit.WORKER,
            now=now,
            consultation_id=consultation.id,
            size=size,
        )
        await cache_version.bump(consultation.slug)


async def made() -> list[VersionPdf]:
    """Those that are made, with their consultations."""
    rows = VersionPdf.exclude(file="").order_by("id")
    return await rows.select_related("version__document__consultation")


async def lose(pdf: VersionPdf, *, now: datetime) -> None:
    """Its file is gone: nobody is sent to it any more, and it is due again with all its attempts. ``pdf`` is one
    of ``made``."""
    consultation = pdf.version.document.consultation
    async with database.transaction():
        mine = VersionPdf.filter(id=pdf.id, file=pdf.file)
        if not await mine.update(file="", size=0, attempts=0, tried_at=now - LEASE):
            return
        await audit.record(
            "lost pdf",
            "version",
            pdf.version_id,
            by=audit.WORKER,
            now=now,
            consultation_id=consultation.id,
        )
        await cache_version.bump(consultation.slug)


async def pdfs_of(versions: Collection[int]) -> dict[int, VersionPdf]:
    """By version id, of those that have one. One query."""
    rows = await VersionPdf.filter(version_id__in=list(versions)).exclude(file="")
    return {each.version_id: each for each in rows}


async def given_up() -> int:
    """How many versions will not be tried again."""
    return await VersionPdf.filter(file="", attempts__gte=MOST_ATTEMPTS).count()
