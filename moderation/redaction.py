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
from consult.responses.remark import Remark, Revision
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

    @classmethod
    def of(cls, remark: Remark, revision: Revision) -> AuthorWording:
        return cls(revision.text, revision.proposed_text, remark.quote, remark.language)


@dataclass(frozen=True)
class RedactedSpan:
    """Characters ``start`` to ``end`` of ``field`` are left out, for ``reason``."""

    field: str
    start: int
    end: int
    reason: ModerationReason

    def words(self, wording: AuthorWording) -> str:
        words: str = getattr(wording, self.field)[self.start : self.end]
        return words


class MarksNeedReason(ValueError):
    """Words are marked without a reason of their own, and none is chosen for all of them."""


def read_redactions(
    wording: AuthorWording,
    field: str,
    marked: str,
    reasons: Mapping[str, ModerationReason],
    default: ModerationReason | None,
) -> list[RedactedSpan]:
    """What the marked copy of one field leaves out; an empty copy leaves out nothing.

    Raises MarksUnreadable, or MarksNeedReason.
    """
    redactions = []
    for span in read_marks(getattr(wording, field), marked, reasons) if marked.strip() else []:
        reason = reasons[span.reason] if span.reason else default
        if reason is None:
            raise MarksNeedReason(field)
        redactions.append(RedactedSpan(field, span.start, span.end, reason))
    return redactions


def public_copy(wording: AuthorWording, redactions: Sequence[RedactedSpan]) -> PublicCopy:
    """The wording with each span left out replaced by its reason, in the author's language."""
    with speaking(wording.language):
        text, proposed_text = (_without(wording, field, redactions) for field in FIELDS)
        quote = _quote_without(wording, redactions)
    return PublicCopy(text, proposed_text, quote, redacted=bool(redactions))


def placeholder(reason: ModerationReason) -> str:
    """What stands in place of words that were left out, in the current language."""
    return "[" + _("left out: %(reason)s") % {"reason": reason.words} + "]"


def _without(wording: AuthorWording, field: str, redactions: Sequence[RedactedSpan]) -> str:
    """One field without what is left out of it."""
    reasons = {str(each.start): each.reason for each in redactions if each.field == field}
    spans = [
        Span(each.start, each.end, str(each.start)) for each in redactions if each.field == field
    ]
    return public_text(
        getattr(wording, field), spans, lambda start: placeholder(reasons[start or ""])
    )


def _quote_without(wording: AuthorWording, redactions: Sequence[RedactedSpan]) -> str:
    """The quote without words that are left out of the author's text, for it would give them back."""
    quote = wording.quote
    for each in redactions:
        words = each.words(wording)
        if words.strip():
            # Any backslash would be read as a group's number.
            replacement = placeholder(each.reason).replace("\\", r"\\")
            quote = re.sub(_as_pattern(words), replacement, quote, flags=re.IGNORECASE)
    return quote


def leaked_words(
    wording: AuthorWording, redactions: Sequence[RedactedSpan], copy: PublicCopy
) -> list[str]:
    """Words left out that the public copy has all the same, because they also stand somewhere else in it."""
    public = f"{copy.text}\n{copy.proposed_text}"
    words = {" ".join(each.words(wording).split()) for each in redactions}
    return sorted(each for each in words if len(each) >= 3 and _stands_in(each, public))


def _stands_in(words: str, text: str) -> bool:
    return re.search(_as_pattern(words), text, re.IGNORECASE) is not None


def _as_pattern(words: str) -> str:
    """The same words anywhere, whole, however they are spaced."""
    return r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
