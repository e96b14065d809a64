"""The corrections a heading's page offers, each as a change of the draft, and why one cannot be. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from starlette.exceptions import HTTPException

from consult.documents.drafting import corrections
from consult.documents.drafting.corrections import ImpossibleCorrection
from consult.importing import Draft
from consult.locale import gettext as _
from consult.web.forms import Fields, number_in

Change = Callable[[Draft], Draft]
LONGEST_TITLE = 500
LONGEST_DESCRIPTION = 1_000
# Beside which field it is said what is wrong.
_FIELDS = {"heading": "title", "text": "title", "describe": "description-{}"}


def change_in(what: str, place: int, form: Fields) -> Change:
    """The correction that the form asks for. Raises ImpossibleCorrection for one that cannot be."""
    if what == "heading":
        words = form.line("title")
        if not words or len(words) > LONGEST_TITLE:
            raise ImpossibleCorrection(words)
        return partial(_heading, place=place, words=words, level=number_in(form["level"]))
    if what == "text":
        return partial(corrections.unmake_heading, section=place)
    paragraph = number_in(form["paragraph"])
    if what == "split":
        parts = [part for part in re.split(r"\n\s*\n", form["words"]) if part.strip()]
        return partial(corrections.split, section=place, paragraph=paragraph, parts=parts)
    if what in ("describe", "decorate"):
        words = form.line(f"description-{paragraph}") if what == "describe" else ""
        if len(words) > LONGEST_DESCRIPTION or (what == "describe" and not words):
            raise ImpossibleCorrection(words)
        return partial(corrections.describe, section=place, paragraph=paragraph, words=words)
    verbs = {"make": corrections.make_heading, "join": corrections.join}
    if what not in verbs:
        raise HTTPException(400, _("The form was not complete."))
    return partial(verbs[what], section=place, paragraph=paragraph)


def _heading(draft: Draft, *, place: int, words: str, level: int) -> Draft:
    """Words first: they are at the same place whatever the level becomes. Unchanged words keep their marks."""
    section = draft.sections[place] if place < len(draft.sections) else None
    shown = f"{section.number or ''} {section.title}".strip() if section else ""
    worded = draft if words == shown else corrections.retitle(draft, place, words)
    return corrections.relevel(worded, place, level)


def refusal(what: str, paragraph: int) -> dict[str, str]:
    """What is wrong, by the field beside which it is said."""
    return {_FIELDS.get(what, "words-{}").format(paragraph): _why_not(what)}


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
