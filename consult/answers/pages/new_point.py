"""Making a point of the remarks that are ticked in the list, or putting them into one there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.answers import point
from consult.answers.committee_annexes import annexes_with
from consult.answers.committee_desk import CommitteeDesk
from consult.answers.lookup import desk_of
from consult.answers.pages.committee_page import go_to, show
from consult.answers.pages.point_form import title_errors
from consult.answers.point import PointInput
from consult.answers.point_register import find_point
from consult.answers.remark_list import WHOLE
from consult.answers.remit import NotInRemit, Remit
from consult.documents.section import SectionIdentity
from consult.locale import gettext as _
from consult.responses.location import remark_locations
from consult.responses.remark import Remark
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.lookup import found_or_404
from consult.web.ticks import ticked


@dataclass(frozen=True)
class NewPointForm:
    """The form as it was typed. ``section`` is a key, or "whole"; ``errors`` by field."""

    section: str
    title: str = ""
    summary: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def posted(cls, fields: Fields, errors: Mapping[str, str]) -> NewPointForm:
        return cls(fields["section"], fields["title"], fields["summary"], errors)


async def point_new(request: Request) -> Response:
    """A new point of the remarks that are ticked in the list."""
    desk = await desk_of(request)
    chosen = await _chosen(desk.remit, ticked(request.query_params, "remark"))
    return await _show(request, desk, chosen, NewPointForm(_section_of(desk.remit, chosen)))


async def make_point(request: Request) -> Response:
    """Store the new point, or show what is typed again with what is wrong."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        chosen = await _chosen(desk.remit, ticked(form, "remark"))
        errors = title_errors(form)
        if not errors:
            try:
                new = await _new_point(desk.remit, form, chosen)
                made = await point.make_point(
                    desk.remit, new, by=desk.actor, now=received_at(request)
                )
                return go_to(desk.url("point", number=made.number))
            except NotInRemit:
                errors = {"section": _("Choose one of the committee's sections.")}
    return await _show(request, desk, chosen, NewPointForm.posted(form, errors))


async def gather_remarks(request: Request) -> Response:
    """Put the remarks that are ticked in the list into a point there is."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        entry = found_or_404(await find_point(desk.remit, number_in(form["into"])))
        chosen = await _chosen(desk.remit, ticked(form, "remark"))
    if not chosen:
        raise HTTPException(422, _("No remark was chosen. Go back and tick at least one."))
    ids = [remark.id for remark in chosen]
    await point.gather(entry.point, desk.remit, ids, by=desk.actor, now=received_at(request))
    return go_to(desk.url("point", number=entry.point.number))


async def _show(
    request: Request, desk: CommitteeDesk, chosen: list[Remark], form: NewPointForm
) -> Response:
    return show(
        request,
        desk,
        "point_new.html",
        status=422 if form.errors else 200,
        chosen=chosen,
        remark_locations=await remark_locations(desk.remit.outline.attribution, chosen),
        annexes=await annexes_with(chosen),
        form=form,
        errors=form.errors,
    )


async def _chosen(remit: Remit, written: list[str]) -> list[Remark]:
    """The committee's remarks with these ids; an id of another remark is left out."""
    ids = {number_in(each) for each in written}
    rows = remit.remarks().filter(id__in=ids).select_related("response__respondent")
    return await rows.order_by("id")


def _section_of(remit: Remit, chosen: list[Remark]) -> str:
    """The section of the first of them that has one, as the form names it."""
    keys = {section.identity_id: section.key for section in remit.sections}
    first = next((keys[r.section_id] for r in chosen if r.section_id in keys), None)
    if first is None and remit.is_lead:
        return WHOLE
    return first or (remit.sections[0].key if remit.sections else WHOLE)


async def _new_point(remit: Remit, form: Fields, chosen: list[Remark]) -> PointInput:
    """The point that the form asks for. Raises NotInRemit for another committee's section."""
    return PointInput(
        title=form.line("title"),
        summary=form["summary"].strip(),
        section=await _identity(remit, form["section"]),
        remarks=[remark.id for remark in chosen],
    )


async def _identity(remit: Remit, key: str) -> SectionIdentity | None:
    """The chosen section, None for the whole. Raises NotInRemit."""
    if key == WHOLE:
        return None
    for section in remit.sections:
        if section.key == key:
            return await SectionIdentity.get(id=section.identity_id)
    raise NotInRemit
