"""One heading of the text with its paragraphs: corrected one step at a time while it is not published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from consult.desk.desk import Desk
from consult.desk.lookup import desk_of, version_on
from consult.desk.pages.draft_text import lost_in, stored
from consult.desk.pages.heading_changes import change_in, refusal
from consult.desk.pages.step_page import refuse_another, show
from consult.desk.readiness import Step
from consult.desk.warning_links import noted, notes_in, place_url
from consult.desk.warning_list import Noted, Notes, anchor_of
from consult.documents.drafting.corrections import DEEPEST, ImpossibleCorrection
from consult.documents.drafting.preparation import Preparation
from consult.documents.versions.draft_replacement import (
    correct,
    read_preparation,
)
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import number_in, read_form
from consult.web.lookup import found_or_404
from consult.web.richtext import TooLong


@dataclass(frozen=True)
class Way:
    """A place on the way through what a person is to judge: what is left before and after it, how many are left,
    and of how many."""

    current: Noted
    before: Noted | None
    following: Noted | None
    left: int
    all: int


async def draft_section(request: Request) -> Response:
    """The heading, its level, and its paragraphs with what can be done to each."""
    return await _section(request, await desk_of(request))


async def correct_section(request: Request) -> Response:
    """Make one correction."""
    desk = await desk_of(request)
    version = version_on(desk)
    async with read_form(request) as form:
        place, what = request.path_params["place"], form["do"]
        lock_version, paragraph = (
            number_in(form["lock_version"]),
            number_in(form["paragraph"] or "0"),
        )
        try:
            await refuse_another(form, version)
            lost = await correct(
                version,
                change_in(what, place, form),
                lock_version=lock_version,
                by=desk.person.actor,
                now=received_at(request),
                verb="corrected",
            )
        except ImpossibleCorrection:
            return await _section(request, desk, refusal(what, paragraph), form=form, status=422)
        except TooLong:
            words = {"title": _("The paragraph would be too long to be shown.")}
            return await _section(request, desk, words, form=form, status=422)
        except StaleState as stale:
            return await _section(request, desk, form=form, conflict=stale)
    return stored(*await _seen_from(desk, place, paragraph, what, form["warning"]), lost)


async def _seen_from(
    desk: Desk, place: int, paragraph: int, what: str, warning: str
) -> tuple[str, str, str]:
    """Where the correction is looked at: (address, its query, the id there). On the way through the places that a
    person is to judge it is the place one was at, wherever that stands now."""
    if warning and desk.version is not None:
        note = (await notes_in(desk.version)).find(warning)
        if note is not None and note.section is not None:
            address = desk.url("draft_section", place=note.section)
            return address, f"warning={warning}", note.anchor
    match what:
        case "text":
            place, paragraph = place - 1, -1
        case "make":
            place, paragraph = place + 1, -1
        case "heading":
            paragraph = -1
        case "join":
            paragraph -= 1
    return desk.url("draft_section", place=place), "", anchor_of(paragraph)


async def _section(
    request: Request,
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    form: Mapping[str, str] | None = None,
    status: int = 200,
    conflict: StaleState | None = None,
) -> Response:
    """``form`` is what was typed and not stored."""
    version = version_on(desk)
    preparation = found_or_404(await Preparation.get_or_none(version_id=version.id))
    draft = await read_preparation(preparation)
    place: int = request.path_params["place"]
    section = found_or_404(draft.sections[place] if place < len(draft.sections) else None)
    # Of a text that never changes nothing is left to judge.
    notes = Notes(()) if version.published_at else await noted(version, draft)
    shown = f"{section.number or ''} {section.title}".strip()
    typed = form or {}
    return await show(
        request,
        desk,
        Step.TEXT,
        "section.html",
        status=status,
        conflict=conflict,
        kept=True,
        preparation=preparation,
        place=place,
        last_place=len(draft.sections) - 1,
        section=section,
        values={"title": typed.get("title") or shown, "level": typed.get("level") or section.level},
        typed={typed.get("paragraph", ""): typed.get("words", "")},
        levels=list(range(1, DEEPEST + 1)),
        is_published=version.published_at is not None,
        errors=errors or {},
        notes=notes.at(place),
        way=_way(notes, typed.get("warning") or request.query_params.get("warning", "")),
        place_url=place_url,
        **lost_in(request),
    )


def _way(notes: Notes, key: str) -> Way | None:
    """On the way through the places that are left: which one this is; None for whoever only reads."""
    current = notes.find(key) if key else None
    if current is None or not current.is_asked:
        return None
    return Way(current, *notes.around(current), len(notes.left), len(notes.asked))
