"""One entry of the mapping, corrected: an editor names the old and the new paragraphs by their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.desk_mapping import DeskMapping
from consult.desk.link_form import (
    UnknownNumber,
    impossible_link_error,
    is_sent,
    link_kind,
    link_values,
    linked_paragraphs,
    unknown_number_error,
)
from consult.desk.lookup import desk_of, mapping_on
from consult.desk.mapping_candidates import MOST_FOUND, find_candidates, nearby_candidates
from consult.desk.mapping_list import selection_in
from consult.desk.paragraph_differences import differences_by_side
from consult.desk.readiness import Step
from consult.desk.step_page import redirect_to, refuse_other_version, show
from consult.documents.versions.mapping_approval import ImpossibleLink, draw_link
from consult.numbers import id_in
from consult.people.account import names_of
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import number_in, read_form
from consult.web.lookup import found_or_404


async def correction(request: Request) -> Response:
    """The entry, the form, and paragraphs that may be meant instead."""
    desk = await desk_of(request)
    return await _correction(request, desk, await mapping_on(desk))


async def correct_mapping(request: Request) -> Response:
    """Store what became of the paragraphs that the form names."""
    desk = await desk_of(request)
    mapping = await mapping_on(desk)
    async with read_form(request) as form:
        try:
            await refuse_other_version(form, mapping.version)
            old, new = linked_paragraphs(mapping, form)
            await draw_link(
                mapping.version,
                old=[each.id for each in old],
                new=[each.id for each in new],
                kind=link_kind(old, new, is_moved=form.checked("moved")),
                lock_version=number_in(form["lock_version"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except UnknownNumber as unknown:
            wrong = unknown_number_error(mapping, unknown)
            return await _correction(request, desk, mapping, form, wrong)
        except ImpossibleLink:
            return await _correction(request, desk, mapping, form, impossible_link_error())
        except StaleState as conflict:
            again = await mapping_on(await desk_of(request))
            return await _correction(request, desk, again, form, conflict=conflict)
    selection = selection_in(form)
    query = selection.query(page=selection.page).removeprefix("?")
    return redirect_to(desk.url("mapping"), f"{query}&saved=1" if query else "saved=1")


async def _correction(
    request: Request,
    desk: Desk,
    mapping: DeskMapping,
    form: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    conflict: StaleState | None = None,
) -> Response:
    """``form`` is what was typed and not stored; so may be the query of the address."""
    fields = form if form is not None else request.query_params
    name, query = fields.get("which", ""), fields.get("find", "")
    index = _index(mapping, name)
    counted = mapping.entries[index]
    selection = selection_in(fields)
    return await show(
        request,
        desk,
        Step.TEXT,
        "mapping_correction.html",
        status=422 if errors else 200,
        conflict=conflict,
        kept=True,
        mapping=mapping,
        counted=counted,
        name=name,
        selection=selection,
        list_url=desk.url("mapping") + selection.query(page=selection.page),
        values=link_values(counted, fields),
        is_typed=is_sent(fields),
        nearby=nearby_candidates(mapping, index),
        query=query,
        found=find_candidates(mapping, query),
        most_found=MOST_FOUND,
        differences=differences_by_side,
        names=await names_of({counted.entry.made_by, mapping.review.approved_by}),
        errors=errors or {},
    )


def _index(mapping: DeskMapping, name: str) -> int:
    """The index of the entry with this name, see CountedEntry; any of its paragraphs names it. Raises HTTPException
    404."""
    side, _dash, written = name.partition("-")
    sides = {"old": attrgetter("entry.old"), "new": attrgetter("entry.new")}
    paragraphs, wanted = found_or_404(sides.get(side)), found_or_404(id_in(written))
    named = (
        index
        for index, each in enumerate(mapping.entries)
        if any(one.id == wanted for one in paragraphs(each))
    )
    return found_or_404(next(named, None))
