"""The PDF of a published version: rendered once by the worker, stored as a file. Holds when it is due, not how it is
rendered.

Only after the announcement's moment: until then the launch can be cancelled and the text changed.
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
# How long an attempt of one worker keeps the others from trying.
LEASE = timedelta(minutes=20)


class VersionPdf(Model):
    """The PDF of a version, or the attempts at rendering it.

    ``file`` is a key of the file store, "" until it is rendered; ``size`` is in bytes. ``attempts`` counts those that
    were begun, the last at ``tried_at``.
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
    """The newest public version whose PDF is due, with its consultation; None where none is. One query."""
    not_due = VersionPdf.filter(
        Q(attempts__gte=MOST_ATTEMPTS) | ~Q(file="") | Q(tried_at__gt=now - LEASE)
    )
    due = Version.filter(
        document__kind=DocumentKind.DRAFT,
        document__consultation__announced_at__lte=now,
        published_at__lte=now,
    ).exclude(id__in=Subquery(not_due.values("version_id")))
    return await due.order_by("-published_at").select_related("document__consultation").first()


async def take(version: Version, now: datetime) -> bool:
    """Claim the version for an attempt; False where another worker has it."""
    async with database.transaction():
        row, is_new = await VersionPdf.get_or_create(
            version=version, defaults={"attempts": 1, "tried_at": now}
        )
        if is_new:
            return True
        expected = VersionPdf.filter(id=row.id, attempts=row.attempts, tried_at__lte=now - LEASE)
        return bool(await expected.update(attempts=row.attempts + 1, tried_at=now))


async def keep(version: Version, *, file: str, size: int, now: datetime) -> None:
    """Store which file is the version's PDF; it is public from then on."""
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
    """Every stored PDF, with its consultation. One query."""
    rows = VersionPdf.exclude(file="").order_by("id")
    return await rows.select_related("version__document__consultation")


async def lose(pdf: VersionPdf, *, now: datetime) -> None:
    """Forget a PDF whose file is missing: pages link to it no more, and it is due again. ``pdf`` is one of
    ``stored_pdfs``."""
    consultation = pdf.version.document.consultation
    async with database.transaction():
        expected = VersionPdf.filter(id=pdf.id, file=pdf.file)
        if not await expected.update(file="", size=0, attempts=0, tried_at=now - LEASE):
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
    """The PDFs by version id, without versions that have none. One query."""
    rows = await VersionPdf.filter(version_id__in=list(versions)).exclude(file="")
    return {each.version_id: each for each in rows}


async def given_up() -> int:
    """How many versions have no PDF after MOST_ATTEMPTS. One query."""
    return await VersionPdf.filter(file="", attempts__gte=MOST_ATTEMPTS).count()
