"""Why what somebody sends is not stored: a response, a correction, a withdrawal."""

from __future__ import annotations

from collections.abc import Sequence

from consult.responses.validation import FieldError


class NotSent(Exception):
    """Nothing was stored; the subclass says why."""


class Invalid(NotSent):
    """The submission cannot be stored as it is. ``errors`` name the fields and what is wrong with each."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(", ".join(f"{e.path}: {e.code}" for e in errors))
        self.errors = list(errors)


class KeyConflict(NotSent):
    """The key was used before with another text; the response stored then stands."""


class NotOpen(NotSent):
    """The consultation does not take responses at that moment."""
