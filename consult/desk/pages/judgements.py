"""Going through what the reader of a file could not judge: a place is well, or is to be looked at again after all."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, version_on
from consult.desk.pages.draft_text import show_text
from consult.desk.pages.step_page import is_another
from consult.desk.warning_links import notes_in, place_url
from consult.desk.warning_list import Noted, Notes
from consult.documents.drafting.judgement import judge, judge_again
from consult.people.conflict import stale
from consult.web.arrival import received_at
from consult.web.forms import Fields, read_form

VERBS = {"judge": judge, "again": judge_again}


async def judge_places(request: Request) -> Response:
    """Store that the places named are well, and go on to the next that is left, or back to the list.

    A place is told by its words, so that no correction made meanwhile can make it another one.
    """
    desk = await desk_of(request)
    version = version_on(desk)
    async with read_form(request) as form:
        notes = await notes_in(version)
        named = form["keys"].split()
        keys = {each.key for each in notes.asked}.intersection(named)
        if is_another(form, version) or not keys:
            conflict = await stale("version", version.id)
            return await show_text(request, desk, conflict=conflict)
        verb = VERBS["again" if form["do"] == "again" else "judge"]
        await verb(version, keys, by=desk.person.actor, now=received_at(request))
        return RedirectResponse(_onward(desk, notes, notes.find(named[-1]), form), 303)


def _onward(desk: Desk, notes: Notes, current: Noted | None, form: Fields) -> str:
    """Where one goes on: to the next place on the way through, or back to the kind of place in the list."""
    if form["on_the_way"] and current is not None:
        if form["do"] == "again":
            return place_url(desk, current)
        _before, following = notes.around(current)
        if following is not None:
            return place_url(desk, following)
        return desk.url("draft_text") + "?judged=1#warnings-heading"
    return desk.url("draft_text") + f"?saved=1#kind-{current.code if current else ''}"
