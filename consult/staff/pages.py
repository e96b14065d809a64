"""The staff's front page and the gallery of components: handlers and routes."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from consult import clock
from consult.answers.remark_list import NONE
from consult.answers.stance_bar import StanceBar
from consult.consultations.consultation import Consultation
from consult.people.person import Person
from consult.people.role import Role
from consult.staff.task import Task, Work
from consult.staff.waiting import tasks_of
from consult.web.rendering import page
from consult.web.urls import url
from moderation.queue_filters import UNEXPLAINED

AT_MOST = 50


async def staff_home(request: Request) -> Response:
    """What waits for you, the oldest first, and nothing else above it."""
    person: Person = request.state.person
    now = clock.now()
    stored = await Consultation.all().order_by("-created_at").limit(AT_MOST)
    # What is not announced is nobody's but its editors'.
    consultations = [c for c in stored if c.is_public(now) or _edits(person, c)]
    return page(
        request,
        "staff/home.html",
        tasks=[(task, _page_of(task)) for task in await tasks_of(person, consultations)],
        edited=[c for c in consultations if _edits(person, c)],
        may_start=person.has(Role.EDITOR, Role.ADMIN),
        now=now,
    )


def _edits(person: Person, consultation: Consultation) -> bool:
    return person.has(Role.EDITOR, Role.ADMIN, consultation=consultation.slug)


def _page_of(task: Task) -> str:
    """Where the work is done."""
    place = {"consultation": task.consultation.slug}
    if task.work is Work.UNEXPLAINED:
        return url("queue", **place) + "?" + urlencode({"state": UNEXPLAINED})
    if task.work is Work.ANSWERS:
        return url("answers", **place)
    if task.committee is None:
        return url("queue", **place)
    place["committee"] = task.committee.slug
    if task.work is Work.REMARKS:
        return url("committee_remarks", **place) + "?" + urlencode({"point": NONE})
    return url("committee", **place)


async def gallery(request: Request) -> Response:
    """Every component once, for whoever writes pages."""
    bars = [
        StanceBar(for_, against, neutral, longest=14)
        for for_, against, neutral in ((3, 9, 2), (5, 0, 1), (0, 1, 0))
    ]
    return page(request, "staff/gallery.html", bars=bars)


routes = [
    Route("/staff", staff_home, name="staff_home"),
    Route("/staff/gallery", gallery, name="gallery"),
]
