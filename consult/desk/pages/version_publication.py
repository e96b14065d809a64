"""Publishing the version that follows: the checklist, its title and note, and the button."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.consultations.extension import Answered, NotLater
from consult.consultations.moment_fields import END_OF_DAY, moment_values, read_moment
from consult.desk.button_page import ButtonPage
from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, following_version, mapping_on
from consult.desk.readiness import Lack, Step
from consult.desk.running_publication import MoreTime, publish_while_open, what_shifts
from consult.desk.step_page import redirect_to, refuse_other_version, show
from consult.documents.current_version import settled_version
from consult.documents.document import Version
from consult.documents.drafting.dismissed_warnings import count_open_warnings
from consult.documents.publication import NotApproved, publish_version
from consult.documents.versions.version_note import LONGEST_NOTE, describe_version
from consult.locale import gettext as _
from consult.people.account import names_of
from consult.stale_state import PUBLISHED, StaleState
from consult.web.arrival import received_at
from consult.web.field_message import missing
from consult.web.forms import Fields, number_in, read_form
from consult.web.page_fields import FieldGroup, PageFields

LONGEST_TITLE = 300
# What each button stores.
DESCRIPTION, PUBLICATION = "description", "publication"
# What may be said of the deadline while people can still answer.
STAYS, MORE = "stays", "more"
LONGEST_EXTENSION = 500


async def version_publication(request: Request) -> Response:
    """The checklist, the form for title and note, and the button."""
    return await PAGE.open(request)


async def describe_next(request: Request) -> Response:
    """Store its title and its note."""
    desk = await desk_of(request)
    version = following_version(desk)
    async with read_form(request) as form:
        typed = {"title": form.line("title"), "note": form["note"].strip()}
        if errors := _description_errors(typed):
            return await PAGE.refused(request, form, DESCRIPTION, errors)
        # What the form was made with, so that later changes are not overwritten.
        version.title, version.note = form["title_before"], form["note_before"]
        try:
            await describe_version(version, **typed, by=desk.person.actor, now=received_at(request))
        except StaleState as conflict:
            return await PAGE.refused(request, form, DESCRIPTION, conflict=conflict)
    return await PAGE.stored(request, form, DESCRIPTION)


def _description_errors(typed: Mapping[str, str]) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not 0 < len(typed["title"]) <= LONGEST_TITLE:
        errors["title"] = _("A title has from 1 to 300 characters.")
    if len(typed["note"]) > LONGEST_NOTE:
        errors["note"] = _("The text may have up to 1,000 characters.")
    return errors


async def publish_next(request: Request) -> Response:
    """Publish it as the current version, unless a title or note is typed that is not stored."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        if _is_published(desk, form):
            return redirect_to(desk.url("draft_text"), "published=1")
        version = following_version(desk)
        lock_version = number_in(form["lock_version"]) if form["lock_version"] else None
        if errors := await _publication_errors(request, desk, form):
            status = 422 if desk.is_announced else 409
            return await PAGE.refused(request, form, PUBLICATION, errors, status=status)
        is_open = desk.consultation.takes_responses(received_at(request))
        more_time = _more_time(form, errors) if is_open else None
        if errors:
            return await PAGE.refused(request, form, PUBLICATION, errors)
        try:
            await refuse_other_version(form, version)
            await _publish(request, desk, version, lock_version, more_time, is_open=is_open)
        except (NotLater, Answered):
            wrong = {"until_day": _("The new deadline must be later than the present one.")}
            return await PAGE.refused(request, form, PUBLICATION, wrong)
        except StaleState as conflict:
            if conflict.happened == PUBLISHED:
                raise
            return await PAGE.refused(request, form, PUBLICATION, conflict=conflict)
        except NotApproved:
            wrong = {"looked": _("It is not approved yet what became of each paragraph.")}
            return await PAGE.refused(request, form, PUBLICATION, wrong, status=409)
    return redirect_to(desk.url("draft_text"), "published=1")


async def _publish(
    request: Request,
    desk: Desk,
    version: Version,
    lock_version: int | None,
    more_time: MoreTime | None,
    *,
    is_open: bool,
) -> None:
    by, now = desk.person.actor, received_at(request)
    if not is_open:
        await publish_version(version, lock_version=lock_version, by=by, now=now)
        return
    await publish_while_open(
        desk.consultation, version, more_time, lock_version=lock_version, by=by, now=now
    )


def _more_time(form: Fields, errors: dict[str, str]) -> MoreTime | None:
    """What is said of the deadline; None: it stays. Messages for what is missing are added to ``errors``."""
    if form["more_time"] == STAYS:
        if form["until_day"].strip() or form.line("reason"):
            errors["more_time"] = _(
                "A new deadline or a reason for it is written below. Choose yes, or take it out."
            )
        return None
    if form["more_time"] != MORE:
        errors["more_time"] = missing(_("Say whether people get more time."))
        return None
    until = read_moment(form, "until", errors, is_deadline=True)
    reason = form.line("reason")
    if until is None:
        errors.setdefault("until_day", missing(_("Write the new deadline.")))
    if not 0 < len(reason) <= LONGEST_EXTENSION:
        errors["reason"] = _("Give the reason; it is public.")
    return MoreTime(until, reason) if until and not errors else None


async def _publication_errors(request: Request, desk: Desk, form: Fields) -> dict[str, str]:
    """What is in the way of publishing, by field."""
    if not desk.is_announced:
        return {"looked": _("It is published together with the consultation.")}
    errors: dict[str, str] = {}
    if (await _fields(request, desk)).refused(form, PUBLICATION).is_kept(DESCRIPTION):
        errors["note"] = _("Store title and note first: everybody sees them with the version.")
    if not form.checked("looked") and await count_open_warnings(following_version(desk)):
        errors["looked"] = _(
            "Judge the places that are left, or say that it is to be published all the same."
        )
    return errors


def _is_published(desk: Desk, form: Mapping[str, str]) -> bool:
    """Whether the form's version is published already: the button was pressed twice."""
    newest = desk.version
    return bool(newest and newest.published_at and form["seen_version"] == str(newest.id))


async def _fields(request: Request, desk: Desk) -> PageFields:
    """The fields as they are stored."""
    mapping = await mapping_on(desk)
    title, note = mapping.version.title, mapping.version.note
    return PageFields(
        {
            DESCRIPTION: FieldGroup(
                _("Its title, and what is new"),
                {"title": title, "note": note},
                locks={"title_before": title, "note_before": note},
            ),
            PUBLICATION: FieldGroup(
                _("Publish it"),
                {
                    "looked": "",
                    "more_time": "",
                    "reason": "",
                    **moment_values("until", None, END_OF_DAY),
                },
                locks={
                    "lock_version": mapping.review.lock_version,
                    "seen_version": mapping.version.id,
                },
            ),
        }
    )


async def _publication(
    request: Request,
    desk: Desk,
    fields: PageFields,
    errors: Mapping[str, str],
    *,
    status: int,
    conflict: StaleState | None,
) -> Response:
    mapping = await mapping_on(desk)
    settled = await settled_version(desk.consultation)
    return await show(
        request,
        desk,
        Step.TEXT,
        "version_publication.html",
        status=status,
        conflict=conflict,
        kept=True,
        mapping=mapping,
        names=await names_of({mapping.review.approved_by}),
        open_warnings=await count_open_warnings(mapping.version),
        lack=Lack,
        shifts=what_shifts(mapping)
        if desk.consultation.takes_responses(received_at(request))
        else None,
        has_own_owners=settled is not None and settled.id == mapping.version.id,
        fields=fields,
        longest_title=LONGEST_TITLE,
        longest_note=LONGEST_NOTE,
        errors=errors,
    )


PAGE = ButtonPage("version_publication", _fields, _publication)
