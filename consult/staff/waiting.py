"""What waits for one person: the oldest first, from a few bounded counts. Decides nothing itself."""

from __future__ import annotations

from datetime import UTC, datetime

from tortoise.functions import Count, Min

from consult.consultations.consultation import Consultation
from consult.people.person import Person
from consult.people.role import Role
from consult.responses.remark import Remark, Standing
from consult.staff.committee_work import committee_tasks
from consult.staff.task import Task, Work

NOTHING_WAITS = datetime.max.replace(tzinfo=UTC)


async def tasks_of(person: Person, consultations: list[Consultation]) -> list[Task]:
    """Everything that waits for this person in these consultations, the oldest first, then what is only theirs
    to look at."""
    tasks = await _queues(person, consultations)
    for consultation in consultations:
        tasks += await committee_tasks(person, consultation)
    return sorted(tasks, key=lambda task: task.since or NOTHING_WAITS)


async def _queues(person: Person, consultations: list[Consultation]) -> list[Task]:
    mine = {
        c.id: c
        for c in consultations
        if person.has(Role.MODERATOR, consultation=c.slug)
        or person.has(Role.ADMIN, consultation=c.slug)
    }
    rows = (
        await Remark.filter(
            consultation_id__in=list(mine), queued_at__isnull=False, standing=Standing.RECEIVED
        )
        .annotate(waiting=Count("id"), since=Min("queued_at"))
        .group_by("consultation_id")
        .values("consultation_id", "waiting", "since")
    )
    return [
        Task(Work.QUEUE, mine[row["consultation_id"]], row["waiting"], _aware(row["since"]))
        for row in rows
    ]


def _aware(moment: datetime | str) -> datetime:
    """SQLite gives back an aggregate of times as the text that is stored."""
    parsed = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
