"""Who answers for what: committees and their sections, and the committees' names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from consult.clock import local
from consult.consultations import committee as verbs
from consult.consultations.committee import Committee, CommitteeName, NameTaken, NotYet
from consult.consultations.period import parse_day
from consult.desk.button_page import ButtonPage
from consult.desk.desk import Desk
from consult.desk.heading_tree import TreeHeading
from consult.desk.lookup import desk_of, version_on
from consult.desk.readiness import Step
from consult.desk.step_page import show
from consult.documents import owner_assignment
from consult.documents.current_version import settled_version
from consult.documents.document import Document, Version
from consult.documents.owner_assignment import OwnsNothing
from consult.documents.ownership import Ownership
from consult.documents.section import Section, SectionIdentity
from consult.locale import gettext as _
from consult.people.role import Role
from consult.stale_state import GONE, StaleState
from consult.web.arrival import received_at
from consult.web.field_message import missing
from consult.web.forms import Fields, number_in, read_form
from consult.web.page_fields import FieldGroup, PageFields
from consult.web.ticks import tick_name, ticked

LONGEST_NAME = 200
# Before the identity of an area, in the name of the field beside it.
AREA = "area-"
# Before that of any section, in the name of the box beside it.
SECTION = "section"
# What each button stores.
AREAS, MANY, NEW, RENAMED = "areas", "many", "new", "renamed"


@dataclass(frozen=True)
class OwnedSection(TreeHeading):
    """A section of the text with the committees that answer for it directly."""

    owners: tuple[Ownership, ...]


async def owners(request: Request) -> Response:
    """Every heading with its committees, and the form that gives it one more."""
    return await PAGE.open(request)


async def assign_owners(request: Request) -> Response:
    """Give the ticked sections to a committee."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        committee = await _committee(form["committee"])
        marked = ticked(form, SECTION)
        chosen = await _chosen(desk, marked)
        errors = {}
        if committee is None:
            errors["committee"] = missing(_("Choose the committee."))
        if not chosen:
            errors["section"] = missing(_("Tick at least one section."))
        if errors or committee is None:
            return await PAGE.refused(request, form, MANY, errors)
        try:
            if len(chosen) < len(marked):
                raise StaleState("section", GONE)
            await owner_assignment.assign_owners(
                chosen,
                committee,
                by=desk.person.actor,
                now=received_at(request),
                is_lead=form.checked("is_lead"),
            )
        except StaleState as stale:
            return await PAGE.refused(request, form, MANY, conflict=stale)
    return await PAGE.stored(request, form, MANY)


async def assign_areas(request: Request) -> Response:
    """Give every area at once to the committee chosen beside it, and say who leads."""
    desk = await desk_of(request)
    version = version_on(desk)
    async with read_form(request) as form:
        lead = await _committee(form["lead"])
        try:
            await owner_assignment.assign_owner_pairs(
                await Document.get(id=version.document_id),
                await _beside(desk, form),
                lead=lead,
                by=desk.person.actor,
                now=received_at(request),
            )
        except StaleState as stale:
            return await PAGE.refused(request, form, AREAS, conflict=stale)
        except OwnsNothing:
            wrong = {"lead": _("Give the committee that leads an area, too.")}
            return await PAGE.refused(request, form, AREAS, wrong)
    return await PAGE.stored(request, form, AREAS)


async def _beside(desk: Desk, form: Fields) -> list[tuple[SectionIdentity, Committee]]:
    """The sections with the committees that were chosen beside them. Raises StaleState."""
    filled = {name.removeprefix(AREA): form[name] for name in form if name.startswith(AREA)}
    chosen = {number_in(at): number_in(to) for at, to in filled.items() if to}
    sections = await _chosen(desk, list(map(str, chosen)))
    ids = set(chosen.values())
    committees = {each.id: each for each in await Committee.filter(id__in=list(ids))}
    if len(sections) < len(chosen) or len(committees) < len(ids):
        raise StaleState("section", GONE)
    return [(each, committees[chosen[each.id]]) for each in sections]


async def remove_owner(request: Request) -> Response:
    """Take one section from one committee; the button's value is the ids of both."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        section, _dash, committee = form["owner"].partition("-")
        for identity in await _chosen(desk, [section]):
            await owner_assignment.remove_owner(
                identity, number_in(committee), by=desk.person.actor, now=received_at(request)
            )
    return await PAGE.stored(request, form, fragment="owned-heading")


async def new_committee(request: Request) -> Response:
    """Add a committee that there was not yet."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        name = form.line("new_name")
        if not name or len(name) > LONGEST_NAME:
            wrong = {"new_name": _("A committee's name has from 1 to 200 characters.")}
            return await PAGE.refused(request, form, NEW, wrong)
        try:
            await verbs.create_committee(name, by=desk.person.actor, now=received_at(request))
        except NameTaken:
            wrong = {"new_name": _("There is a committee of this name.")}
            return await PAGE.refused(request, form, NEW, wrong)
    return await PAGE.stored(request, form, NEW)


async def rename_committee(request: Request) -> Response:
    """Call a committee something else from a day on."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        committee = await _committee(form["renamed"])
        errors = _renaming_errors(form, committee)
        if errors or committee is None:
            return await PAGE.refused(request, form, RENAMED, errors)
        try:
            await verbs.rename_committee(
                committee,
                form.line("name"),
                since=parse_day(form["since"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except NameTaken:
            wrong = {"name": _("There is a committee of this name.")}
            return await PAGE.refused(request, form, RENAMED, wrong)
        except NotYet:
            wrong = {"since": _("The name must count from today or from an earlier day.")}
            return await PAGE.refused(request, form, RENAMED, wrong)
    return await PAGE.stored(request, form, RENAMED)


def _renaming_errors(form: Fields, committee: Committee | None) -> dict[str, str]:
    errors: dict[str, str] = {}
    if committee is None:
        errors["renamed"] = missing(_("Choose the committee."))
    if not form.line("name") or len(form.line("name")) > LONGEST_NAME:
        errors["name"] = _("A committee's name has from 1 to 200 characters.")
    try:
        parse_day(form["since"])
    except ValueError:
        errors["since"] = _("Write the day as day, month, year, such as 1.3.2027.")
    return errors


async def _committee(written: str) -> Committee | None:
    return await Committee.get_or_none(id=number_in(written)) if written else None


async def _chosen(desk: Desk, written: list[str]) -> list[SectionIdentity]:
    """The sections of this text among those that were ticked. Raises HTTPException 404 while there is none."""
    ids = [number_in(each) for each in written]
    rows = SectionIdentity.filter(document_id=version_on(desk).document_id, id__in=ids)
    return await rows.order_by("id")


async def _fields(request: Request, desk: Desk) -> PageFields:
    """The fields as they are stored."""
    rows = await _rows(await settled_version(desk.consultation))
    beside = {f"{AREA}{row.section.identity_id}": "" for row in rows if row.is_area}
    today = local(received_at(request)).date().isoformat()
    boxes = {tick_name(SECTION, row.section.identity_id): "" for row in rows}
    many = {**boxes, "committee": "", "is_lead": ""}
    return PageFields(
        {
            AREAS: FieldGroup(_("The areas"), {**beside, "lead": _lead(rows)}, at="areas"),
            MANY: FieldGroup(
                _("Sections below an area, or many at once"), many, at="field-section"
            ),
            NEW: FieldGroup(_("A committee that is not on the list"), {"new_name": ""}),
            RENAMED: FieldGroup(
                _("A committee has a new name"), {"renamed": "", "name": "", "since": today}
            ),
        }
    )


async def _owners(
    request: Request,
    desk: Desk,
    fields: PageFields,
    errors: Mapping[str, str],
    *,
    status: int,
    conflict: StaleState | None,
) -> Response:
    settled = await settled_version(desk.consultation)
    return await show(
        request,
        desk,
        Step.OWNERS,
        "owners.html",
        status=status,
        conflict=conflict,
        kept=True,
        rows=await _rows(settled),
        fields=fields,
        is_settled=settled is not None
        and desk.version is not None
        and settled.id == desk.version.id,
        committees=await Committee.all().order_by("name"),
        may_name=desk.person.has_everywhere(Role.EDITOR, Role.ADMIN),
        earlier=await _earlier_names(),
        errors=errors,
    )


PAGE = ButtonPage("owners", _fields, _owners)


def _lead(rows: list[OwnedSection]) -> str:
    """The committee that leads, as the field has it; "" where there is none."""
    leading = (each.committee_id for row in rows for each in row.owners if each.is_lead)
    return str(next(leading, ""))


async def _rows(version: Version | None) -> list[OwnedSection]:
    if version is None:
        return []
    owned: dict[int, list[Ownership]] = {}
    rows = Ownership.filter(section__document_id=version.document_id)
    for each in await rows.order_by("-is_lead", "id").select_related("committee"):
        owned.setdefault(each.section_id, []).append(each)
    sections = await Section.filter(version_id=version.id).order_by("position")
    return [OwnedSection(each, tuple(owned.get(each.identity_id, ()))) for each in sections]


async def _earlier_names() -> dict[int, list[CommitteeName]]:
    """What each committee was called before, the last name first."""
    found: dict[int, list[CommitteeName]] = {}
    for each in await CommitteeName.all().order_by("-since").select_related("committee"):
        if each.name != each.committee.name:
            found.setdefault(each.committee_id, []).append(each)
    return found
