"""The history of one remark, for those who decide: wordings, decisions and other audit entries. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.audit import AuditEntry
from consult.people.account import names_of
from consult.responses.remark import Remark, Revision
from moderation.decision import Decision
from moderation.decision_input import DecisionKind

MOST_ENTRIES = 200
# Audit entries that are listed as wordings and decisions already.
_LISTED = ("correct", *(str(kind) for kind in DecisionKind))


@dataclass(frozen=True)
class HistoryEntry:
    """``what`` is "written", a DecisionKind's value, or the verb of an audit entry; ``who`` the name of a member of the
    staff, "" for the author."""

    at: datetime
    what: str
    who: str
    revision: int | None = None
    decision: Decision | None = None


async def history_of(remark: Remark) -> list[HistoryEntry]:
    """Everything that was recorded about the remark, the oldest first; five queries."""
    entries = [*await _wordings(remark), *await _decisions(remark), *await _other_entries(remark)]
    return sorted(entries, key=lambda entry: entry.at)


async def _wordings(remark: Remark) -> list[HistoryEntry]:
    revisions = await Revision.filter(remark_id=remark.id).order_by("number")
    return [HistoryEntry(each.written_at, "written", "", each.number) for each in revisions]


async def _decisions(remark: Remark) -> list[HistoryEntry]:
    made = Decision.filter(remark_id=remark.id).order_by("number")
    decisions = await made.select_related("reason")
    names = await names_of({each.decided_by for each in decisions})
    return [
        HistoryEntry(
            each.decided_at, str(each.kind), names.get(each.decided_by, ""), each.revision, each
        )
        for each in decisions
    ]


async def _other_entries(remark: Remark) -> list[HistoryEntry]:
    noted = AuditEntry.filter(noun="remark", noun_id=remark.id).exclude(verb__in=_LISTED)
    entries = await noted.order_by("id").limit(MOST_ENTRIES)
    names = await names_of({entry.actor for entry in entries})
    return [HistoryEntry(each.at, each.verb, names.get(each.actor, "")) for each in entries]
