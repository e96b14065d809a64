"""What an editor judged of what the reader of a file could not: which warnings are done with, and which are left.

A warning is told by its kind and words, because its place moves with every correction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult import audit, database
from consult.audit import Actor
from consult.documents.document import Document, PublishedNeverChanges, Version, hold
from consult.documents.drafting.draft_json import warnings_in
from consult.documents.drafting.preparation import Preparation
from consult.importing import DraftWarning

# What the program did by rule and the page shows anyway: told, and not asked about.
TOLD = frozenset(
    {
        "comments-left-out", "contents-left-out", "dash-moved", "footnote-moved", "front-matter-left-out",
        "header-left-out", "heading-bold", "heading-by-contents", "heading-by-number", "heading-guessed",
        "heading-like-others", "heading-recurs", "hyphen-mended", "letters-repaired", "list-typed",
        "list-without-signs", "marker-mended", "number-moved", "page-break-joined", "sign-left-out",
        "structure-by-tags", "text-before-first-heading", "watermark-left-out", "word-mended",
    }
)  # fmt: skip
# Answered by a question of its own, or by a field at its place; the warning is gone then.
ASKED_ELSEWHERE = frozenset({"empty-link", "picture-without-description"})
_LONGEST_KEY = 80


class Judgement(Model):
    """Somebody looked at a warning of a version in preparation, and it is well. ``key`` is from ``keys_of``."""

    id = fields.BigIntField(primary_key=True)
    version: fields.ForeignKeyRelation[Version] = fields.ForeignKeyField(
        "core.Version", related_name=False, on_delete=fields.RESTRICT
    )
    key = fields.CharField(max_length=_LONGEST_KEY)

    version_id: int

    class Meta:
        table = "judgement"
        unique_together = (("version", "key"),)


def keys_of(warnings: Iterable[DraftWarning]) -> list[str]:
    """A key for each: of its kind and words, and of which it is among those that say the same."""
    told: dict[str, int] = {}
    keys = []
    for each in warnings:
        words = hashlib.sha256(each.message.encode()).hexdigest()[:16]
        same = f"{each.code[:40]}-{words}"
        told[same] = told.get(same, 0) + 1
        keys.append(f"{same}-{told[same]}")
    return keys


def is_asked(warning: DraftWarning) -> bool:
    """Whether a person is to say that it is well."""
    return warning.code not in TOLD and warning.code not in ASKED_ELSEWHERE


async def judged_in(version: Version) -> set[str]:
    """The keys of all that somebody has judged."""
    rows = Judgement.filter(version_id=version.id)
    return {str(key) for key in await rows.values_list("key", flat=True)}


async def left_to_judge(version: Version) -> int:
    """How many places only a person can judge, and nobody has; two queries."""
    preparation = await Preparation.get_or_none(version_id=version.id)
    if preparation is None or version.published_at is not None:
        return 0
    warnings = warnings_in(preparation.draft)
    judged = await judged_in(version)
    keyed = zip(warnings, keys_of(warnings), strict=True)
    return sum(is_asked(each) and key not in judged for each, key in keyed)


async def judge(version: Version, keys: Collection[str], *, by: Actor, now: datetime) -> None:
    """Say that these places are well; that somebody said so already is just as well. Raises PublishedNeverChanges."""
    async with database.transaction():
        await _hold_unpublished(version)
        new = sorted(set(keys) - await judged_in(version))
        await Judgement.bulk_create(Judgement(version_id=version.id, key=key) for key in new)
        await _record("judged", version, len(new), by=by, now=now)


async def judge_again(version: Version, keys: Collection[str], *, by: Actor, now: datetime) -> None:
    """Take it back: they are to be looked at after all. Raises PublishedNeverChanges."""
    async with database.transaction():
        await _hold_unpublished(version)
        gone = await Judgement.filter(version_id=version.id, key__in=list(keys)).delete()
        await _record("unjudged", version, gone, by=by, now=now)


async def forget_judgements(version: Version, kept: Collection[str] = ()) -> None:
    """Take away what was judged, except these."""
    gone = await judged_in(version) - set(kept)
    await Judgement.filter(version_id=version.id, key__in=sorted(gone)).delete()


def lasting_keys(warnings: Iterable[DraftWarning]) -> set[str]:
    """Of warnings that quote the words they are about, and so mean the same in another file."""
    found = list(warnings)
    keyed = zip(found, keys_of(found), strict=True)
    return {key for each, key in keyed if "“" in each.message}


async def _hold_unpublished(version: Version) -> None:
    await hold(version.document_id)
    if not await Version.exists(id=version.id, published_at__isnull=True):
        raise PublishedNeverChanges(version.id)


async def _record(verb: str, version: Version, places: int, *, by: Actor, now: datetime) -> None:
    if not places:
        return
    document = await Document.get(id=version.document_id)
    await audit.record(
        verb,
        "version",
        version.id,
        by=by,
        now=now,
        consultation_id=document.consultation_id,
        places=places,
    )
