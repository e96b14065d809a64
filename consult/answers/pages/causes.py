"""What a version changed, and which points each change answers: proposed by the program, said by a person."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult.answers.cause import CauseInput, NotAChange, decide_cause
from consult.answers.cause_register import change_entries, changed_versions, with_proposals
from consult.answers.pages.cause_form import button_value, said_in
from consult.answers.pages.lead_page import show_lead_page
from consult.answers.point import Point
from consult.consultations.consultation import Consultation
from consult.consultations.lookup import consultation_of
from consult.documents.document import Version
from consult.documents.translations.languages import direction_of
from consult.documents.versions.change_sentence import change_words
from consult.locale import gettext as _
from consult.numbers import id_in, page_number, whole_number
from consult.people.account import names_of
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form
from consult.web.lookup import found_or_404
from consult.web.urls import url

PER_PAGE = 20
# Only the changes that no point is said to be the cause of.
WITHOUT = "without"


async def causes(request: Request) -> Response:
    """The changes of a version, some at a time; ``?change=`` asks for the number of a point for one of them, alone, since
    another's button would lose what is typed. Raises HTTPException 404 for one whose changes are not approved."""
    consultation = await consultation_of(request)
    return await _show(request, consultation, await _version(request, consultation))


async def decide(request: Request) -> Response:
    """Store what is said of a change and a point. Raises HTTPException 404 for a change that is not there, 400 for what no
    button sends."""
    consultation = await consultation_of(request)
    version = await _version(request, consultation)
    async with read_form(request) as form:
        paragraph, number = id_in(form["paragraph"]) or 0, whole_number(form["point"].strip()) or 0
        typed, said = form["point"], said_in(form["said"], paragraph)
    if said is None:
        raise HTTPException(400)
    point = await Point.get_or_none(
        consultation_id=consultation.id, number=number, archived_at=None
    )
    if point is None:
        error = {f"point-{paragraph}": _("There is no point with this number.")}
        return await _show(request, consultation, version, error, {paragraph: typed})
    try:
        await _decide(request, point, version, said)
    except StaleState as stale:
        return await _show(request, consultation, version, conflict=stale)
    return RedirectResponse(f"{_here(request, consultation, version)}#change-{paragraph}", 303)


async def _decide(request: Request, point: Point, version: Version, said: CauseInput) -> None:
    by, now = request.state.person.actor, received_at(request)
    try:
        await decide_cause(point, version, said, by=by, now=now)
    except NotAChange:
        raise HTTPException(404) from None


async def _version(request: Request, consultation: Consultation) -> Version:
    number = request.path_params["version"]
    versions = await changed_versions(consultation)
    return found_or_404(next((each for each in versions if each.number == number), None))


def _here(request: Request, consultation: Consultation, version: Version) -> str:
    """The same part of the list again, saying that it is stored."""
    query = "saved=1" + ("&show=without" if _is_without(request) else "")
    address = url("causes", consultation=consultation.slug, version=version.number)
    return f"{address}?{query}&page={_page(request)}"


def _is_without(request: Request) -> bool:
    return request.query_params.get("show") == WITHOUT


def _page(request: Request) -> int:
    return max(1, page_number(request.query_params.get("page", "")))


async def _show(
    request: Request,
    consultation: Consultation,
    version: Version,
    errors: Mapping[str, str] | None = None,
    typed: Mapping[int, str] | None = None,
    *,
    conflict: StaleState | None = None,
) -> Response:
    entries = await change_entries(consultation, version)
    without = [each for each in entries if not each.causes]
    alone = next(iter(typed or {}), 0) or id_in(request.query_params.get("change", ""))
    chosen = without if _is_without(request) else entries
    if alone:
        chosen = [each for each in entries if each.change.key == alone]
    number = _page(request)
    first = 0 if alone else (number - 1) * PER_PAGE
    shown = await with_proposals(consultation, chosen[first:][:PER_PAGE])
    here = url("causes", consultation=consultation.slug, version=version.number)
    part = f"{here}?show={WITHOUT if _is_without(request) else 'all'}&page="
    said = [cause for each in shown for cause in (*each.causes, *each.rejected)]
    return show_lead_page(
        request,
        consultation,
        "causes.html",
        status=409 if conflict else 422 if errors else 200,
        version=version,
        versions=await changed_versions(consultation),
        entries=shown,
        total=len(entries),
        without=len(without),
        is_without=_is_without(request),
        here=here,
        action=f"{part}{number}",
        alone=alone,
        newer_href=f"{part}{number - 1}" if number > 1 and not alone else None,
        older_href=f"{part}{number + 1}" if len(chosen) > number * PER_PAGE else None,
        names=await names_of({each.cause.decided_by for each in said}),
        change_words=change_words,
        button_value=button_value,
        text_dir=direction_of(consultation.language),
        errors=errors or {},
        typed=typed or {},
        conflict=conflict,
        kept=False,
    )
