"""The history of one remark, for those who decide: wordings, decisions, those on the files of its response, and other
audit entries. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.audit import AuditEntry
from consult.consultations.moderation_reason import ModerationReason
from consult.people.account import names_of
from consult.responses.annex import Annex
from consult.responses.remark import Remark, Revision
from moderation.decision import Decision
from moderation.decision_input import DecisionKind
from moderation.redaction import AuthorWording, RedactedShare

MOST_ENTRIES = 200
# Audit entries that are listed as wordings and decisions already.
_LISTED = ("correct", *(str(kind) for kind in DecisionKind))


@dataclass(frozen=True)
class HistoryEntry:
    """``what`` is "written", a DecisionKind's value, or the verb of an audit entry; ``who`` the name of a member of the
    staff, "" for the author. ``annex`` is the file decided on, None where it is the remark; ``reason`` in words, ``share``
    how much was left out."""

    at: datetime
    what: str
    who: str
    revision: int | None = None
    decision: Decision | None = None
    annex: Annex | None = None
    reason: str = ""
    share: RedactedShare | None = None


async def history_of(
    remark: Remark, annexes: Sequence[Annex], reasons: Mapping[str, ModerationReason]
) -> list[HistoryEntry]:
    """Everything that was recorded about the remark and the ``annexes`` of its response, the oldest first; eight
    queries. ``reasons`` are the consultation's by key."""
    revisions = await Revision.filter(remark_id=remark.id).order_by("number")
    entries = [
        *(HistoryEntry(each.written_at, "written", "", each.number) for each in revisions),
        *await _decisions(remark, revisions),
        *await _annex_entries(annexes, reasons),
        *await _other_entries(remark),
    ]
    return sorted(entries, key=lambda entry: entry.at)


async def _decisions(remark: Remark, revisions: Sequence[Revision]) -> list[HistoryEntry]:
    made = Decision.filter(remark_id=remark.id).order_by("number")
    decisions = await made.select_related("reason").prefetch_related("redactions")
    wordings = {each.number: AuthorWording.of(remark, each) for each in revisions}
    names = await names_of({each.decided_by for each in decisions})
    return [
        HistoryEntry(
            each.decided_at,
            str(each.kind),
            names.get(each.decided_by, ""),
            each.revision,
            each,
            reason=each.reason.words if each.reason else "",
            share=RedactedShare.of(
                wordings[each.revision], ((r.field, r.start, r.end) for r in each.redactions)
            ),
        )
        for each in decisions
    ]


async def _annex_entries(
    annexes: Sequence[Annex], reasons: Mapping[str, ModerationReason]
) -> list[HistoryEntry]:
    if not annexes:
        return []
    by_id = {annex.id: annex for annex in annexes}
    noted = AuditEntry.filter(noun="annex", noun_id__in=list(by_id)).order_by("id")
    entries = await noted.limit(MOST_ENTRIES)
    names = await names_of({entry.actor for entry in entries})
    return [
        HistoryEntry(
            entry.at,
            entry.verb,
            names.get(entry.actor, ""),
            annex=by_id[entry.noun_id or 0],
            reason=reason.words if (reason := reasons.get(entry.facts.get("reason") or "")) else "",
        )
        for entry in entries
    ]


async def _other_entries(remark: Remark) -> list[HistoryEntry]:
    noted = AuditEntry.filter(noun="remark", noun_id=remark.id).exclude(verb__in=_LISTED)
    entries = await noted.order_by("id").limit(MOST_ENTRIES)
    names = await names_of({entry.actor for entry in entries})
    return [HistoryEntry(each.at, each.verb, names.get(each.actor, "")) for each in entries]
