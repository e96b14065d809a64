"""Annexes: each file is published or kept back by a person's decision of its own, never with its text."""

from __future__ import annotations

from datetime import datetime

from tortoise.expressions import Subquery

from consult import audit, database
from consult.audit import Actor
from consult.cache_version import bump
from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.people.conflict import stale
from consult.responses.annex import Annex
from consult.responses.remark import VISIBLE, Publicity
from consult.responses.response import Response


class NeedsReason(ValueError):
    """What is kept back is kept back for a reason of the consultation's list."""


async def decide_annex(
    annex: Annex,
    consultation: Consultation,
    *,
    publish: bool,
    reason: ModerationReason | None,
    by: Actor,
    now: datetime,
) -> None:
    """Publish a file or keep it back, from the state in which ``annex`` was seen.

    A withdrawn response's files stay unpublished. Raises NeedsReason for a file kept back without one, and
    StaleState where somebody decided on it since, or it was withdrawn.
    """
    if not publish and reason is None:
        raise NeedsReason(annex.id)
    after = Publicity.PUBLISHED if publish else Publicity.WITHHELD
    if annex.publicity == after:
        raise await stale("annex", annex.id)
    async with database.transaction():
        # One statement: a withdrawal cannot come between the look and the change.
        standing = Response.filter(id=annex.response_id, withdrawn_at__isnull=True)
        as_seen = Annex.filter(
            id=annex.id,
            publicity=annex.publicity,
            response_id__in=Subquery(standing.values("id")),
        )
        if not await as_seen.update(publicity=after, published_at=now if publish else None):
            raise await stale("annex", annex.id)
        verb = "publish" if publish else "withhold"
        await audit.record(
            "take_down" if annex.publicity in VISIBLE else verb, "annex", annex.id, by=by,
            now=now, consultation_id=consultation.id, reason=reason.key if reason else None,
        )  # fmt: skip
        await bump(consultation.slug)
