"""Pages of the queue: what waits, oldest first, and what was decided, newest first. Reads only.

A page costs the same few queries however long the queue is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tortoise.expressions import F, Q, Subquery
from tortoise.queryset import QuerySet

from consult.numbers import id_in
from consult.people.account import names_of
from consult.responses.finding import Finding
from consult.responses.location import RemarkLocation, remark_locations
from consult.responses.remark import Remark
from consult.responses.respondent import Contact
from consult.web.cursors import Cursor, read_cursor
from moderation.decision import Decision
from moderation.queue import Queue, queued_after
from moderation.queue_filters import UNEXPLAINED, WAITING, QueueFilters
from moderation.remark_state import written_state

ROWS = 25
# Characters of a remark that a list shows in full. A longer one is read on its own page and published there.
SHOWN_WHOLE = 1_200
RECENT = 400
# Of what is decided already and listed for its files, by id alone.
_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class QueueRow:
    """One row of the list. ``rules`` are those that saw something in the current wording, ``state`` as forms carry it.
    ``is_refused``: whoever reads the letters to its address says that it is not theirs. On decided lists ``decision`` is the latest one and ``decided_by`` the name of who made it."""

    remark: Remark
    location: RemarkLocation | None
    rules: tuple[str, ...]
    decision: Decision | None = None
    decided_by: str = ""
    is_refused: bool = False

    @property
    def text(self) -> str:
        """The first words, in one line; three dots where there are more."""
        whole = self.remark.text or self.remark.proposed_text
        return " ".join(whole[:400].split()) + ("…" if len(whole) > 400 else "")

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

    @property
    def can_be_ticked(self) -> bool:
        """Whether it may be published with others: nothing in it asks for a look of its own, and the list shows all
        of it."""
        return self.is_clean and is_shown_whole(self.remark)


def is_shown_whole(remark: Remark) -> bool:
    """Whether a list where it can be ticked shows everything of it that publishing makes public."""
    return len(remark.text) + len(remark.proposed_text) + len(remark.quote) <= SHOWN_WHOLE


@dataclass(frozen=True)
class QueuePage:
    """Some rows of the list; ``next_cursor`` is where the next page begins, "" at the end."""

    rows: list[QueueRow]
    next_cursor: str


async def queue_page(queue: Queue, cursor: str = "") -> QueuePage:
    """The page that begins at the cursor; one that nobody gave out begins at the first row."""
    remarks, filters = await queue.remarks(), queue.filters
    if filters.is_decided:
        decisions, next_cursor = await _decided(remarks, filters.reason, id_in(cursor))
        on_page = [each.remark for each in decisions]
    else:
        decisions, by_moment = [], filters.state == WAITING
        on_page, next_cursor = await _waiting(remarks, by_moment, read_cursor(cursor))
    latest = {each.remark_id: each for each in decisions}
    return QueuePage(await _rows(queue, on_page, latest), next_cursor)


async def unexplained_rows(queue: Queue) -> list[QueueRow]:
    """What was taken down and waits for the reason, whatever the filters: it stands before every list. At most a page;
    one query where there is none."""
    plain = replace(queue, filters=QueueFilters(state=UNEXPLAINED))
    decisions = (await _latest(Decision.all(), await plain.remarks(), ""))[:ROWS]
    if not decisions:
        return []
    latest = {each.remark_id: each for each in decisions}
    return await _rows(queue, [each.remark for each in decisions], latest)


async def queue_page_from(queue: Queue, remark: Remark) -> QueuePage:
    """The page that begins with this remark; the first one where the remark is not in the list."""
    if queue.filters.is_decided or remark.queued_at is None:
        return await queue_page(queue)
    return await queue_page(queue, str(Cursor(remark.queued_at, remark.id - 1)))


async def _waiting(
    remarks: QuerySet[Remark], by_moment: bool, after: Cursor | None
) -> tuple[list[Remark], str]:
    """The remarks of a page, and the next cursor. What is listed for its files may be decided on already: it has no
    moment in the queue."""
    if after:
        remarks = remarks.filter(queued_after(*after) if by_moment else Q(id__gt=after.id))
    ordered = remarks.order_by("queued_at", "id") if by_moment else remarks.order_by("id")
    found = await ordered.limit(ROWS + 1).select_related("response__respondent")
    on_page = found[:ROWS]
    if len(found) <= ROWS:
        return on_page, ""
    return on_page, str(Cursor(on_page[-1].queued_at or _NO_MOMENT, on_page[-1].id))


async def _decided(
    remarks: QuerySet[Remark], reason: str, before: int | None
) -> tuple[list[Decision], str]:
    """The latest decisions on the remarks of a page, and the next cursor."""
    earlier = Decision.all() if before is None else Decision.filter(id__lt=before)
    # Nearly always among the last few hundred; only a rare filter looks through all that was ever decided.
    recent = await earlier.order_by("-id").limit(RECENT).values_list("remark_id", flat=True)
    found = await _latest(earlier, remarks.filter(id__in=recent), reason)
    if len(found) <= ROWS and len(recent) == RECENT:
        found = await _latest(earlier, remarks, reason)
    on_page = found[:ROWS]
    return on_page, str(on_page[-1].id) if len(found) > ROWS else ""


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
    """A row for each remark; ``decisions`` by remark id. At most six queries."""
    rules = await rules_by_remark(remarks)
    names = await names_of({each.decided_by for each in decisions.values()})
    locations = await remark_locations(queue.attribution, remarks)
    refused = await _refused_among(remarks)
    return [
        QueueRow(
            remark,
            locations.get(remark.id),
            rules.get(remark.id, ()),
            decision,
            names.get(decision.decided_by, "") if decision else "",
            remark.response.respondent_id in refused,
        )
        for remark in remarks
        for decision in [decisions.get(remark.id)]
    ]


async def _refused_among(remarks: Sequence[Remark]) -> set[int]:
    """The respondents (ids) whose address says that the response is not theirs; one query."""
    of = [each.response.respondent_id for each in remarks]
    refused = Contact.filter(respondent_id__in=of, refused_at__isnull=False)
    return {int(each) for (each,) in await refused.values_list("respondent_id")}


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
