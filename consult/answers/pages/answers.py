"""Publishing the answers: what stands in the way, and the button, now or at one moment."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from consult.answers.editions.edition import public_editions
from consult.answers.editions.publishing import EditionIntent, NotReady, TooEarly, publish_edition
from consult.answers.editions.readiness import readiness_of
from consult.answers.pages.committee_page import go_to
from consult.answers.pages.lead_page import show_lead_page
from consult.consultations.consultation import Consultation
from consult.consultations.lookup import consultation_of
from consult.consultations.moment_fields import START_OF_DAY, moment_values, read_moment
from consult.locale import gettext as _
from consult.numbers import whole_number
from consult.people.account import names_of
from consult.people.person import Person
from consult.stale_state import PUBLISHED, StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.urls import url

LATER = "later"


async def answers(request: Request) -> Response:
    """What every committee's part lacks, the editions there are, and the button."""
    return await _show(request, await consultation_of(request))


async def publish_answers(request: Request) -> Response:
    """Publish what was seen, or show what is in the way with what was typed."""
    consultation, person = await consultation_of(request), request.state.person
    async with read_form(request) as form:
        errors: dict[str, str] = {}
        intent = _intent(form, errors)
        if errors:
            return await _show(request, consultation, form, errors)
        try:
            await _publish(consultation, intent, person, request)
        except TooEarly:
            errors["at_day"] = _("This moment has passed already.")
        except NotReady:
            errors["when"] = _("Something that is needed is missing, see the list.")
        except StaleState as stale:
            if stale.happened != PUBLISHED:
                return await _show(request, consultation, form, conflict=stale)
        if errors:
            return await _show(request, consultation, form, errors)
    return go_to(url("answers", consultation=consultation.slug))


async def _publish(
    consultation: Consultation, intent: EditionIntent, person: Person, request: Request
) -> None:
    now = received_at(request)
    await publish_edition(consultation, intent, by=person.actor, now=now)


def _intent(form: Fields, errors: dict[str, str]) -> EditionIntent:
    """What the form asks for. Messages for what is missing are added to ``errors``."""
    is_later = form["when"] == LATER
    at = read_moment(form, "at", errors, is_deadline=False) if is_later else None
    if is_later and at is None and not errors:
        errors["at_day"] = _("Write the day on which it is to be published.")
    if not form.checked("sure"):
        errors["sure"] = _("Say that you have seen what everybody will see.")
    version = whole_number(form["version"])
    return EditionIntent(number_in(form["number"]), form["checksum"], at, version)


async def _show(
    request: Request,
    consultation: Consultation,
    form: Fields | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    conflict: StaleState | None = None,
) -> Response:
    now = received_at(request)
    ready = await readiness_of(consultation, now)
    usual = {"when": "now", "version": "", **moment_values("at", None, START_OF_DAY)}
    return show_lead_page(
        request,
        consultation,
        "answers.html",
        status=409 if conflict else 422 if errors else 200,
        ready=ready,
        public=await public_editions(consultation, now),
        names=await names_of({each.made_by for each in ready.editions}),
        phase=consultation.phase(now),
        values={name: form[name] if form else value for name, value in usual.items()},
        errors=errors or {},
        conflict=conflict,
        kept=True,
        now=now,
    )
