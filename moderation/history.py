"""The history of one remark, for those who decide: wordings, decisions and what else was noted. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.audit import AuditEntry
from consult.people.account import names_of
from consult.responses.remark import Remark, Revision
from moderation.decision import Decision, DecisionKind


@dataclass(frozen=True)
class Event:
    """``what`` is "written", a DecisionKind's value, or the verb of an audit entry; ``who`` a colleague's name,
    "" for the author."""

    at: datetime
    what: str
    who: str
    revision: int | None = None
    decision: Decision | None = None


async def history_of(remark: Remark) -> list[Event]:
    """Everything that was noted about the remark, the first first."""
    events = [
        Event(each.written_at, "written", "", each.number)
        for each in await Revision.filter(remark_id=remark.id).order_by("number")
    ]
    decisions = (
        await Decision.filter(remark_id=remark.id).order_by("number").select_related("reason")
    )
    names = await names_of({each.decided_by for each in decisions})
    for each in decisions:
        who = names.get(each.decided_by, "")
        events.append(Event(each.decided_at, str(each.kind), who, each.revision, each))
    return sorted([*events, *await _other_entries(remark)], key=lambda event: event.at)


async def _other_entries(remark: Remark) -> list[Event]:
    """What the audit trail has beside wordings and decisions, which speak for themselves."""
    told = ["correct", *(str(kind) for kind in DecisionKind)]
    entries = (
        await AuditEntry.filter(noun="remark", noun_id=remark.id)
        .exclude(verb__in=told)
        .order_by("id")
        .limit(200)
    )
    names = await names_of({entry.actor for entry in entries})
    return [Event(each.at, each.verb, names.get(each.actor, "")) for each in entries]
