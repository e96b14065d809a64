"""The corrections that a section's page offers, each as a change of the draft, and why one is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from consult.documents.drafting import corrections
from consult.documents.drafting.corrections import ImpossibleCorrection
from consult.importing import Draft
from consult.locale import gettext as _
from consult.web.forms import Fields, number_in

Correction = Callable[[Draft], Draft]
LONGEST_TITLE = 500
LONGEST_DESCRIPTION = 1_000
# The values of the form's buttons.
HEADING, TEXT, SPLIT, DESCRIBE, DECORATE, MAKE, JOIN = VERBS = (
    "heading", "text", "split", "describe", "decorate", "make", "join",
)  # fmt: skip
# The field that an error belongs to; "{}" is the paragraph's index.
_FIELDS = {HEADING: "title", TEXT: "title", DESCRIBE: "description-{}", DECORATE: "description-{}"}
# They move paragraphs, and what is typed beside another would then stand beside the wrong one.
MOVING = (TEXT, SPLIT, MAKE, JOIN)


def correction_in(verb: str, section: int, paragraph: int, form: Fields) -> Correction:
    """The correction of a section (from 0) that the form asks for; ``verb`` is one of VERBS.

    Raises ImpossibleCorrection for fields out of bounds, HTTPException 400 for an incomplete form.
    """
    if verb == HEADING:
        words = form.line("title")
        if not words or len(words) > LONGEST_TITLE:
            raise ImpossibleCorrection(words)
        return partial(_heading, section=section, words=words, level=number_in(form["level"]))
    if verb == TEXT:
        return partial(corrections.heading_to_text, section=section)
    if verb == SPLIT:
        parts = [part for part in re.split(r"\n\s*\n", form[f"words-{paragraph}"]) if part.strip()]
        return partial(corrections.split, section=section, paragraph=paragraph, parts=parts)
    if verb in (DESCRIBE, DECORATE):
        words = form.line(f"description-{paragraph}") if verb == DESCRIBE else ""
        if len(words) > LONGEST_DESCRIPTION or (verb == DESCRIBE and not words):
            raise ImpossibleCorrection(words)
        return partial(corrections.describe, section=section, paragraph=paragraph, words=words)
    change = {MAKE: corrections.text_to_heading, JOIN: corrections.join}[verb]
    return partial(change, section=section, paragraph=paragraph)


def _heading(draft: Draft, *, section: int, words: str, level: int) -> Draft:
    """Words, then level: the level may move the heading. Unchanged words keep their tracked changes."""
    heading = draft.sections[section] if section < len(draft.sections) else None
    current = f"{heading.number or ''} {heading.title}".strip() if heading else ""
    retitled = draft if words == current else corrections.retitle(draft, section, words)
    return corrections.relevel(retitled, section, level)


def corrected_at(verb: str, section: int, paragraph: int) -> tuple[int, int]:
    """(section, paragraph) where a correction that was made is to be seen; a paragraph of -1 is the heading."""
    moved = {
        HEADING: (section, -1),
        TEXT: (section - 1, -1),
        MAKE: (section + 1, -1),
        JOIN: (section, paragraph - 1),
    }
    return moved.get(verb, (section, paragraph))


def field_of(verb: str, paragraph: int) -> str:
    """The name of the field that belongs to the button, if only for its error."""
    return _FIELDS.get(verb, "words-{}").format(paragraph)


def refusal(verb: str, paragraph: int) -> dict[str, str]:
    """The error by the name of its field."""
    return {field_of(verb, paragraph): _refusal_words(verb)}


def _refusal_words(verb: str) -> str:
    if verb == HEADING:
        return _("A heading has from 1 to 500 characters, and a level from 1 to 6.")
    if verb == DESCRIBE:
        return _("Write in 1 to 1,000 characters what the picture shows.")
    if verb == SPLIT:
        return _("Put an empty line where the paragraph is to be split, and change no word.")
    if verb == JOIN:
        return _("This paragraph cannot be joined to the one before.")
    if verb == MAKE:
        return _("Only words can become a heading.")
    return _("The first heading cannot become text: nothing stands before it.")
