"""The public files of an edition of the memo: made once by the worker, stored as they are served. Holds when they are due,
not how they are made; the editions themselves are recorded above, by their numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model

from consult import audit, cache_version, database
from consult.consultations.consultation import Consultation

MOST_ATTEMPTS = 3
# How long an attempt of one worker keeps the others from trying.
LEASE = timedelta(minutes=20)
ENDINGS = ("html", "docx", "pdf")


class MemoFile(Model):
    """The files of the edition ``edition`` (its number), or the attempts at making them.

    ``html``, ``docx`` and ``pdf`` are keys of the file store, which are SHA-256 in hex of their bytes, "" where there is
    none; sizes in bytes. ``changes`` and ``takedowns`` counted what had been taken from the public when the record was
    read, at ``read_at``. ``attempts`` counts those that were begun, the last at ``tried_at``.
    """

    id = fields.BigIntField(primary_key=True)
    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "core.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    edition = fields.IntField()
    html = fields.CharField(max_length=64, default="")
    docx = fields.CharField(max_length=64, default="")
    pdf = fields.CharField(max_length=64, default="")
    html_size = fields.IntField(default=0)
    docx_size = fields.IntField(default=0)
    pdf_size = fields.IntField(default=0)
    changes = fields.IntField(default=0)
    takedowns = fields.IntField(default=0)
    read_at = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    tried_at = fields.DatetimeField()

    consultation_id: int

    class Meta:
        table = "memo_file"
        unique_together = (("consultation", "edition"),)

    @property
    def is_made(self) -> bool:
        return bool(self.html)

    def is_due(self, now: datetime) -> bool:
        """Whether another attempt may begin."""
        return not self.is_made and self.attempts < MOST_ATTEMPTS and self.tried_at <= now - LEASE

    def key(self, ending: str) -> str:
        """The file of this kind ("html", "docx", "pdf"), "" where there is none."""
        return str(getattr(self, ending)) if ending in ENDINGS else ""

    def size(self, ending: str) -> int:
        """Of that file, in bytes."""
        return int(getattr(self, f"{ending}_size"))


@dataclass(frozen=True)
class MadeMemo:
    """``files`` by ending: key and size in bytes. The others as in MemoFile."""

    files: Mapping[str, tuple[str, int]]
    changes: int
    takedowns: int
    read_at: datetime


async def take(consultation: Consultation, edition: int, now: datetime) -> bool:
    """Claim the edition (its number) for an attempt; False where another worker has it, or it is not due."""
    async with database.transaction():
        row, is_new = await MemoFile.get_or_create(
            consultation_id=consultation.id, edition=edition,
            defaults={"attempts": 1, "tried_at": now},
        )  # fmt: skip
        if is_new:
            return True
        if not row.is_due(now):
            return False
        expected = MemoFile.filter(id=row.id, attempts=row.attempts, html="")
        return bool(await expected.update(attempts=row.attempts + 1, tried_at=now))


async def keep(consultation: Consultation, edition: int, made: MadeMemo, *, now: datetime) -> None:
    """Store which files are the edition's; they are public from then on."""
    named = {ending: key for ending, (key, _size) in made.files.items()}
    sizes = {f"{ending}_size": size for ending, (_key, size) in made.files.items()}
    async with database.transaction():
        await MemoFile.filter(consultation_id=consultation.id, edition=edition).update(
            **named, **sizes, changes=made.changes, takedowns=made.takedowns, read_at=made.read_at,
        )  # fmt: skip
        await audit.record(
            "made memo", "edition", None, by=audit.WORKER, now=now,
            consultation_id=consultation.id, number=edition,
        )  # fmt: skip
        await cache_version.bump(consultation.slug)


async def lose(file: MemoFile, consultation: Consultation, *, now: datetime) -> None:
    """Forget files of which one is missing: they are due again. ``file`` is a row of this consultation."""
    async with database.transaction():
        expected = MemoFile.filter(id=file.id, html=file.html)
        if not await expected.update(html="", docx="", pdf="", attempts=0, tried_at=now - LEASE):
            return
        await audit.record(
            "lost memo", "edition", None, by=audit.WORKER, now=now,
            consultation_id=consultation.id, number=file.edition,
        )  # fmt: skip
        await cache_version.bump(consultation.slug)


async def memo_files(consultation_id: int, editions: Collection[int]) -> dict[int, MemoFile]:
    """The rows of these editions by number; one query."""
    rows = MemoFile.filter(consultation_id=consultation_id, edition__in=list(editions))
    return {each.edition: each for each in await rows}
