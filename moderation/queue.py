"""The queue: what waits for a person, oldest first, and what was decided, newest first. Reads only.

A page of it costs the same few queries however long the queue is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tortoise.expressions import F, Q, Subquery
from tortoise.queryset import QuerySet

from consult.documents.current_version import current_version
from consult.numbers import id_in
from consult.people.account import names_of
from consult.responses.attribution import attribution_of
from consult.responses.finding import Finding
from consult.responses.location import RemarkLocation, remark_locations
from consult.responses.remark import Remark
from consult.web.cursors import Cursor, read_cursor
from moderation.conflict import write_seen
from moderation.decision import Decision
from moderation.queue_filters import WAITING, QueueFilters, is_correction, matching

PAGE = 25
RECENT = 400
# Of what is decided already and listed for its files, by id alone.
_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class QueueRow:
    """One line of the list. ``place`` is where it was written and stands, ``findings`` the rules that saw something.

    ``seen`` names the state in view, as a form gives it back. ``decided`` is the latest decision and ``decided_by`` the name of who
    made it, on decided lists.
    """

    reference: str
    place: RemarkLocation | None
    text: str
    kind: str
    language: str
    queued_at: datetime | None
    publicity: str
    findings: tuple[str, ...]
    is_correction: bool
    is_late: bool
    seen: str
    decided: Decision | None = None
    decided_by: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether no rule saw anything and nothing public would be replaced."""
        return not self.findings and not self.is_correction


@dataclass(frozen=True)
class QueuePage:
    """A stretch of the list; ``older`` is the cursor of the next, "" at the end."""

    rows: list[QueueRow]
    older: str


async def waiting_page(consultation_id: int, filters: QueueFilters, cursor: str = "") -> QueuePage:
    """What waits, oldest first. A cursor nobody gave out starts at the beginning."""
    found = await matching(consultation_id, filters)
    # Files wait beside remarks that may be decided already: they have no moment of their own.
    by_moment = filters.state == WAITING
    if after := read_cursor(cursor):
        found = found.filter(_after(*after) if by_moment else Q(id__gt=after.id))
    ordered = found.order_by("queued_at", "id") if by_moment else found.order_by("id")
    remarks = await ordered.limit(PAGE + 1).select_related("response__respondent")
    shown = remarks[:PAGE]
    older = _cursor(shown[-1]) if len(remarks) > PAGE else ""
    return QueuePage(await _rows(shown, {}), older)


async def decided_page(consultation_id: int, filters: QueueFilters, cursor: str = "") -> QueuePage:
    """What was decided, the latest decision first."""
    found = await matching(consultation_id, filters)
    before = Decision.all()
    last = id_in(cursor)
    if last is not None:
        before = before.filter(id__lt=last)
    # Nearly always among the last few hundred; only a rare filter looks through all that was ever decided.
    recent = await before.order_by("-id").limit(RECENT).values_list("remark_id", flat=True)
    decisions = await _latest(before, found.filter(id__in=recent), filters)
    if len(decisions) <= PAGE and len(recent) == RECENT:
        decisions = await _latest(before, found, filters)
    shown = decisions[:PAGE]
    rows = await _rows([each.remark for each in shown], {each.remark_id: each for each in shown})
    return QueuePage(rows, str(shown[-1].id) if len(decisions) > PAGE else "")


async def _latest(
    before: QuerySet[Decision], found: QuerySet[Remark], filters: QueueFilters
) -> list[Decision]:
    """The latest decision on each of these remarks, a page of them and one more."""
    latest = before.filter(
        remark_id__in=Subquery(found.values("id")), number=F("remark__decisions")
    )
    if filters.reason:
        latest = latest.filter(reason__key=filters.reason)
    ordered = latest.order_by("-id").limit(PAGE + 1)
    return await ordered.select_related("remark__response__respondent", "reason")


async def next_waiting(consultation_id: int, filters: QueueFilters, after: Remark) -> str | None:
    """The reference of the one to decide after ``after``, in the same filter: the next newer, else the oldest."""
    found = (await matching(consultation_id, filters.but(state=WAITING))).exclude(id=after.id)
    ordered = found.order_by("queued_at", "id").select_related("response")
    following = None
    if after.queued_at is not None:
        following = await ordered.filter(_after(after.queued_at, after.id)).first()
    remark = following or await ordered.first()
    return remark.reference if remark else None


async def rules_by_remark(remarks: Sequence[Remark]) -> dict[int, tuple[str, ...]]:
    """Which rules saw something in the current wording of each remark."""
    current = {remark.id: remark.revision for remark in remarks}
    found = await Finding.filter(revision__remark_id__in=list(current)).values_list(
        "revision__remark_id", "revision__number", "rule"
    )
    rules: dict[int, set[str]] = {}
    for remark_id, number, rule in found:
        if current[remark_id] == number:
            rules.setdefault(remark_id, set()).add(rule)
    return {remark_id: tuple(sorted(seen)) for remark_id, seen in rules.items()}


async def locations_of(remarks: Sequence[Remark]) -> dict[int, RemarkLocation]:
    """Where each was written and stands now, by its id. They are of one consultation."""
    heard = await current_version(remarks[0].consultation_id) if remarks else None
    return await remark_locations(await attribution_of(heard), remarks) if heard else {}


async def _rows(remarks: Sequence[Remark], decided: Mapping[int, Decision]) -> list[QueueRow]:
    names = await names_of({each.decided_by for each in decided.values()})
    rules = await rules_by_remark(remarks)
    places = await locations_of(remarks)
    return [
        QueueRow(
            reference=remark.reference,
            place=places.get(remark.id),
            text=" ".join((remark.text or remark.proposed_text)[:400].split()),
            kind=str(remark.response.respondent.kind),
            language=remark.language,
            queued_at=remark.queued_at,
            publicity=str(remark.publicity),
            findings=rules.get(remark.id, ()),
            is_correction=is_correction(remark),
            is_late=remark.response.is_late,
            seen=write_seen(remark),
            decided=decision,
            decided_by=names.get(decision.decided_by, "") if decision else "",
        )
        for remark in remarks
        for decision in [decided.get(remark.id)]
    ]


def _after(moment: datetime, last: int) -> Q:
    return Q(queued_at__gt=moment) | Q(queued_at=moment, id__gt=last)


def cursor_before(remark: Remark) -> str:
    """Where a page begins whose first line is this remark."""
    return str(Cursor(remark.queued_at or _NO_MOMENT, remark.id - 1))


def _cursor(remark: Remark) -> str:
    """Where the next page goes on."""
    return str(Cursor(remark.queued_at or _NO_MOMENT, remark.id))
