"""Deciding: the one verb by which a person makes a remark public, keeps it back or takes it down."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.audit import Actor
from consult.cache_version import bump
from consult.consultations.moderation_reason import ModerationReason
from consult.responses import publicity
from consult.responses.publicity import PublicCopy, Seen
from consult.responses.remark import Remark, Revision
from consult.responses.respondent import Respondent
from moderation import letters
from moderation.conflict import conflict
from moderation.decision import Decision, DecisionKind, Redaction
from moderation.redaction import AuthorWording
from moderation.verdict import Reading, Verdict, read_verdict

# What the author is told by letter; that a remark was published is on the status page.
TOLD_BY_LETTER = (DecisionKind.REDACT, DecisionKind.WITHHOLD, DecisionKind.TAKE_DOWN)


async def decide(
    verdict: Verdict, seen: Seen, *, by: Actor, now: datetime, secret_key: str
) -> Decision:
    """Carry out a verdict on the revision the person had in view, with its letter to the author.

    One transaction. Raises VerdictRefused (by field), publicity.NotScreened, or StaleState; then nothing was
    changed. ``secret_key`` is the installation's: the letter links to the author's status page.
    """
    async with database.transaction():
        remark = await Remark.get(id=seen.remark_id).select_related(
            "consultation", "response__respondent"
        )
        wording = await wording_of(remark, seen.revision)
        if wording is None:
            raise await conflict(seen)
        reading = read_verdict(verdict, wording, await reasons_in(remark.consultation_id))
        # Before the count of what is public: a confirmation takes the two in this order as well.
        named = await _name(remark.response.respondent, verdict.withhold_name)
        if not await _carry_out(verdict.kind, seen, reading.copy, now):
            raise await conflict(seen)
        decision = await _write_down(verdict, seen, reading, by, now)
        if verdict.kind in TOLD_BY_LETTER:
            await letters.tell_author(decision, remark, secret_key=secret_key, now=now)
        await audit.record(
            str(verdict.kind), "remark", remark.id, by=by, now=now,
            consultation_id=remark.consultation_id, decision=decision.id, revision=seen.revision,
            reason=reading.reason.key if reading.reason else None, redactions=len(reading.hidden),
            name_withheld=named,
        )  # fmt: skip
        await bump(remark.consultation.slug)
    return decision


async def wording_of(remark: Remark, revision: int) -> AuthorWording | None:
    """What the author wrote in this revision of the remark; None when there is no such revision."""
    written = await Revision.get_or_none(remark_id=remark.id, number=revision)
    if written is None:
        return None
    return AuthorWording(written.text, written.proposed_text, remark.quote, remark.language)


async def reasons_in(consultation_id: int) -> dict[str, ModerationReason]:
    """The consultation's reasons by key, in the order they are offered."""
    reasons = ModerationReason.filter(consultation_id=consultation_id)
    return {reason.key: reason for reason in await reasons.order_by("position", "id")}


async def _carry_out(kind: DecisionKind, seen: Seen, copy: PublicCopy, now: datetime) -> bool:
    if kind is DecisionKind.WITHHOLD:
        return await publicity.withhold(seen, now=now)
    if kind is DecisionKind.TAKE_DOWN:
        return await publicity.take_down(seen, now=now)
    return await publicity.publish(seen, copy, now=now)


async def _write_down(
    verdict: Verdict, seen: Seen, reading: Reading, by: Actor, now: datetime
) -> Decision:
    decision = await Decision.create(
        remark_id=seen.remark_id,
        number=seen.decisions + 1,
        revision=seen.revision,
        kind=verdict.kind,
        reason=reading.reason,
        note=verdict.note.strip(),
        decided_by=by,
        decided_at=now,
    )
    await Redaction.bulk_create(
        Redaction(
            decision=decision, field=each.field, start=each.start, end=each.end, reason=each.reason
        )
        for each in reading.hidden
    )
    return decision


async def _name(respondent: Respondent, withhold: bool | None) -> bool | None:
    """Keep the name back or let it be shown; None when it stays as it is."""
    if withhold is None or withhold == respondent.name_withheld:
        return None
    await Respondent.filter(id=respondent.id).update(name_withheld=withhold)
    return withhold
