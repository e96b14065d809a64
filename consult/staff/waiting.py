"""What waits for one person: the oldest first, from a few bounded counts. Decides nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from tortoise.functions import Count, Min
from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.people.person import Person
from consult.people.role import Role
from consult.responses.remark import Remark, Standing
from consult.staff.committee_work import committee_tasks
from consult.staff.task import Task, Work

NOTHING_WAITS = datetime.max.replace(tzinfo=UTC)


async def tasks_of(person: Person, consultations: list[Consultation]) -> list[Task]:
    """Everything that waits for this person in these consultations: first what was taken down without a reason, then the
    oldest first, then what is only theirs to look at."""
    tasks = await _queues(person, consultations)
    for consultation in consultations:
        tasks += await committee_tasks(person, consultation)
        tasks += _answers(person, consultation)
    return sorted(
        tasks, key=lambda task: (task.work is not Work.UNEXPLAINED, task.since or NOTHING_WAITS)
    )


def _answers(person: Person, consultation: Consultation) -> list[Task]:
    """The page of whoever leads, also where nothing waits."""
    if not person.has(Role.LEAD, consultation=consultation.slug):
        return []
    return [Task(Work.ANSWERS, consultation, 0, None)]


async def _queues(person: Person, consultations: list[Consultation]) -> list[Task]:
    """What moderators must decide on, and what they took down without the reason; two queries."""
    mine = {
        c.id: c
        for c in consultations
        if person.has(Role.MODERATOR, consultation=c.slug)
        or person.has(Role.ADMIN, consultation=c.slug)
    }
    standing = Remark.filter(consultation_id__in=list(mine), standing=Standing.RECEIVED)
    unexplained = standing.filter(unexplained_since__not_isnull=True)
    waiting = standing.filter(queued_at__not_isnull=True)
    return [
        *await _counted(Work.UNEXPLAINED, unexplained, "unexplained_since", mine),
        *await _counted(Work.QUEUE, waiting, "queued_at", mine),
    ]


async def _counted(
    work: Work, remarks: QuerySet[Remark], moment: str, mine: Mapping[int, Consultation]
) -> list[Task]:
    """A task for each consultation of these remarks; the oldest ``moment`` is since when."""
    rows = (
        await remarks.annotate(waiting=Count("id"), since=Min(moment))
        .group_by("consultation_id")
        .values("consultation_id", "waiting", "since")
    )
    return [
        Task(work, mine[row["consultation_id"]], row["waiting"], _aware(row["since"]))
        for row in rows
    ]


def _aware(moment: datetime | str) -> datetime:
    """SQLite gives back an aggregate of times as the text that is stored."""
    parsed = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
