"""Storing a section's plain-language summary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from consult import audit, cache_version, database
from consult.audit import Actor
from consult.consultations.consultation import Consultation
from consult.documents.document import Document, Version, lock_document
from consult.documents.section import Section
from consult.documents.translations.languages import NAMES
from consult.documents.translations.plain_summary import PlainSummary
from consult.documents.translations.translation import Made
from consult.people.conflict import stale, stale_by
from consult.stale_state import GONE, StaleState

LONGEST = 3000


async def summarise_section(
    version: Version,
    section: int,
    language: str,
    words: str,
    *,
    made: Made,
    digest: str,
    lock_version: int,
    by: Actor,
    now: datetime,
) -> bool:
    """Store the summary of a section (an identity), or delete it for ""; whether anything changed.

    ``digest`` is of the text that the writer saw, see ``digest_of_section``; ``lock_version`` the summary's when it was
    read, 0 for none. Raises StaleState where somebody changed the summary since, or the version has the section no
    longer (it was discarded, or its lineage was approved); ValueError for an unknown language or a text over LONGEST.
    """
    if language not in NAMES or len(words) > LONGEST:
        raise ValueError(language)
    document = await Document.get(id=version.document_id).select_related("consultation")
    values: dict[str, Any] = {"words": words, "made": made, "digest": digest}
    async with database.transaction():
        await lock_document(document.id)
        if not await Section.exists(version_id=version.id, identity_id=section):
            raise await stale("version", version.id, GONE, also=["lineage"])
        key = {"version_id": version.id, "section_id": section, "language": language}
        stored = await PlainSummary.get_or_none(**key)
        if not _differs(stored, values):
            return False
        if (stored.lock_version if stored else 0) != lock_version:
            raise await _stale(stored, section)
        await _write(stored, key, {**values, "changed_at": now, "changed_by": by})
        await _record(document, section, language, made, bool(words), by=by, now=now)
    return True


async def _stale(stored: PlainSummary | None, section: int) -> StaleState:
    if stored is None:
        return await stale("section", section, parts=["summary"])
    return await stale_by("section", stored.changed_by, stored.changed_at, parts=["summary"])


def _differs(stored: PlainSummary | None, values: Mapping[str, Any]) -> bool:
    if stored is None:
        return bool(values["words"])
    return any(getattr(stored, name) != value for name, value in values.items())


async def _write(
    stored: PlainSummary | None, key: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    if stored is None:
        await PlainSummary.create(**key, **values)
    elif values["words"]:
        await PlainSummary.filter(id=stored.id).update(
            **values, lock_version=stored.lock_version + 1
        )
    else:
        await stored.delete()


async def _record(
    document: Document,
    section: int,
    language: str,
    made: Made,
    has_words: bool,
    *,
    by: Actor,
    now: datetime,
) -> None:
    rows = PlainSummary.filter(version__document_id=document.id).distinct()
    languages = sorted(str(code) for code in await rows.values_list("language", flat=True))
    await Consultation.filter(id=document.consultation_id).update(summarised_in=" ".join(languages))
    await audit.record(
        "summarised" if has_words else "unsummarised",
        "section",
        section,
        by=by,
        now=now,
        consultation_id=document.consultation_id,
        language=language,
        made=made.value,
    )
    await cache_version.bump(document.consultation.slug)
