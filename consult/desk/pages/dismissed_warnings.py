"""Dismissing the importer's warnings, one by one or a kind at a time, and reopening them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, version_on
from consult.desk.pages.draft_section import warning_judged
from consult.desk.step_page import is_other_version
from consult.desk.text_page import FILE, TEXT_PAGE
from consult.desk.warning_list import ListedWarning, WarningList
from consult.desk.warning_loading import warning_url, warnings_of
from consult.documents.drafting.dismissed_warnings import dismiss_warnings, reopen_warnings
from consult.numbers import whole_number
from consult.people.conflict import stale
from consult.web.arrival import received_at
from consult.web.forms import Fields, read_form

# The button that reopens, and the one that dismisses; the value of both is the keys.
AGAIN, JUDGE = "again", "judge"


async def judge_places(request: Request) -> Response:
    """Dismiss or reopen the warnings with these keys, and go on to the next open one, or back to the list.

    A key says nothing of the location, so a correction since cannot make it that of another warning.
    """
    desk = await desk_of(request)
    version = version_on(desk)
    async with read_form(request) as form:
        warnings = await warnings_of(version)
        named = (form[AGAIN] or form[JUDGE]).split()
        keys = {each.key for each in warnings.dismissible}.intersection(named)
        if is_other_version(form, version) or not keys:
            conflict = await stale("version", version.id)
            return await TEXT_PAGE.refused(request, form, FILE, conflict=conflict)
        verb = reopen_warnings if form[AGAIN] else dismiss_warnings
        await verb(version, keys, by=desk.person.actor, now=received_at(request))
    section, current = whole_number(form["place"]), warnings.find(named[-1])
    if section is not None and current is not None:
        redirect = RedirectResponse(_following_url(desk, warnings, current, form), 303)
        return await warning_judged(request, form, section, redirect)
    fragment = f"kind-{current.code if current else ''}"
    return await TEXT_PAGE.stored(request, form, fragment=fragment)


def _following_url(desk: Desk, warnings: WarningList, current: ListedWarning, form: Fields) -> str:
    """Where an editor goes on who goes through the open warnings, and is at ``current``."""
    if form[AGAIN]:
        return warning_url(desk, current)
    _before, following = warnings.around(current)
    if following is not None:
        return warning_url(desk, following)
    return desk.url("draft_text") + "?judged=1#warnings-heading"
