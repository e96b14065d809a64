"""Redacting: from a copy with double brackets to the words everybody may read. The author's own stay untouched.

Pure but for the language: knows no database and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from consult.consultations.moderation_reason import ModerationReason
from consult.locale import gettext as _
from consult.responses.omission import MARK, Piece, pieces_of, without_marks
from consult.responses.publicity import PublicCopy
from consult.responses.remark import Remark, Revision
from consult.web.field_message import missing
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
                errors["reason"] = missing(_("Choose the reason for leaving the words out."))
    return redactions, errors


@dataclass(frozen=True)
class RedactedShare:
    """How much of an author's words is left out. ``percent`` of the letters and digits, of all signs where there are none,
    rounded, 0 and 100 only where it is none and all of them; ``is_all``: what is left says nothing."""

    percent: int

    @property
    def is_all(self) -> bool:
        return self.percent == 100

    @classmethod
    def of(cls, wording: AuthorWording, spans: Iterable[tuple[str, int, int]]) -> RedactedShare:
        """``spans`` are (field, start, end); they do not overlap."""
        whole = "".join(getattr(wording, field) for field in FIELDS)
        words = "".join(getattr(wording, field)[start:end] for field, start, end in spans)
        counted = str.isalnum if any(map(str.isalnum, whole)) else str.isprintable
        total, out = sum(map(counted, whole)), sum(map(counted, words))
        if out == 0:
            return cls(0)
        return cls(100 if out == total else min(99, max(1, round(100 * out / total))))


def redacted_share(wording: AuthorWording, redactions: Iterable[RedactedSpan]) -> RedactedShare:
    """How much these leave out."""
    return RedactedShare.of(wording, ((each.field, each.start, each.end) for each in redactions))


@dataclass(frozen=True)
class Preview:
    """The public copy that marked copies would make, and how much that leaves out."""

    copy: PublicCopy
    share: RedactedShare
    reasons: Mapping[str, ModerationReason]

    def pieces(self, field: str) -> tuple[Piece, ...]:
        """A field of the copy ("text", "proposed_text", "quote"), cut where words are left out."""
        keys = self.copy.omissions.get(field, ())
        return pieces_of(getattr(self.copy, field), keys, self.reasons)


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
    return Preview(public_copy(wording, redactions), redacted_share(wording, redactions), reasons)


def public_copy(wording: AuthorWording, redactions: Sequence[RedactedSpan]) -> PublicCopy:
    """The wording with a mark for each span left out, and the reasons of the marks beside it."""
    cuts = {field: _cuts(redactions, field) for field in FIELDS}
    cuts["quote"] = _cuts_of_quote(wording, redactions)
    copies = {field: _without(getattr(wording, field), each) for field, each in cuts.items()}
    return PublicCopy(
        **copies,
        redacted=bool(redactions),
        omissions={field: [cut.reason.key for cut in each] for field, each in cuts.items() if each},
    )


@dataclass(frozen=True)
class _Cut:
    """Characters of one field that are left out."""

    start: int
    end: int
    reason: ModerationReason


def _cuts(redactions: Iterable[RedactedSpan], field: str) -> list[_Cut]:
    cuts = [_Cut(each.start, each.end, each.reason) for each in redactions if each.field == field]
    return sorted(cuts, key=lambda cut: cut.start)


def _cuts_of_quote(wording: AuthorWording, redactions: Iterable[RedactedSpan]) -> list[_Cut]:
    """Words of the quote that are left out of the author's text, for it would give them back."""
    found = [
        _Cut(match.start(), match.end(), each.reason)
        for each in redactions
        if (words := each.words(wording)).strip()
        for match in re.finditer(_as_pattern(words), wording.quote, re.IGNORECASE)
    ]
    cuts: list[_Cut] = []
    for cut in sorted(found, key=lambda cut: cut.start):
        if cuts and cut.start < cuts[-1].end:
            cuts[-1] = replace(cuts[-1], end=max(cut.end, cuts[-1].end))
        else:
            cuts.append(cut)
    return cuts


def _without(text: str, cuts: Iterable[_Cut]) -> str:
    spans = [Span(cut.start, cut.end) for cut in cuts]
    return public_text(without_marks(text), spans, lambda _reason: MARK)


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
