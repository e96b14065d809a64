"""Storing translations of units."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, lock_document
from consult.documents.folding import fold
from consult.documents.translations.languages import NAMES
from consult.documents.translations.translation import Made, Translation, digest_of
from consult.people.conflict import stale, stale_by
from consult.stale_state import StaleState

LONGEST = 20_000


@dataclass(frozen=True)
class NewTranslation:
    """A translation to store for the words ``source``; ``words`` "" deletes it. ``lock_version`` is the stored one's when
    it was read, 0 for none."""

    source: str
    words: str
    made: Made
    lock_version: int

    @property
    def digest(self) -> str:
        return digest_of(self.source)


async def translate(
    document: Document,
    language: str,
    translations: Sequence[NewTranslation],
    *,
    by: Actor,
    now: datetime,
) -> int:
    """Store all of them or none; how many were new or different. Allowed at any time, published texts included.

    Raises StaleState where somebody translated the same words since they were read (``parts`` are their digests),
    ValueError for an unknown language or words over LONGEST.
    """
    if language not in NAMES or any(len(each.words) > LONGEST for each in translations):
        raise ValueError(language)
    wanted = {each.digest: each for each in translations}
    async with database.transaction():
        await lock_document(document.id)
        stored = await stored_in(document.id, language, list(wanted))
        changes = {key: each for key, each in wanted.items() if _differs(each, stored.get(key))}
        clashes = frozenset(
            key
            for key, each in changes.items()
            if each.lock_version != _lock_version(stored.get(key))
        )
        if clashes:
            raise await _stale(document, clashes, stored)
        if changes:
            await _write(document, language, changes, stored, by, now)
            await _record(document, language, changes, by=by, now=now)
    return len(changes)


async def _stale(
    document: Document, clashes: Collection[str], stored: Mapping[str, Translation]
) -> StaleState:
    """Names whoever translated the first of the clashing words."""
    for row in (stored[key] for key in sorted(clashes) if key in stored):
        return await stale_by("document", row.changed_by, row.changed_at, parts=clashes)
    return await stale("document", document.id, parts=clashes)


async def stored_in(
    document_id: int, language: str, digests: Sequence[str]
) -> dict[str, Translation]:
    """The stored translations by digest. One query for 500 digests."""
    found: dict[str, Translation] = {}
    for start in range(0, len(digests), 500):
        rows = Translation.filter(
            document_id=document_id, language=language, digest__in=digests[start : start + 500]
        )
        found |= {each.digest: each for each in await rows}
    return found


def _differs(wanted: NewTranslation, stored: Translation | None) -> bool:
    if stored is None:
        return bool(wanted.words)
    return (wanted.words, wanted.made) != (stored.words, stored.made)


def _lock_version(stored: Translation | None) -> int:
    return stored.lock_version if stored else 0


async def _write(
    document: Document,
    language: str,
    changes: dict[str, NewTranslation],
    stored: dict[str, Translation],
    by: Actor,
    now: datetime,
) -> None:
    new = [each for key, each in changes.items() if key not in stored]
    await _add(document, language, new, by, now)
    for key in changes.keys() & stored.keys():
        await _change(stored[key], changes[key], by, now)


async def _add(
    document: Document, language: str, new: Sequence[NewTranslation], by: Actor, now: datetime
) -> None:
    await Translation.bulk_create(
        Translation(
            document_id=document.id,
            language=language,
            digest=each.digest,
            source=each.source,
            **_values(each, by, now),
        )
        for each in new
    )


async def _change(stored: Translation, wanted: NewTranslation, by: Actor, now: datetime) -> None:
    if not wanted.words:
        await stored.delete()
        return
    row = Translation.filter(id=stored.id)
    await row.update(**_values(wanted, by, now), lock_version=stored.lock_version + 1)


def _values(wanted: NewTranslation, by: Actor, now: datetime) -> dict[str, Any]:
    return {
        "words": wanted.words,
        "folded": fold(wanted.words),
        "made": wanted.made,
        "changed_at": now,
        "changed_by": by,
    }


async def _record(
    document: Document,
    language: str,
    changes: dict[str, NewTranslation],
    *,
    by: Actor,
    now: datetime,
) -> None:
    rows = Translation.filter(document_id=document.id).distinct()
    languages = sorted(str(code) for code in await rows.values_list("language", flat=True))
    await Consultation.filter(id=document.consultation_id).update(
        translated_into=" ".join(languages)
    )
    await audit.record(
        "translated",
        "document",
        document.id,
        by=by,
        now=now,
        consultation_id=document.consultation_id,
        language=language,
        units=len(changes),
        removed=sum(not each.words for each in changes.values()),
        made=", ".join(sorted({each.made.value for each in changes.values()})),
    )
    consultation = await Consultation.get(id=document.consultation_id)
    await cache_version.bump(consultation.slug)
