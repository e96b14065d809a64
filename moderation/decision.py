"""Decisions: what a moderator decided about one revision and why, and the one verb that decides. Append-only."""

from __future__ import annotations

from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult import audit, database
from consult.audit import Actor
from consult.cache_version import bump
from consult.consultations.moderation_reason import ModerationReason, reasons_of
from consult.people.conflict import stale_by
from consult.responses import publicity
from consult.responses.public_change import PublicChangeKind, record_change_of_response
from consult.responses.publicity import RemarkState
from consult.responses.remark import VISIBLE, Remark, Revision, Standing
from consult.responses.respondent import Contact, Respondent
from consult.stale_state import StaleState
from moderation import letters
from moderation.annex_decision import take_down_with
from moderation.decision_input import CheckedDecision, DecisionInput, DecisionKind, check_decision
from moderation.published_news import expect_news
from moderation.redaction import AuthorWording


class Decision(Model):
    """One decision. ``note`` is written to the author beside the reason. ``number`` counts from 1 within the remark, so
    that ``Remark.decisions`` names the latest. ``decided_by`` is an Actor."""

    id = fields.BigIntField(primary_key=True)
    remark: fields.ForeignKeyRelation[Remark] = fields.ForeignKeyField(
        "core.Remark", related_name=False, on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    revision = fields.IntField()
    kind = fields.CharEnumField(DecisionKind, max_length=20)
    reason: fields.ForeignKeyNullableRelation[ModerationReason] = fields.ForeignKeyField(
        "core.ModerationReason", related_name=False, null=True, on_delete=fields.RESTRICT
    )
    note = fields.TextField(default="")
    decided_by = fields.CharField(max_length=60)
    decided_at = fields.DatetimeField()

    redactions: fields.ReverseRelation[Redaction]

    remark_id: int
    reason_id: int | None

    class Meta:
        table = "decision"
        unique_together = (("remark", "number"),)


class Redaction(Model):
    """Words left out of the public copy: characters ``start`` to ``end`` of ``field`` ("text", "proposed_text")."""

    id = fields.BigIntField(primary_key=True)
    decision: fields.ForeignKeyRelation[Decision] = fields.ForeignKeyField(
        "core.Decision", related_name="redactions", on_delete=fields.RESTRICT
    )
    field = fields.CharField(max_length=20)
    start = fields.IntField()
    end = fields.IntField()
    reason: fields.ForeignKeyRelation[ModerationReason] = fields.ForeignKeyField(
        "core.ModerationReason", related_name=False, on_delete=fields.RESTRICT
    )

    decision_id: int
    reason_id: int

    class Meta:
        table = "redaction"


async def decide(
    wanted: DecisionInput, state: RemarkState, *, by: Actor, now: datetime, secret_key: str
) -> Decision:
    """Carry out a decision on the state the person had in view, with its letter to the author; one transaction.

    ``secret_key`` is the installation's: the letter links to the author's status page. Raises InvalidDecision (errors
    by field), publicity.NotScreened, or StaleState; then nothing was changed.
    """
    async with database.transaction():
        remark = await Remark.get(id=state.remark_id).select_related(
            "consultation", "response__respondent"
        )
        revision = await Revision.get_or_none(remark_id=remark.id, number=state.revision)
        if revision is None:
            raise await _conflict(state)
        reasons = await reasons_of(remark.consultation_id)
        wording = AuthorWording.of(remark, revision)
        checked = check_decision(wanted, wording, reasons)
        # Before the tally: a confirmation locks the two rows in this order as well.
        name_withheld = await _set_name(remark.response.respondent, wanted.withhold_name)
        if not await _set_publicity(checked, state, now):
            raise await _conflict(state)
        decision = await _store(checked, state, by, now)
        await _record(decision, checked, remark, name_withheld)
        files = 0
        if checked.kind is DecisionKind.TAKE_DOWN:
            files = await take_down_with(remark, by=by, now=now)
        hides_name = bool(name_withheld)
        is_told = checked.is_told_by_letter or hides_name
        if is_told:
            await letters.send_decision(
                checked, remark, wording, hides_name=hides_name, secret_key=secret_key, now=now
            )
        if is_told or not _was_public(remark, state):
            news_to = None if is_told else await _waiting_for_news(checked, remark)
            await expect_news(remark, news_to, now=now)
        await bump(remark.consultation.slug)
        if name_withheld is not None:
            await record_change_of_response(remark.response_id, PublicChangeKind.SENDER, now=now)
        if files:
            await record_change_of_response(remark.response_id, PublicChangeKind.FILES, now=now)
    return decision


def _was_public(remark: Remark, state: RemarkState) -> bool:
    """Whether this wording was public before the decision: that it is published again is no news."""
    return remark.publicity in VISIBLE and remark.public_revision == state.revision


async def _waiting_for_news(checked: CheckedDecision, remark: Remark) -> Contact | None:
    """Whom the news that the remark is published goes to, with others of the day; None where there is no news."""
    if checked.kind is not DecisionKind.PUBLISH:
        return None
    return await letters.confirmed_contact(remark.response)


async def _set_name(respondent: Respondent, withhold: bool | None) -> bool | None:
    """Withhold the respondent's name, or show it; None where it stays as it is."""
    if withhold is None or withhold == respondent.name_withheld:
        return None
    await Respondent.filter(id=respondent.id).update(name_withheld=withhold)
    return withhold


async def _set_publicity(checked: CheckedDecision, state: RemarkState, now: datetime) -> bool:
    """Publish, withhold, take down or say why; False where somebody was first. Raises NotScreened."""
    if checked.kind is DecisionKind.WITHHOLD:
        return await publicity.withhold(state, now=now)
    if checked.kind is DecisionKind.TAKE_DOWN:
        is_explained = checked.reason is not None
        return await publicity.take_down(
            state, explained=is_explained, reason_id=_id_of(checked.reason), now=now
        )
    if checked.kind is DecisionKind.EXPLAIN:
        return await publicity.explain(state, reason_id=_id_of(checked.reason), now=now)
    return await publicity.publish(state, checked.copy, now=now)


def _id_of(reason: ModerationReason | None) -> int | None:
    return reason.id if reason else None


async def _store(
    checked: CheckedDecision, state: RemarkState, by: Actor, now: datetime
) -> Decision:
    decision = await Decision.create(
        remark_id=state.remark_id,
        number=state.decisions + 1,
        revision=state.revision,
        kind=checked.kind,
        reason=checked.reason,
        note=checked.note,
        decided_by=by,
        decided_at=now,
    )
    await Redaction.bulk_create(
        Redaction(decision=decision, field=s.field, start=s.start, end=s.end, reason=s.reason)
        for s in checked.redactions
    )
    return decision


async def _record(
    decision: Decision, checked: CheckedDecision, remark: Remark, name_withheld: bool | None
) -> None:
    await audit.record(
        str(decision.kind), "remark", remark.id,
        by=Actor(decision.decided_by), now=decision.decided_at,
        consultation_id=remark.consultation_id, decision=decision.id, revision=decision.revision,
        reason=checked.reason.key if checked.reason else None, redactions=len(checked.redactions),
        name_withheld=name_withheld,
    )  # fmt: skip


async def _conflict(state: RemarkState) -> StaleState:
    """To be raised: what came between the state in view and now; two or three queries."""
    remark = await Remark.get(id=state.remark_id)
    if remark.standing != Standing.RECEIVED:
        return StaleState("remark", str(remark.standing))
    if remark.revision != state.revision:
        revision = await Revision.get(remark_id=remark.id, number=remark.revision)
        return StaleState("remark", "corrected", at=revision.written_at)
    latest = await Decision.get_or_none(remark_id=remark.id, number=remark.decisions)
    if latest is None:
        return StaleState("remark", "corrected")
    return await stale_by("remark", latest.decided_by, latest.decided_at, str(latest.kind))
