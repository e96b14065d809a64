"""The levels of all headings on one page, changed in one go; a line that is no heading becomes text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.desk.pages.desk import Desk, desk_of, refuse_another, show
from consult.desk.pages.draft_text import stored
from consult.desk.readiness import Step
from consult.documents.drafting.corrections import DEEPEST, NO_HEADING, Impossible, relevel_all
from consult.documents.drafting.preparation import Preparation
from consult.documents.versions.draft_replacement import (
    correct,
    read_preparation,
)
from consult.importing import Draft, SectionDraft
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form

# As many as one form has fields for, with room to spare.
AT_ONCE = 300
FIELD = "level-"


@dataclass(frozen=True)
class Line:
    """A heading with the level in its field, as stored or as it was chosen; ``place`` is its place in the draft."""

    place: int
    section: SectionDraft
    level: int


async def heading_levels(request: Request) -> Response:
    """Every heading with its level, a few hundred on a page."""
    desk = await desk_of(request)
    return await _levels(request, desk, _part(request.query_params.get("part", "")))


async def correct_levels(request: Request) -> Response:
    """Store all levels of the page at once."""
    desk = await desk_of(request)
    if desk.version is None:
        raise HTTPException(404)
    async with read_form(request) as form:
        part, lock_version, chosen = (
            _part(form["part"]),
            number_in(form["lock_version"]),
            _chosen(form),
        )
        try:
            await refuse_another(form, desk.version)
            lost = await correct(
                desk.version,
                partial(relevel_all, levels=chosen),
                lock_version=lock_version,
                by=desk.person.actor,
                now=received_at(request),
                verb="corrected",
            )
        except Impossible:
            first = _("The first heading cannot become text: nothing stands before it.")
            return await _levels(request, desk, part, {"level-0": first}, chosen, status=422)
        except StaleState as stale:
            return await _levels(request, desk, part, chosen=chosen, conflict=stale)
    return stored(desk.url("heading_levels"), f"part={part}" if part else "", "", lost)


def _chosen(form: Fields) -> dict[int, int]:
    """The levels by place. Raises HTTPException 400 for what no field of ours sends."""
    named = (name for name in form if name.startswith(FIELD))
    chosen = {number_in(name.removeprefix(FIELD)): number_in(form[name]) for name in named}
    if any(level > DEEPEST for level in chosen.values()):
        raise HTTPException(400, _("The form was not complete."))
    return chosen


def _part(written: str) -> int:
    return number_in(written) if written else 0


async def _levels(
    request: Request,
    desk: Desk,
    part: int,
    errors: Mapping[str, str] | None = None,
    chosen: Mapping[int, int] | None = None,
    *,
    status: int = 200,
    conflict: StaleState | None = None,
) -> Response:
    """``chosen`` is what was chosen and not stored."""
    if desk.version is None or desk.version.published_at is not None:
        raise HTTPException(404)
    preparation = await Preparation.get_or_none(version_id=desk.version.id)
    draft = await read_preparation(preparation) if preparation else None
    if draft is None or part * AT_ONCE >= len(draft.sections):
        raise HTTPException(404)
    return await show(
        request,
        desk,
        Step.TEXT,
        "levels.html",
        status=status,
        conflict=conflict,
        kept=True,
        preparation=preparation,
        lines=_lines(draft, part, chosen or {}),
        part=part,
        parts=-(-len(draft.sections) // AT_ONCE),
        levels=list(range(1, DEEPEST + 1)),
        no_heading=NO_HEADING,
        errors=errors or {},
    )


def _lines(draft: Draft, part: int, chosen: Mapping[int, int]) -> list[Line]:
    places = range(part * AT_ONCE, min((part + 1) * AT_ONCE, len(draft.sections)))
    return [
        Line(place, draft.sections[place], chosen.get(place, draft.sections[place].level))
        for place in places
    ]
