"""Redacting: from a copy with double brackets to the words everybody may read. The author's own stay untouched.

Pure but for the language: knows no database and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.consultations.moderation_reason import ModerationReason
from consult.locale import gettext as _
from consult.locale import speaking
from consult.responses.publicity import PublicCopy
from moderation.redaction_marks import Span, public_text, read_marks

# The fields of a wording that words can be taken out of, as Redaction and Finding name them.
FIELDS = ("text", "proposed_text")


@dataclass(frozen=True)
class AuthorWording:
    """What an author wrote, of one revision, and the words of the draft it is about."""

    text: str
    proposed_text: str
    quote: str
    language: str


@dataclass(frozen=True)
class Hidden:
    """Characters ``start`` to ``end`` of ``field`` are left out, for ``reason``."""

    field: str
    start: int
    end: int
    reason: ModerationReason


class MarksNeedReason(ValueError):
    """Words are marked without a reason of their own, and none was given for all of them."""


def read_hidden(
    wording: AuthorWording,
    field: str,
    marked: str,
    reasons: Mapping[str, ModerationReason],
    default: ModerationReason | None,
) -> list[Hidden]:
    """What the marked copy of one field hides; an empty copy hides nothing.

    Raises MarksUnreadable, or MarksNeedReason.
    """
    hidden = []
    for span in read_marks(getattr(wording, field), marked, reasons) if marked.strip() else []:
        reason = reasons[span.reason] if span.reason else default
        if reason is None:
            raise MarksNeedReason(field)
        hidden.append(Hidden(field, span.start, span.end, reason))
    return hidden


def public_copy(wording: AuthorWording, hidden: Sequence[Hidden]) -> PublicCopy:
    """The wording with the hidden words replaced by their reason, in the author's language."""
    with speaking(wording.language):
        shown = {field: _without(wording, field, hidden) for field in FIELDS}
        quote = _quote_without(wording, hidden)
    return PublicCopy(shown["text"], shown["proposed_text"], quote, redacted=bool(hidden))


def left_out(reason: ModerationReason) -> str:
    """What stands in place of words that were left out, in the current language."""
    return "[" + _("left out: %(reason)s") % {"reason": reason.words} + "]"


def _without(wording: AuthorWording, field: str, hidden: Sequence[Hidden]) -> str:
    """One field with its own hidden words replaced."""
    mine = {each.start: each for each in hidden if each.field == field}
    spans = [Span(each.start, each.end, str(each.start)) for each in mine.values()]

    def words_for(start: str | None) -> str:
        return left_out(mine[int(start or 0)].reason)

    return public_text(getattr(wording, field), spans, words_for)


def _quote_without(wording: AuthorWording, hidden: Sequence[Hidden]) -> str:
    """The quote without words that were hidden in the author's text, for it would give them back."""
    quote = wording.quote
    for each in hidden:
        words = getattr(wording, each.field)[each.start : each.end]
        if words.strip():
            # Any backslash would be read as a group's number.
            put = left_out(each.reason).replace("\\", r"\\")
            quote = re.sub(_as_pattern(words), put, quote, flags=re.IGNORECASE)
    return quote


def still_shown(wording: AuthorWording, hidden: Sequence[Hidden], copy: PublicCopy) -> list[str]:
    """Hidden words that the public copy shows all the same, because they also stand somewhere else in it."""
    shown = f"{copy.text}\n{copy.proposed_text}"
    words = {
        " ".join(getattr(wording, each.field)[each.start : each.end].split()) for each in hidden
    }
    return sorted(each for each in words if len(each) >= 3 and _stands_in(each, shown))


def _stands_in(words: str, text: str) -> bool:
    return re.search(_as_pattern(words), text, re.IGNORECASE) is not None


def _as_pattern(words: str) -> str:
    """The same words anywhere, whole, however they are spaced."""
    return r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
