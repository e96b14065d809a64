"""A finding: one place in a text that a rule asks a person to look at. Holds no rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Confidence = Literal["low", "high"]

# Marks words for the catalogues. A rule does not know the reader's language: whoever shows the
# finding passes ``hint`` through gettext.
N_: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Detection:
    """``rule`` saw something from ``start`` up to, not including, ``end``.

    ``rule`` is ``cpr``, ``email``, ``phone`` or ``address``; ``hint`` is an English msgid that says
    in one sentence why. Offsets count characters of the text that was screened. It holds none of the
    text's words, so that a stored or logged finding gives nothing away.
    """

    rule: str
    start: int
    end: int
    confidence: Confidence
    hint: str
