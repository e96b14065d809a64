"""The levels of all headings on one page, stored in one go; a line that is no heading becomes text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.heading_tree import indent_of
from consult.desk.lookup import desk_of, version_on
from consult.desk.readiness import Step
from consult.desk.step_page import refuse_other_version, show
from consult.desk.text_page import redirect_after_change
from consult.documents.drafting.corrections import (
    DEEPEST,
    NO_HEADING,
    ImpossibleCorrection,
    relevel_all,
)
from consult.documents.drafting.preparation import Preparation, parsed_draft
from consult.documents.versions.draft_replacement import correct_draft
from consult.importing import Draft, SectionDraft
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.lookup import found_or_404

# Headings on one page: below the number of fields that a form may have.
HEADINGS_ON_PAGE = 300
FIELD = "level-"


@dataclass(frozen=True)
class HeadingLine:
    """A heading with the level in its field, as stored or as chosen; ``index`` counts in the draft from 0."""

    index: int
    section: SectionDraft
    level: int

    @property
    def indent(self) -> int:
        return indent_of(self.section.level)


async def heading_levels(request: Request) -> Response:
    """Every heading with its level."""
    desk = await desk_of(request)
    return await _levels(request, desk, _part(request.query_params.get("part", "")))


async def correct_levels(request: Request) -> Response:
    """Store the levels of the page's headings."""
    desk = await desk_of(request)
    version = version_on(desk)
    async with read_form(request) as form:
        part, lock_version = _part(form["part"]), number_in(form["lock_version"])
        chosen = _chosen(form)
        try:
            await refuse_other_version(form, version)
            losses = await correct_draft(
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
        except StaleState as conflict:
            return await _levels(request, desk, part, chosen=chosen, conflict=conflict)
    query = f"part={part}" if part else ""
    return redirect_after_change(desk.url("heading_levels"), losses, query)


def _chosen(form: Fields) -> dict[int, int]:
    """The levels by heading. Raises HTTPException 400 for a level out of range."""
    names = (name for name in form if name.startswith(FIELD))
    chosen = {number_in(name.removeprefix(FIELD)): number_in(form[name]) for name in names}
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
    """Part ``part`` (from 0) of the headings; ``chosen`` are levels that were chosen and not stored."""
    version = version_on(desk)
    unpublished = Preparation.filter(version_id=version.id, version__published_at__isnull=True)
    preparation = found_or_404(await unpublished.first())
    draft = await parsed_draft(preparation)
    lines = found_or_404(_lines(draft, part, chosen or {}) or None)
    is_last = (part + 1) * HEADINGS_ON_PAGE >= len(draft.sections)
    return await show(
        request,
        desk,
        Step.TEXT,
        "heading_levels.html",
        status=status,
        conflict=conflict,
        kept=True,
        preparation=preparation,
        lines=lines,
        part=part,
        previous_url=_url(desk, part - 1) if part else None,
        next_url=None if is_last else _url(desk, part + 1),
        levels=list(range(1, DEEPEST + 1)),
        no_heading=NO_HEADING,
        errors=errors or {},
    )


def _url(desk: Desk, part: int) -> str:
    return f"{desk.url('heading_levels')}?part={part}"


def _lines(draft: Draft, part: int, chosen: Mapping[int, int]) -> list[HeadingLine]:
    start, end = part * HEADINGS_ON_PAGE, (part + 1) * HEADINGS_ON_PAGE
    return [
        HeadingLine(index, section, chosen.get(index, section.level))
        for index, section in enumerate(draft.sections[start:end], start)
    ]
