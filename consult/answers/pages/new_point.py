"""Making points: of the remarks that were ticked in the list, or by putting these into one there is."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.answers import gathering
from consult.answers.committee_annexes import annexes_with
from consult.answers.committee_desk import CommitteeDesk
from consult.answers.gathering import NotInRemit
from consult.answers.lookup import desk_of, entry_of
from consult.answers.pages.committee_page import show, then
from consult.answers.remark_list import WHOLE
from consult.answers.remit import Remit, locations_in
from consult.documents.section import SectionIdentity
from consult.locale import gettext as _
from consult.responses.remark import Remark
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form

TITLE_LIMIT = 300


async def point_new(request: Request) -> Response:
    """A new point of the remarks that were ticked in the list."""
    desk = await desk_of(request)
    chosen = await _chosen(desk.remit, request.query_params.getlist("remark"))
    return await _new(request, desk, chosen, {"section": _section_of(desk.remit, chosen)}, {})


async def make_point(request: Request) -> Response:
    """Store the new point."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        chosen = await _chosen(desk.remit, form.all("remark"))
        errors = title_errors(form)
        if not errors:
            return await _made(request, desk, form, chosen)
        return await _new(request, desk, chosen, form, errors)


async def gather_remarks(request: Request) -> Response:
    """Put the remarks that were ticked in the list into a point there is."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        entry = await entry_of(desk, number_in(form["point"]))
        chosen = await _chosen(desk.remit, form.all("remark"))
    if not chosen:
        raise HTTPException(422, _("No remark was chosen. Go back and tick at least one."))
    await gathering.gather(
        entry.point,
        desk.remit,
        [remark.id for remark in chosen],
        by=desk.person.actor,
        now=received_at(request),
    )
    return then(desk.url("point", number=entry.point.number))


async def _made(
    request: Request, desk: CommitteeDesk, form: Fields, chosen: list[Remark]
) -> Response:
    try:
        made = await gathering.make_point(
            desk.remit,
            title=form.line("title"),
            summary=form["summary"].strip(),
            section=await _identity(desk.remit, form["section"]),
            remarks=[remark.id for remark in chosen],
            by=desk.person.actor,
            now=received_at(request),
        )
    except NotInRemit:
        wrong = {"section": _("Choose one of the committee's sections.")}
        return await _new(request, desk, chosen, form, wrong)
    return then(desk.url("point", number=made.number))


async def _new(
    request: Request,
    desk: CommitteeDesk,
    chosen: list[Remark],
    values: Mapping[str, str],
    errors: Mapping[str, str],
) -> Response:
    return show(
        request,
        desk,
        "point_new.html",
        status=422 if errors else 200,
        chosen=chosen,
        places=await locations_in(desk.remit, chosen),
        annexes=await annexes_with(chosen),
        values={name: values.get(name, "") for name in ("title", "summary", "section")},
        errors=errors,
    )


async def _chosen(remit: Remit, written: list[str]) -> list[Remark]:
    """The committee's remarks with these ids; what is no remark of its own is left out."""
    ids = {number_in(each) for each in written}
    rows = remit.remarks().filter(id__in=ids).select_related("response__respondent")
    return await rows.order_by("id")


def _section_of(remit: Remit, chosen: list[Remark]) -> str:
    """Where the first of them stands, as the form's choice names it."""
    keys = {section.identity_id: section.key for section in remit.sections}
    first = next((keys[r.section_id] for r in chosen if r.section_id in keys), None)
    if first is None and remit.is_lead:
        return WHOLE
    return first or (remit.sections[0].key if remit.sections else WHOLE)


async def _identity(remit: Remit, key: str) -> SectionIdentity | None:
    """The chosen section, None for the whole. Raises NotInRemit."""
    if key == WHOLE:
        return None
    for section in remit.sections:
        if section.key == key:
            return await SectionIdentity.get(id=section.identity_id)
    raise NotInRemit


def title_errors(form: Fields) -> dict[str, str]:
    """What is wrong with the title of a form, by field; empty when nothing is."""
    if not form.line("title"):
        return {"title": _("Give the point a title.")}
    if len(form.line("title")) > TITLE_LIMIT:
        return {"title": _("The title may have up to 300 characters.")}
    return {}
