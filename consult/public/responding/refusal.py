"""Why nothing was sent, as the form shows it above what was typed: one way for every form of a response."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from consult.public.responding.submission_limits import TooMany
from consult.responses.submitting import Invalid, KeyConflict, NotOpen, NotSent
from consult.responses.validation import FieldError
from consult.stale_state import StaleState

ByField = Callable[[list[FieldError]], dict[str, str]]


def refusal(reason: NotSent | StaleState, by_field: ByField) -> dict[str, Any]:
    """The status of the answer and what the template says: ``errors`` beside their fields, ``wait_seconds`` or a
    ``problem``. ``by_field`` puts the domain's errors at the form's fields."""
    match reason:
        case Invalid():
            return {"status": 422, "errors": by_field(reason.errors)}
        case TooMany():
            return {"status": 429, "wait_seconds": reason.seconds}
        case KeyConflict():
            return {"status": 409, "problem": "sent_before"}
        case StaleState():
            return {"status": 409, "conflict": reason}
        case _:
            assert isinstance(reason, NotOpen)
            return {"status": 409, "problem": "closed"}
