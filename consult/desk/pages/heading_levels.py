"""The levels of all headings on one page, changed in one go; a line that is no heading becomes text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, version_on
from consult.desk.pages.draft_text import stored
from consult.desk.pages.step_page import refuse_another, show
from consult.desk.readiness import Step
from consult.documents.drafting.corrections import (
    DEEPEST,
    NO_HEADING,
    ImpossibleCorrection,
    relevel_all,
)
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
from consult.web.lookup import found_or_404

# As many as one form has fields for, with room to spare.
AT_ONCE = 300
FIELD = "level-"


@dataclass(frozen=True)
class HeadingLine:
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
    version = version_on(desk)
    async with read_form(request) as form:
        part, lock_version, chosen = (
            _part(form["part"]),
            number_in(form["lock_version"]),
            _chosen(form),
        )
        try:
            await refuse_another(form, version)
            lost = await correct(
                version,
                partial(relevel_all, levels=chosen),
                lock_version=lock_version,
                by=desk.person.actor,
                now=received_at(request),
                verb="corrected",
            )
        except ImpossibleCorrection:
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
    version = version_on(desk)
    unpublished = Preparation.filter(version_id=version.id, version__published_at__isnull=True)
    preparation = found_or_404(await unpublished.first())
    draft = await read_preparation(preparation)
    lines = found_or_404(_lines(draft, part, chosen or {}) or None)
    return await show(
        request,
        desk,
        Step.TEXT,
        "levels.html",
        status=status,
        conflict=conflict,
        kept=True,
        preparation=preparation,
        lines=lines,
        part=part,
        parts=-(-len(draft.sections) // AT_ONCE),
        levels=list(range(1, DEEPEST + 1)),
        no_heading=NO_HEADING,
        errors=errors or {},
    )


def _lines(draft: Draft, part: int, chosen: Mapping[int, int]) -> list[HeadingLine]:
    places = range(part * AT_ONCE, min((part + 1) * AT_ONCE, len(draft.sections)))
    return [
        HeadingLine(place, draft.sections[place], chosen.get(place, draft.sections[place].level))
        for place in places
    ]
