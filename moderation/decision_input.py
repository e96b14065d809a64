"""A decision as a moderator asks for it, and whether it can be carried out. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from consult.consultations.moderation_reason import ModerationReason
from consult.locale import gettext as _
from consult.responses.publicity import PublicCopy
from consult.web.field_message import missing
from moderation.redaction import (
    AuthorWording,
    RedactedSpan,
    leaked_words,
    public_copy,
    read_redactions,
    redacted_share,
)

MAX_NOTE = 2000


class DecisionKind(StrEnum):
    """EXPLAIN gives the reason of what was taken down without one."""

    PUBLISH = "publish"
    REDACT = "redact"
    WITHHOLD = "withhold"
    TAKE_DOWN = "take_down"
    EXPLAIN = "explain"


# These have a reason, and the author gets a letter. That a remark was published is on its status page.
AGAINST_AUTHOR = (
    DecisionKind.REDACT,
    DecisionKind.WITHHOLD,
    DecisionKind.TAKE_DOWN,
    DecisionKind.EXPLAIN,
)


@dataclass(frozen=True)
class DecisionInput:
    """``reason`` is a key of the consultation's list. ``marked`` are copies of the wording by field, with double
    brackets round what is left out. ``withhold_name``: None leaves the name as it is. ``keep_rest``: words that are
    left out may stand elsewhere in the text.
    """

    kind: DecisionKind
    reason: str = ""
    note: str = ""
    marked: Mapping[str, str] = field(default_factory=dict)
    keep_rest: bool = False
    withhold_name: bool | None = None


@dataclass(frozen=True)
class CheckedDecision:
    """A decision that can be carried out. ``reason`` is the one chosen, else that of the first words left out, and none
    where the whole is published; ``copy`` is what everybody reads of a remark that is published."""

    kind: DecisionKind
    note: str
    reason: ModerationReason | None
    redactions: list[RedactedSpan]
    copy: PublicCopy

    @property
    def is_told_by_letter(self) -> bool:
        """Whether the author is written to now. The letter about what is taken down waits for the reason."""
        return self.kind in AGAINST_AUTHOR and self.reason is not None


class InvalidDecision(Exception):
    """The decision cannot be carried out as it is. ``errors`` are messages by field; nothing was changed."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


def check_decision(
    wanted: DecisionInput, wording: AuthorWording, reasons: Mapping[str, ModerationReason]
) -> CheckedDecision:
    """What the decision means for this wording. Raises InvalidDecision."""
    # One list of reasons serves several buttons: what stands chosen in it is no reason to publish.
    reason = reasons.get(wanted.reason) if wanted.kind in AGAINST_AUTHOR else None
    marked = wanted.marked if wanted.kind in (DecisionKind.PUBLISH, DecisionKind.REDACT) else {}
    redactions, errors = read_redactions(wording, marked, reasons, reason)
    _check_against_kind(wanted, redactions, errors)
    has_own_reasons = wanted.kind is DecisionKind.REDACT and redactions
    if wanted.kind in AGAINST_AUTHOR and reason is None and not has_own_reasons:
        errors.setdefault("reason", missing(_("Choose the reason that the author is told.")))
    if len(wanted.note) > MAX_NOTE:
        errors["note"] = _("The note is too long: at most 2,000 characters.")
    if wanted.kind is DecisionKind.TAKE_DOWN and errors:
        # One press: what is to be said about it is asked for afterwards.
        reason = None
        errors.clear()
    if errors:
        raise InvalidDecision(errors)
    if redacted_share(wording, redactions).is_all:
        raise InvalidDecision({"text": _all_left_out()})
    copy = public_copy(wording, redactions)
    if not wanted.keep_rest and (leaked := leaked_words(wording, redactions, copy)):
        raise InvalidDecision({"keep_rest": _leak_message(leaked)})
    reason = reason or (redactions[0].reason if redactions else None)
    return CheckedDecision(wanted.kind, wanted.note.strip(), reason, redactions, copy)


def _check_against_kind(
    wanted: DecisionInput, redactions: list[RedactedSpan], errors: dict[str, str]
) -> None:
    """The button pressed and the marks made must agree."""
    if wanted.kind is DecisionKind.PUBLISH and (redactions or errors):
        errors.clear()
        errors["text"] = _(
            "You have marked words to be left out. Publish with words left out, or remove the marks."
        )
    elif wanted.kind is DecisionKind.REDACT and not redactions and not errors:
        errors["text"] = _("Put [[double brackets]] round the words to be left out.")


def _all_left_out() -> str:
    return _(
        "Nothing is left of the text, and that is not publishing it. Press “Do not publish”, or “Take down” where it is"
        " public, so that it is counted as not published."
    )


def _leak_message(words: list[str]) -> str:
    quoted = ", ".join(f"“{each}”" for each in words)
    return _(
        "%(words)s also stands in a place you have not marked. Mark it there too, or say that it may stay."
    ) % {"words": quoted}
