"""Deciding on an annex: each file is published or withheld by a decision of its own, never with its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Subquery

from consult import audit, database
from consult.audit import Actor
from consult.cache_version import bump
from consult.consultations.moderation_reason import ModerationReason
from consult.people.conflict import stale
from consult.responses.annex import Annex
from consult.responses.remark import VISIBLE, Publicity
from consult.responses.response import Response


@dataclass(frozen=True)
class AnnexDecision:
    """``viewed`` is the publicity in view. ``reason`` says why the file is withheld."""

    publish: bool
    reason: ModerationReason | None
    viewed: Publicity

    @property
    def publicity(self) -> Publicity:
        return Publicity.PUBLISHED if self.publish else Publicity.WITHHELD

    @property
    def verb(self) -> str:
        if self.viewed in VISIBLE:
            return "take_down"
        return "publish" if self.publish else "withhold"


class AnnexReasonMissing(ValueError):
    """A file is withheld for a reason of the consultation's list."""


async def decide_annex(annex: Annex, decision: AnnexDecision, *, by: Actor, now: datetime) -> None:
    """Publish a file or withhold it. The annex comes with its response and that with its consultation.

    A withdrawn response's files stay unpublished. Raises AnnexReasonMissing for a file withheld without a reason, and
    StaleState where somebody decided on it since, or it was withdrawn.
    """
    if not decision.publish and decision.reason is None:
        raise AnnexReasonMissing(annex.id)
    if decision.viewed == decision.publicity:
        raise await stale("annex", annex.id)
    async with database.transaction():
        # One statement: a withdrawal cannot come between the look and the change.
        standing = Response.filter(id=annex.response_id, withdrawn_at__isnull=True)
        unchanged = Annex.filter(
            id=annex.id, publicity=decision.viewed, response_id__in=Subquery(standing.values("id"))
        )
        if not await unchanged.update(
            publicity=decision.publicity, published_at=now if decision.publish else None
        ):
            raise await stale("annex", annex.id)
        consultation = annex.response.consultation
        await audit.record(
            decision.verb, "annex", annex.id, by=by, now=now, consultation_id=consultation.id,
            reason=decision.reason.key if decision.reason else None,
        )  # fmt: skip
        await bump(consultation.slug)
