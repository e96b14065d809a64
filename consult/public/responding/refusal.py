"""Why nothing was sent, as the form shows it above what was typed: one way for every form of a response."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from consult.files import NoRoom
from consult.locale import gettext as _
from consult.locale import ngettext, show_number
from consult.public.responding.submission_limits import TooMany
from consult.responses.not_sent import Invalid, KeyConflict, NotOpen, NotSent
from consult.responses.validation import FieldError
from consult.responses.workspace import MAX_DRAFT, TooLong
from consult.stale_state import StaleState
from consult.web.field_message import FieldMessage

ByField = Callable[[list[FieldError]], dict[str, FieldMessage]]


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


def not_saved(reason: TooLong | TooMany | NoRoom) -> dict[str, Any]:
    """The status of the answer and, in ``not_saved``, why a draft was not: for the reader. Its words are on the page."""
    match reason:
        case TooLong():
            words = _(
                "Your remarks have %(count)s characters together, and at most %(limit)s can be saved here. What you wrote "
                "is still on this page. Make it shorter, or keep a part of it elsewhere and send that as a file."
            ) % {"count": show_number(reason.length), "limit": show_number(MAX_DRAFT)}
            return {"status": 422, "not_saved": words}
        case TooMany():
            return {"status": 429, "not_saved": _many_drafts(reason.seconds // 60 + 1)}
        case _:
            words = _(
                "There is little room on our disk right now, and so long a text cannot be saved. What you wrote is still "
                "on this page. Keep a copy of it, and save again later."
            )
            return {"status": 503, "not_saved": words}


def _many_drafts(minutes: int) -> str:
    words = ngettext(
        "Very much was saved from your network within the hour. What you wrote is still on this page. Keep a copy of it, "
        "and save again in %(num)s minute.",
        "Very much was saved from your network within the hour. What you wrote is still on this page. Keep a copy of it, "
        "and save again in %(num)s minutes.",
        minutes,
    )
    return words % {"num": show_number(minutes)}
