"""What waits for the members of committees. What is a committee's is decided by consult.answers."""

from __future__ import annotations

from consult.answers.disposition import Disposition
from consult.answers.point_register import own_points
from consult.answers.remark_list import unpointed
from consult.answers.remit import Remit, owning_committees, remit_of
from consult.consultations.consultation import Consultation
from consult.people.person import Person
from consult.people.role import Role
from consult.staff.task import Task, Work


async def committee_tasks(person: Person, consultation: Consultation) -> list[Task]:
    """A few queries for each committee of this person's that answers for some of the text; a committee's page
    also where nothing waits."""
    if not person.roles & {Role.COMMITTEE, Role.READER}:
        return []
    tasks: list[Task] = []
    for committee in await owning_committees(consultation):
        place = {"consultation": consultation.slug, "committee": committee.slug}
        if person.has(Role.COMMITTEE, **place):
            tasks += await _tasks_of(await remit_of(consultation, committee))
        elif person.has(Role.READER, **place):
            tasks.append(Task(Work.COMMITTEE, consultation, 0, None, committee))
    return tasks


async def _tasks_of(remit: Remit) -> list[Task]:
    waiting = [task for task in (await _remarks(remit), await _points(remit)) if task]
    return waiting or [Task(Work.COMMITTEE, remit.consultation, 0, None, remit.committee)]


async def _remarks(remit: Remit) -> Task | None:
    oldest = await unpointed(remit).order_by("id").first().select_related("response")
    if oldest is None:
        return None
    count = await unpointed(remit).count()
    since = oldest.response.received_at
    return Task(Work.REMARKS, remit.consultation, count, since, remit.committee)


async def _points(remit: Remit) -> Task | None:
    answered = await Disposition.filter(
        committee_id=remit.committee.id, point__consultation_id=remit.consultation.id
    ).values_list("point_id", flat=True)
    since = [p.created_at for p in await own_points(remit) if p.id not in answered]
    if not since:
        return None
    return Task(Work.POINTS, remit.consultation, len(since), min(since), remit.committee)
