"""The next edition that comes by itself: the same answers, where something that the files hold is not public any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from consult import audit, cache_version, database
from consult.answers.editions.content import EditionContent, all_stored_points, store_content
from consult.answers.editions.edition import (
    Edition,
    EditionUncovered,
    editions_of,
    public_editions,
)
from consult.answers.editions.uncovered import UncoveredReason
from consult.consultations.consultation import Consultation


async def reissue(edition: Edition, consultation: Consultation, *, now: datetime) -> Edition | None:
    """An edition with the same content in the place of this one; None where another is in force by now."""
    content = EditionContent(tuple(await all_stored_points(edition)), await _uncovered(edition))
    async with database.transaction():
        await Consultation.filter(id=consultation.id).select_for_update(no_key=True).only("id")
        if (await public_editions(consultation, now)).in_force != edition:
            return None
        number = max(each.number for each in await editions_of(consultation)) + 1
        # The checksum is of what the committees answered, which is the same.
        made = await Edition.create(
            consultation_id=consultation.id, number=number, publish_at=now, made_at=now,
            made_by=audit.WORKER, checksum=edition.checksum, taken_back_by="", taken_back_reason="",
        )  # fmt: skip
        await store_content(made, content)
        await audit.record(
            "reissued", "edition", made.id, by=audit.WORKER, now=now,
            consultation_id=consultation.id, number=number, replaces=edition.number,
        )  # fmt: skip
        await cache_version.bump(cache_version.SITE, consultation.slug)
    return made


async def _uncovered(edition: Edition) -> dict[int, UncoveredReason | None]:
    rows = EditionUncovered.filter(edition_id=edition.id).values_list("remark_id", "reason")
    return {int(str(remark)): UncoveredReason(str(reason)) for remark, reason in await rows}


def replaced_by(published: Iterable[Edition], edition: Edition) -> Edition | None:
    """The edition that came next; None for the last. ``published`` are the newest first."""
    later = [
        each for each in published if each.number != edition.number and _is_after(each, edition)
    ]
    return later[-1] if later else None


def replaces(published: Iterable[Edition], edition: Edition) -> Edition | None:
    """The edition in whose place this one came by itself; None where people published it."""
    if edition.made_by != audit.WORKER:
        return None
    return next((each for each in published if _is_after(edition, each)), None)


def _is_after(one: Edition, other: Edition) -> bool:
    return (one.publish_at, one.number) > (other.publish_at, other.number)
