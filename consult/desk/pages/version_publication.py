"""Publishing the version that follows: what is to be looked at first, what is said of it, and the button."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, following_version
from consult.desk.pages.mapping import DeskMapping, mapping_on
from consult.desk.pages.step_page import refuse_another, show, then
from consult.desk.readiness import Lack, Step
from consult.documents.current_version import settled_version
from consult.documents.drafting.judgement import left_to_judge
from consult.documents.publication import NotApproved, publish_version
from consult.documents.versions.version_note import LONGEST_NOTE, describe_version
from consult.locale import gettext as _
from consult.people.account import names_of
from consult.stale_state import PUBLISHED, StaleState
from consult.web.arrival import received_at
from consult.web.forms import number_in, read_form

LONGEST_TITLE = 300


async def version_publication(request: Request) -> Response:
    """The checklist, the note, the preview and the button."""
    return await _publication(request, await desk_of(request))


async def describe_next(request: Request) -> Response:
    """Store its title, and what is new in it."""
    desk = await desk_of(request)
    version = following_version(desk)
    async with read_form(request) as form:
        typed = {"title": form.line("title"), "note": form["note"].strip()}
        errors = {}
        if not 0 < len(typed["title"]) <= LONGEST_TITLE:
            errors["title"] = _("A title has from 1 to 300 characters.")
        if len(typed["note"]) > LONGEST_NOTE:
            errors["note"] = _("The text may have up to 1,000 characters.")
        if errors:
            return await _publication(request, desk, errors, typed=typed)
        # As it was when the form was made: what was stored since is not written over.
        version.title, version.note = form["title_before"], form["note_before"]
        try:
            await describe_version(version, **typed, by=desk.person.actor, now=received_at(request))
        except StaleState as stale:
            again = await desk_of(request)
            return await _publication(request, again, typed=typed, conflict=stale)
    return then(desk.url("version_publication"))


async def publish_next(request: Request) -> Response:
    """Let everybody read it in the place of the one before."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        if _is_published(desk, form):
            return then(desk.url("draft_text"), "published=1")
        version = following_version(desk)
        if not desk.is_announced:
            wrong = {"looked": _("It is published together with the consultation.")}
            return await _publication(request, desk, wrong, status=409)
        looked = form.checked("looked")
        lock_version = number_in(form["lock_version"]) if form["lock_version"] else None
    if not looked and await left_to_judge(version):
        wrong = {
            "looked": _(
                "Judge the places that are left, or say that it is to be published all the same."
            )
        }
        return await _publication(request, desk, wrong)
    try:
        await refuse_another(form, version)
        await publish_version(
            version, lock_version=lock_version, by=desk.person.actor, now=received_at(request)
        )
    except StaleState as stale:
        if stale.happened == PUBLISHED:
            raise
        return await _publication(request, desk, conflict=stale)
    except NotApproved:
        wrong = {"looked": _("It is not approved yet what became of each paragraph.")}
        return await _publication(request, desk, wrong, status=409)
    return then(desk.url("draft_text"), "published=1")


def _is_published(desk: Desk, form: Mapping[str, str]) -> bool:
    """Whether the button was pressed twice: the version on the form is the one that everybody reads."""
    newest = desk.version
    return bool(newest and newest.published_at and form["seen_version"] == str(newest.id))


async def _publication(
    request: Request,
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    typed: Mapping[str, str] | None = None,
    status: int = 422,
    conflict: StaleState | None = None,
) -> Response:
    known: DeskMapping = await mapping_on(desk)
    settled = await settled_version(desk.consultation)
    values = {"title": known.version.title, "note": known.version.note}
    return await show(
        request,
        desk,
        Step.TEXT,
        "version_publication.html",
        status=status if errors else 200,
        conflict=conflict,
        kept=typed is not None,
        known=known,
        names=await names_of({known.review.approved_by}),
        left=await left_to_judge(known.version),
        lack=Lack,
        owners_are_its_own=settled is not None and settled.id == known.version.id,
        values={**values, **(typed or {})},
        longest_note=LONGEST_NOTE,
        errors=errors or {},
    )
