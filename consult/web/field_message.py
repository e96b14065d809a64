"""What is wrong with one field of a form, in words for the reader."""

from __future__ import annotations

MISSING = "missing"
WRONG = "wrong"


class FieldMessage(str):
    """A message whose ``kind`` the heading above the form tells: MISSING or WRONG."""

    kind: str

    def __new__(cls, words: str, kind: str = WRONG) -> FieldMessage:
        message = super().__new__(cls, words)
        message.kind = kind
        return message


def missing(words: str) -> FieldMessage:
    """Says that a field must be filled in."""
    return FieldMessage(words, MISSING)
