"""Omissions: words that the office left out of a public copy. They are marked beside the text, never by letters of it.

In the text stands one character that nobody can send (consult.web.forms takes it out of whatever is posted), and the
reasons are kept apart: so no author can write what looks like a mark of the office.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.consultations.moderation_reason import ModerationReason

# U+FFFC, the object replacement character: the place of something that is no text.
MARK = "\ufffc"
# What stands in its place where it must be typed, as editors write it.
TYPED = "[…]"

# Keys of the consultation's reasons by field of the copy ("text", "proposed_text", "quote"), in the order of the marks.
Omissions = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Piece:
    """A run of a public copy, or words that were left out: ``text`` is "" then, and ``reason`` None where the page does
    not say it."""

    text: str
    is_left_out: bool = False
    reason: ModerationReason | None = None


def pieces_of(
    text: str, keys: Sequence[str] = (), reasons: Mapping[str, ModerationReason] | None = None
) -> tuple[Piece, ...]:
    """A public text cut at its marks. ``keys`` are the reasons of its marks in order, ``reasons`` the consultation's."""
    first, *others = text.split(MARK)
    pieces = [Piece(first)]
    for number, run in enumerate(others):
        key = keys[number] if number < len(keys) else ""
        pieces += (Piece("", True, (reasons or {}).get(key)), Piece(run))
    return tuple(piece for piece in pieces if piece.text or piece.is_left_out)


def without_marks(text: str) -> str:
    """An author's text with the character replaced, so that none of it is taken for a mark. As long as before."""
    return text.replace(MARK, "\ufffd")


def positions(text: str) -> list[int]:
    """Where the marks stand, in characters."""
    return [place for place, character in enumerate(text) if character == MARK]
