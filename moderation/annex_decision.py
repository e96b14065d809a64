"""Deciding on an annex: each file is published or withheld by a decision of its own, never with its text.

It goes with its text, though: whoever takes a remark down takes the files of its response down in the same press.
"""

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
from consult.responses.public_change import PublicChangeKind, record_change_of_response
from consult.responses.remark import Publicity, Remark
from consult.responses.response import Response
from moderation.decision_input import DecisionKind
from moderation.letters import send_annex_withheld

# What a file is after each decision. One that is taken down waits to be decided on again.
PUBLICITY_AFTER = {
    DecisionKind.PUBLISH: Publicity.PUBLISHED,
    DecisionKind.WITHHOLD: Publicity.WITHHELD,
    DecisionKind.TAKE_DOWN: Publicity.WAITING,
}


@dataclass(frozen=True)
class AnnexDecision:
    """``viewed`` is the publicity in view. ``reason`` says why the file is withheld; no other kind has one."""

    kind: DecisionKind
    viewed: Publicity
    reason: ModerationReason | None = None

    @property
    def publicity(self) -> Publicity:
        return PUBLICITY_AFTER[self.kind]

    @property
    def verb(self) -> str:
        is_public = self.viewed is Publicity.PUBLISHED
        return str(DecisionKind.TAKE_DOWN if is_public else self.kind)

    @property
    def reason_key(self) -> str | None:
        """The reason as it is stored: that of a file that is withheld, whatever else was sent with the press."""
        return self.reason.key if self.reason and self.kind is DecisionKind.WITHHOLD else None

    @property
    def is_possible(self) -> bool:
        """Whether it changes the state in view; only what is public can be taken down."""
        if self.kind is DecisionKind.TAKE_DOWN:
            return self.viewed is Publicity.PUBLISHED
        return self.viewed is not self.publicity


class AnnexReasonMissing(ValueError):
    """A file is withheld for a reason of the consultation's list."""


async def decide_annex(
    annex: Annex, decision: AnnexDecision, *, by: Actor, now: datetime, secret_key: str
) -> None:
    """Publish a file, withhold it, of which the author is told, or take it down. The annex comes with its response and
    that with its consultation.

    A withdrawn response's files stay unpublished. Raises AnnexReasonMissing for a file withheld without a reason, and
    StaleState where somebody decided on it since, or it was withdrawn.
    """
    if decision.kind is DecisionKind.WITHHOLD and decision.reason is None:
        raise AnnexReasonMissing(annex.id)
    if not decision.is_possible:
        raise await stale("annex", annex.id)
    async with database.transaction():
        # One statement: a withdrawal cannot come between the look and the change.
        standing = Response.filter(id=annex.response_id, withdrawn_at__isnull=True)
        unchanged = Annex.filter(
            id=annex.id, publicity=decision.viewed, response_id__in=Subquery(standing.values("id"))
        )
        published_at = now if decision.kind is DecisionKind.PUBLISH else None
        if not await unchanged.update(publicity=decision.publicity, published_at=published_at):
            raise await stale("annex", annex.id)
        consultation = annex.response.consultation
        await audit.record(
            decision.verb, "annex", annex.id, by=by, now=now, consultation_id=consultation.id,
            reason=decision.reason_key,
        )  # fmt: skip
        if decision.kind is DecisionKind.WITHHOLD and decision.reason:
            await send_annex_withheld(annex, decision.reason, secret_key=secret_key, now=now)
        await bump(consultation.slug)
        if Publicity.PUBLISHED in (decision.viewed, decision.publicity):
            await record_change_of_response(annex.response_id, PublicChangeKind.FILES, now=now)


async def take_down_with(remark: Remark, *, by: Actor, now: datetime) -> int:
    """Take down the public files of a remark's response, inside the transaction of the decision on it; how many.

    Each waits then for a decision of its own. One query, and two for each file.
    """
    taken = 0
    for annex in await Annex.filter(
        response_id=remark.response_id, publicity=Publicity.PUBLISHED
    ).order_by("id"):
        public = Annex.filter(id=annex.id, publicity=Publicity.PUBLISHED)
        if not await public.update(publicity=Publicity.WAITING, published_at=None):
            continue
        await audit.record(
            str(DecisionKind.TAKE_DOWN), "annex", annex.id, by=by, now=now,
            consultation_id=remark.consultation_id, remark=remark.id,
        )  # fmt: skip
        taken += 1
    return taken
