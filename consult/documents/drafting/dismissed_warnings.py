"""The importer's warnings about a draft: which ones an editor must look at, and which they have dismissed.

A warning is identified by its code and message and not by its location, which moves with every correction. In the
database and in the audit trail a dismissal is a *judgement*.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult import audit, database
from consult.audit import Actor
from consult.documents.document import Document, PublishedNeverChanges, Version, lock_document
from consult.documents.drafting.draft_json import warnings_in
from consult.documents.drafting.preparation import Preparation
from consult.importing import DraftWarning

# The importer followed a rule, and the page shows the result: listed, but nobody has to dismiss them.
INFORMATIONAL = frozenset(
    {
        "comments-left-out", "contents-left-out", "dash-moved", "footnote-moved", "front-matter-left-out",
        "header-left-out", "heading-bold", "heading-by-contents", "heading-by-number", "heading-guessed",
        "heading-like-others", "heading-recurs", "hyphen-mended", "letters-repaired", "list-typed",
        "list-without-signs", "marker-mended", "number-moved", "page-break-joined", "sign-left-out",
        "structure-by-tags", "text-before-first-heading", "watermark-left-out", "word-mended",
    }
)  # fmt: skip
# A form of their own asks about them, and the warning goes away with the answer.
ANSWERED_ELSEWHERE = frozenset({"empty-link", "picture-without-description"})
_LONGEST_KEY = 80


class Judgement(Model):
    """A warning of a version in preparation that an editor dismissed. ``key`` is one of ``warning_keys``."""

    id = fields.BigIntField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT
    )
    key = fields.CharField(max_length=_LONGEST_KEY)

    version_id: int

    class Meta:
        table = "judgement"
        unique_together = (("version", "key"),)


def warning_keys(warnings: Iterable[DraftWarning]) -> list[str]:
    """A key for each warning: its code, a hash of its message, and a counter among those with the same message."""
    counts: dict[str, int] = {}
    keys = []
    for each in warnings:
        digest = hashlib.sha256(each.message.encode()).hexdigest()[:16]
        prefix = f"{each.code[:40]}-{digest}"
        counts[prefix] = counts.get(prefix, 0) + 1
        keys.append(f"{prefix}-{counts[prefix]}")
    return keys


def is_dismissible(warning: DraftWarning) -> bool:
    """Whether an editor must dismiss it before the draft counts as checked."""
    return warning.code not in INFORMATIONAL and warning.code not in ANSWERED_ELSEWHERE


async def dismissed_keys(version: Version) -> set[str]:
    """The keys of the version's dismissed warnings. One query."""
    rows = Judgement.filter(version_id=version.id)
    return {str(key) for key in await rows.values_list("key", flat=True)}


async def count_open_warnings(version: Version) -> int:
    """How many dismissible warnings nobody has dismissed; 0 for a published version. Two queries."""
    preparation = await Preparation.get_or_none(version_id=version.id)
    if preparation is None or version.published_at is not None:
        return 0
    warnings = warnings_in(preparation.draft)
    dismissed = await dismissed_keys(version)
    keyed = zip(warnings, warning_keys(warnings), strict=True)
    return sum(is_dismissible(each) and key not in dismissed for each, key in keyed)


async def dismiss_warnings(
    version: Version, keys: Collection[str], *, by: Actor, now: datetime
) -> None:
    """Dismiss the warnings with these keys; those dismissed already are skipped. Raises PublishedNeverChanges."""
    async with database.transaction():
        await _lock_unpublished(version)
        new = sorted(set(keys) - await dismissed_keys(version))
        await Judgement.bulk_create(Judgement(version_id=version.id, key=key) for key in new)
        await _record("judged", version, len(new), by=by, now=now)


async def reopen_warnings(
    version: Version, keys: Collection[str], *, by: Actor, now: datetime
) -> None:
    """Undo the dismissal of the warnings with these keys. Raises PublishedNeverChanges."""
    async with database.transaction():
        await _lock_unpublished(version)
        count = await Judgement.filter(version_id=version.id, key__in=list(keys)).delete()
        await _record("unjudged", version, count, by=by, now=now)


async def delete_dismissals(version: Version, keep: Collection[str] = ()) -> None:
    """Delete the version's dismissals except those with the keys in ``keep``. Two queries."""
    keys = await dismissed_keys(version) - set(keep)
    await Judgement.filter(version_id=version.id, key__in=sorted(keys)).delete()


def lasting_keys(warnings: Iterable[DraftWarning]) -> set[str]:
    """The keys of warnings that quote the words they are about: in another file they mean the same."""
    listed = list(warnings)
    keyed = zip(listed, warning_keys(listed), strict=True)
    return {key for each, key in keyed if "“" in each.message}


async def _lock_unpublished(version: Version) -> None:
    await lock_document(version.document_id)
    if not await Version.exists(id=version.id, published_at__isnull=True):
        raise PublishedNeverChanges(version.id)


async def _record(verb: str, version: Version, count: int, *, by: Actor, now: datetime) -> None:
    if not count:
        return
    document = await Document.get(id=version.document_id)
    await audit.record(
        verb,
        "version",
        version.id,
        by=by,
        now=now,
        consultation_id=document.consultation_id,
        places=count,
    )
