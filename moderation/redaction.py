"""Redacting: from a copy with double brackets to the words everybody may read. The author's own stay untouched.

Pure but for the language: knows no database and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consult.consultations.moderation_reason import ModerationReason
from consult.locale import gettext as _
from consult.locale import speaking
from consult.responses.publicity import PublicCopy
from consult.responses.remark import Remark, Revision
from moderation.redaction_marks import MarksUnreadable, Span, public_text, read_marks

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


def read_redactions(
    wording: AuthorWording,
    marked: Mapping[str, str],
    reasons: Mapping[str, ModerationReason],
    default: ModerationReason | None,
) -> tuple[list[RedactedSpan], dict[str, str]]:
    """What the marked copies, by field, leave out; and what is wrong with the marks, as messages by field of the form.

    ``default`` is the reason of marks without one of their own. An empty copy leaves out nothing.
    """
    redactions: list[RedactedSpan] = []
    errors: dict[str, str] = {}
    for field in FIELDS:
        copy = marked.get(field, "")
        try:
            spans = read_marks(getattr(wording, field), copy, reasons) if copy.strip() else []
        except MarksUnreadable as unreadable:
            errors[field] = _(unreadable.message) % unreadable.values
            continue
        for span in spans:
            if reason := reasons[span.reason] if span.reason else default:
                redactions.append(RedactedSpan(field, span.start, span.end, reason))
            else:
                errors["reason"] = _("Choose the reason for leaving the words out.")
    return redactions, errors


@dataclass(frozen=True)
class LeftOut:
    """How much of an author's words is left out. ``percent`` of the letters and digits, of all signs where there are none,
    rounded, 0 and 100 only where it is none and all of them; ``is_all``: what is left says nothing."""

    percent: int

    @property
    def is_all(self) -> bool:
        return self.percent == 100

    @classmethod
    def of(cls, wording: AuthorWording, spans: Iterable[tuple[str, int, int]]) -> LeftOut:
        """``spans`` are (field, start, end); they do not overlap."""
        whole = "".join(getattr(wording, field) for field in FIELDS)
        words = "".join(getattr(wording, field)[start:end] for field, start, end in spans)
        counted = str.isalnum if any(map(str.isalnum, whole)) else str.isprintable
        total, out = sum(map(counted, whole)), sum(map(counted, words))
        if out == 0:
            return cls(0)
        return cls(100 if out == total else min(99, max(1, round(100 * out / total))))


def left_out(wording: AuthorWording, redactions: Iterable[RedactedSpan]) -> LeftOut:
    """How much these leave out."""
    return LeftOut.of(wording, ((each.field, each.start, each.end) for each in redactions))


@dataclass(frozen=True)
class Preview:
    """The public copy that marked copies would make, and how much that leaves out."""

    copy: PublicCopy
    left_out: LeftOut


def preview(
    wording: AuthorWording,
    marked: Mapping[str, str],
    reasons: Mapping[str, ModerationReason],
    default: ModerationReason | None,
) -> Preview | None:
    """What the marked copies would make; None while something is wrong with them."""
    redactions, errors = read_redactions(wording, marked, reasons, default)
    if errors:
        return None
    return Preview(public_copy(wording, redactions), left_out(wording, redactions))


def public_copy(wording: AuthorWording, redactions: Sequence[RedactedSpan]) -> PublicCopy:
    """The wording with each span left out replaced by its reason, in the author's language."""
    with speaking(wording.language):
        placeholders = [placeholder(each.reason) for each in redactions]
    replaced = list(zip(redactions, placeholders, strict=True))
    quote = _quote_without(wording, replaced)
    text, proposed_text = (_without(wording, field, replaced) for field in FIELDS)
    return PublicCopy(text, proposed_text, quote, redacted=bool(redactions))


def placeholder(reason: ModerationReason) -> str:
    """What stands in place of words that were left out, in the current language."""
    return "[" + _("left out: %(reason)s") % {"reason": reason.words} + "]"


def _quote_without(wording: AuthorWording, replaced: Iterable[tuple[RedactedSpan, str]]) -> str:
    """The quote without words that are left out of the author's text, for it would give them back."""
    quote = wording.quote
    for each, replacement in replaced:
        words = each.words(wording)
        if words.strip():
            # Any backslash would be read as a group's number.
            escaped = replacement.replace("\\", r"\\")
            quote = re.sub(_as_pattern(words), escaped, quote, flags=re.IGNORECASE)
    return quote


def _without(
    wording: AuthorWording, field: str, replaced: Iterable[tuple[RedactedSpan, str]]
) -> str:
    """One field without what is left out of it."""
    own = {str(each.start): (each, words) for each, words in replaced if each.field == field}
    spans = [Span(each.start, each.end, key) for key, (each, _words) in own.items()]
    return public_text(getattr(wording, field), spans, lambda key: own[key or ""][1])


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
