"""Raised and lowered signs as Unicode has them: m², H₂O, the number of a footnote.

Must not know any kind of file. Letters stay on the line: raised ones read badly and are found by nobody.
"""

import re

NUMERALS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789+-−=()n", f"{NUMERALS}⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_MOVED = frozenset(map(chr, (*_RAISED.values(), *_LOWERED.values())))
# Longer ones are words set small, not the sign of a unit, a formula or a note.
_LONGEST = 8
# What means the same on the line: "1st", "2e", a comma between two notes, a trade mark.
_SAME_ON_THE_LINE = re.compile(r"st|nd|rd|th|er|e|a|o|tm|[^\w\s]+", re.IGNORECASE)


def raised(text: str) -> str:
    """The text as raised signs; unchanged where one of them has no raised form."""
    return _moved(text, _RAISED)


def lowered(text: str) -> str:
    """The text as lowered signs; unchanged where one of them has no lowered form."""
    return _moved(text, _LOWERED)


def is_shifted(text: str) -> bool:
    """Whether all of it is raised or lowered signs already."""
    return bool(text.strip()) and all(sign in _MOVED for sign in text.strip())


def is_lost(text: str) -> bool:
    """Whether words that were raised or lowered have lost something by standing on the line."""
    words = "".join(sign for sign in text if sign not in _MOVED and not sign.isspace())
    return bool(words) and _SAME_ON_THE_LINE.fullmatch(words) is None


def _moved(text: str, table: dict[int, int]) -> str:
    fits = len(text) <= _LONGEST and all(ord(sign) in table or sign.isspace() for sign in text)
    return text.translate(table) if fits else text
