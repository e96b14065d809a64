"""Pages of the queue: what waits, oldest first, and what was decided, newest first. Reads only.

A page costs the same few queries however long the queue is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tortoise.expressions import F, Q, Subquery
from tortoise.queryset import QuerySet

from consult.numbers import id_in
from consult.people.account import names_of
from consult.responses.finding import Finding
from consult.responses.location import RemarkLocation
from consult.responses.remark import Remark
from consult.web.cursors import Cursor, read_cursor
from moderation.decision import Decision
from moderation.queue import Queue, queued_after
from moderation.queue_filters import WAITING
from moderation.remark_state import written_state

ROWS = 25
RECENT = 400
# Of what is decided already and listed for its files, by id alone.
_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class QueueRow:
    """One row of the list. ``rules`` are those that saw something in the current wording, ``state`` as forms carry it.
    On decided lists ``decision`` is the latest one and ``decided_by`` the name of who made it."""

    remark: Remark
    location: RemarkLocation | None
    rules: tuple[str, ...]
    decision: Decision | None = None
    decided_by: str = ""

    @property
    def text(self) -> str:
        """The first words, in one line."""
        return " ".join((self.remark.text or self.remark.proposed_text)[:400].split())

    @property
    def state(self) -> str:
        return written_state(self.remark)

    def days_waiting(self, now: datetime) -> int | None:
        """Whole days since it was queued; None where it does not wait."""
        return (now - self.remark.queued_at).days if self.remark.queued_at else None

    @property
    def is_clean(self) -> bool:
        """Whether no rule saw anything and nothing public would be replaced."""
        return not self.rules and not self.remark.correction_waits


@dataclass(frozen=True)
class QueuePage:
    """Some rows of the list; ``next_cursor`` is where the next page begins, "" at the end."""

    rows: list[QueueRow]
    next_cursor: str


async def queue_page(queue: Queue, cursor: str = "") -> QueuePage:
    """The page that begins at the cursor; one that nobody gave out begins at the first row."""
    if queue.filters.is_decided:
        return await _decided_page(queue, cursor)
    return await _waiting_page(queue, cursor)


async def queue_page_from(queue: Queue, remark: Remark) -> QueuePage:
    """The page that begins with this remark; the first one where the remark has no place in the list."""
    if queue.filters.is_decided or remark.queued_at is None:
        return await queue_page(queue)
    return await _waiting_page(queue, str(Cursor(remark.queued_at, remark.id - 1)))


async def _waiting_page(queue: Queue, cursor: str) -> QueuePage:
    remarks = await queue.remarks()
    # What is listed for its files may be decided on already: it has no moment in the queue.
    by_moment = queue.filters.state == WAITING
    if after := read_cursor(cursor):
        remarks = remarks.filter(queued_after(*after) if by_moment else Q(id__gt=after.id))
    ordered = remarks.order_by("queued_at", "id") if by_moment else remarks.order_by("id")
    found = await ordered.limit(ROWS + 1).select_related("response__respondent")
    on_page = found[:ROWS]
    next_cursor = _cursor(on_page[-1]) if len(found) > ROWS else ""
    return QueuePage(await _rows(queue, on_page, {}), next_cursor)


def _cursor(last: Remark) -> str:
    return str(Cursor(last.queued_at or _NO_MOMENT, last.id))


async def _decided_page(queue: Queue, cursor: str) -> QueuePage:
    before = Decision.all()
    last = id_in(cursor)
    if last is not None:
        before = before.filter(id__lt=last)
    remarks = await queue.remarks()
    # Nearly always among the last few hundred; only a rare filter looks through all that was ever decided.
    recent = await before.order_by("-id").limit(RECENT).values_list("remark_id", flat=True)
    found = await _latest(before, remarks.filter(id__in=recent), queue.filters.reason)
    if len(found) <= ROWS and len(recent) == RECENT:
        found = await _latest(before, remarks, queue.filters.reason)
    on_page = found[:ROWS]
    rows = await _rows(queue, [each.remark for each in on_page], {d.remark_id: d for d in on_page})
    return QueuePage(rows, str(on_page[-1].id) if len(found) > ROWS else "")


async def _latest(
    before: QuerySet[Decision], remarks: QuerySet[Remark], reason: str
) -> list[Decision]:
    """The latest decision on each of these remarks, those of a page and one more."""
    latest = before.filter(
        remark_id__in=Subquery(remarks.values("id")), number=F("remark__decisions")
    )
    if reason:
        latest = latest.filter(reason__key=reason)
    ordered = latest.order_by("-id").limit(ROWS + 1)
    return await ordered.select_related("remark__response__respondent", "reason")


async def _rows(
    queue: Queue, remarks: Sequence[Remark], decisions: Mapping[int, Decision]
) -> list[QueueRow]:
    """A row for each remark; ``decisions`` by remark id. At most five queries."""
    names = await names_of({each.decided_by for each in decisions.values()})
    rules = await rules_by_remark(remarks)
    locations = await queue.locations(remarks)
    return [
        QueueRow(
            remark,
            locations.get(remark.id),
            rules.get(remark.id, ()),
            decision,
            names.get(decision.decided_by, "") if decision else "",
        )
        for remark in remarks
        for decision in [decisions.get(remark.id)]
    ]


async def rules_by_remark(remarks: Sequence[Remark]) -> dict[int, tuple[str, ...]]:
    """The rules that saw something in the current wording, by remark id; one query."""
    current = {remark.id: remark.revision for remark in remarks}
    findings = await Finding.filter(revision__remark_id__in=list(current)).values_list(
        "revision__remark_id", "revision__number", "rule"
    )
    rules: dict[int, set[str]] = {}
    for remark_id, revision, rule in findings:
        if current[remark_id] == revision:
            rules.setdefault(remark_id, set()).add(rule)
    return {remark_id: tuple(sorted(names)) for remark_id, names in rules.items()}
