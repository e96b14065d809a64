"""One heading of the text with its paragraphs: corrected one step at a time while it is not published."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.documents.drafting import correcting
from consult.documents.drafting.correcting import DEEPEST, Impossible
from consult.documents.drafting.preparation import Preparation
from consult.documents.importing import Draft
from consult.documents.pages.desk import Desk, desk_of, is_another, overtaken, show
from consult.documents.pages.text import lost_in, never_changes, stored
from consult.documents.readiness import Step
from consult.documents.versions.replacing import (
    Changed,
    PublishedNeverChanges,
    correct,
    read_preparation,
)
from consult.locale import gettext as _
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form
from consult.web.richtext import TooLong

Change = Callable[[Draft], Draft]
LONGEST_TITLE = 500
LONGEST_DESCRIPTION = 1_000
# Beside which field it is said what is wrong.
_FIELDS = {"heading": "title", "text": "title", "describe": "description-{}"}


async def draft_section(request: Request) -> Response:
    """The heading, its level, and its paragraphs with what can be done to each."""
    return await _section(request, await desk_of(request))


async def correct_section(request: Request) -> Response:
    """Make one correction."""
    desk = await desk_of(request)
    if desk.version is None:
        raise HTTPException(404)
    async with read_form(request) as form:
        place, what = request.path_params["place"], form["do"]
        edition, paragraph = number_in(form["edition"]), form["paragraph"]
        try:
            if is_another(form, desk.version):
                raise Changed(desk.version.id)
            change = _change(what, place, form)
            lost = await correct(
                desk.version,
                change,
                edition=edition,
                by=desk.person.actor,
                now=received_at(request),
                verb="corrected",
            )
        except Impossible:
            field = _FIELDS.get(what, "words-{}").format(paragraph)
            words = {field: _why_not(what)}
            return await _section(request, desk, words, form=form, status=422)
        except TooLong:
            words = {"title": _("The paragraph would be too long to be shown.")}
            return await _section(request, desk, words, form=form, status=422)
        except Changed:
            return await _section(request, desk, {"title": overtaken()}, form=form, status=409)
        except PublishedNeverChanges:
            raise HTTPException(409, never_changes()) from None
    if what == "text":
        return stored(desk.url("draft_text"), lost)
    return stored(desk.url("draft_section", place=place), lost)


def _change(what: str, place: int, form: Fields) -> Change:
    """The correction that the form asks for. Raises Impossible for one that cannot be."""
    if what == "heading":
        words = form.line("title")
        if not words or len(words) > LONGEST_TITLE:
            raise Impossible(words)
        return partial(_heading, place=place, words=words, level=number_in(form["level"]))
    if what == "text":
        return partial(correcting.unmake_heading, section=place)
    paragraph = number_in(form["paragraph"])
    if what == "split":
        parts = [part for part in re.split(r"\n\s*\n", form["words"]) if part.strip()]
        return partial(correcting.split, section=place, paragraph=paragraph, parts=parts)
    if what in ("describe", "decorate"):
        words = form.line(f"description-{paragraph}") if what == "describe" else ""
        if len(words) > LONGEST_DESCRIPTION or (what == "describe" and not words):
            raise Impossible(words)
        return partial(correcting.describe, section=place, paragraph=paragraph, words=words)
    verbs = {"make": correcting.make_heading, "join": correcting.join}
    if what not in verbs:
        raise HTTPException(400, _("The form was not complete."))
    return partial(verbs[what], section=place, paragraph=paragraph)


def _heading(draft: Draft, *, place: int, words: str, level: int) -> Draft:
    """Words first: they are at the same place whatever the level becomes. Unchanged words keep their marks."""
    section = draft.sections[place] if place < len(draft.sections) else None
    shown = f"{section.number or ''} {section.title}".strip() if section else ""
    worded = draft if words == shown else correcting.retitle(draft, place, words)
    return correcting.relevel(worded, place, level)


def _why_not(what: str) -> str:
    if what == "heading":
        return _("A heading has from 1 to 500 characters, and a level from 1 to 6.")
    if what == "describe":
        return _("Write in 1 to 1,000 characters what the picture shows.")
    if what == "split":
        return _("Put an empty line where the paragraph is to be split, and change no word.")
    if what == "join":
        return _("This paragraph cannot be joined to the one before.")
    if what == "make":
        return _("Only words can become a heading.")
    return _("The first heading cannot become text: nothing stands before it.")


async def _section(
    request: Request,
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    form: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """``form`` is what was typed and not stored."""
    if desk.version is None:
        raise HTTPException(404)
    preparation = await Preparation.get_or_none(version_id=desk.version.id)
    draft = await read_preparation(preparation) if preparation else None
    place: int = request.path_params["place"]
    if draft is None or preparation is None or place >= len(draft.sections):
        raise HTTPException(404)
    section = draft.sections[place]
    shown = f"{section.number or ''} {section.title}".strip()
    typed = form or {}
    return await show(
        request,
        desk,
        Step.TEXT,
        "section.html",
        status=status,
        preparation=preparation,
        place=place,
        last_place=len(draft.sections) - 1,
        section=section,
        values={"title": typed.get("title") or shown, "level": typed.get("level") or section.level},
        typed={typed.get("paragraph", ""): typed.get("words", "")},
        levels=list(range(1, DEEPEST + 1)),
        is_published=desk.version.published_at is not None,
        errors=errors or {},
        **lost_in(request),
    )
