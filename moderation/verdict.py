"""Verdicts: what a moderator wants, as the form gives it, and whether it can be carried out. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.consultations.moderation_reason import ModerationReason
from consult.locale import gettext as _
from consult.responses.publicity import PublicCopy
from moderation.decision import DecisionKind
from moderation.redaction import (
    FIELDS,
    AuthorWording,
    Hidden,
    MarksNeedReason,
    public_copy,
    read_hidden,
    still_shown,
)
from moderation.redaction_marks import MarksUnreadable

MAX_NOTE = 2000

NEEDS_REASON = (DecisionKind.REDACT, DecisionKind.WITHHOLD, DecisionKind.TAKE_DOWN)


@dataclass(frozen=True)
class Verdict:
    """``reason`` is a key of the consultation's list. ``marked`` are copies of the wording by field, with double
    brackets round what is left out. ``withhold_name``: None leaves the name as it is.
    ``keep_rest``: words left out in one place may stand in another.
    """

    kind: DecisionKind
    reason: str = ""
    note: str = ""
    marked: Mapping[str, str] = field(default_factory=dict)
    keep_rest: bool = False
    withhold_name: bool | None = None


@dataclass(frozen=True)
class Reading:
    """A verdict that can be carried out."""

    reason: ModerationReason | None
    hidden: list[Hidden]
    copy: PublicCopy


class VerdictRefused(Exception):
    """The verdict cannot be carried out as it is. ``errors`` are messages by field; nothing was changed."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


def read_verdict(
    verdict: Verdict, wording: AuthorWording, reasons: Mapping[str, ModerationReason]
) -> Reading:
    """What the verdict means for this wording. Raises VerdictRefused."""
    reason = reasons.get(verdict.reason)
    errors: dict[str, str] = {}
    hidden = _hidden(verdict, wording, reasons, errors)
    own_reasons = verdict.kind is DecisionKind.REDACT and hidden
    if verdict.kind in NEEDS_REASON and reason is None and not own_reasons:
        errors.setdefault("reason", _("Choose the reason that the author is told."))
    if len(verdict.note) > MAX_NOTE:
        errors["note"] = _("The note is too long: at most 2,000 characters.")
    if errors:
        raise VerdictRefused(errors)
    copy = public_copy(wording, hidden)
    if not verdict.keep_rest and (left := still_shown(wording, hidden, copy)):
        raise VerdictRefused({"keep_rest": _still_there(left)})
    return Reading(reason or (hidden[0].reason if hidden else None), hidden, copy)


def _hidden(
    verdict: Verdict,
    wording: AuthorWording,
    reasons: Mapping[str, ModerationReason],
    errors: dict[str, str],
) -> list[Hidden]:
    """The words to leave out; what is wrong with the marks goes into ``errors``."""
    if verdict.kind not in (DecisionKind.PUBLISH, DecisionKind.REDACT):
        return []
    found: list[Hidden] = []
    for name in FIELDS:
        try:
            found += read_hidden(
                wording, name, verdict.marked.get(name, ""), reasons, reasons.get(verdict.reason)
            )
        except MarksUnreadable as unreadable:
            errors[name] = _(unreadable.message) % unreadable.values
        except MarksNeedReason:
            errors["reason"] = _("Choose the reason for leaving the words out.")
    _check_against_kind(verdict, found, errors)
    return found


def _check_against_kind(verdict: Verdict, hidden: list[Hidden], errors: dict[str, str]) -> None:
    """The button pressed and the marks made must say the same."""
    if verdict.kind is DecisionKind.PUBLISH and (hidden or errors):
        errors.clear()
        errors["text"] = _(
            "You have marked words to be left out. Publish with words left out, or remove the marks."
        )
    elif verdict.kind is DecisionKind.REDACT and not hidden and not errors:
        errors["text"] = _("Put [[double brackets]] round the words to be left out.")


def _still_there(words: list[str]) -> str:
    quoted = ", ".join(f"“{each}”" for each in words)
    return _(
        "%(words)s also stands in a place you have not marked. Mark it there too, or say that it may stay."
    ) % {"words": quoted}
