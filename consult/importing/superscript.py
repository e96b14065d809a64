"""Superscript and subscript characters of Unicode: m², H₂O, the number of a footnote.

Must not know any kind of file. Letters stay on the line: raised letters read badly, and no search finds them.
"""

import re

NUMERALS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789+-−=()n", f"{NUMERALS}⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SHIFTED = frozenset(map(chr, (*_RAISED.values(), *_LOWERED.values())))
# Longer texts are words set small, not the sign of a unit, a formula or a note.
_LONGEST = 8
# What means the same on the line: "1st", "2e", a comma between two notes, a trade mark.
_SAME_ON_THE_LINE = re.compile(r"st|nd|rd|th|er|e|a|o|tm|[^\w\s]+", re.IGNORECASE)


def raised(text: str) -> str:
    """The text in superscript characters; unchanged where it has one without such a form, or is too long."""
    return _shifted(text, _RAISED)


def lowered(text: str) -> str:
    """The text in subscript characters; unchanged where it has one without such a form, or is too long."""
    return _shifted(text, _LOWERED)


def is_shifted(text: str) -> bool:
    """Whether all of it is superscript or subscript characters already; False for blanks alone."""
    return bool(text.strip()) and all(sign in _SHIFTED for sign in text.strip())


def is_lost(text: str) -> bool:
    """Whether text that was raised or lowered in the file changes its meaning on the line."""
    words = "".join(sign for sign in text if sign not in _SHIFTED and not sign.isspace())
    return bool(words) and _SAME_ON_THE_LINE.fullmatch(words) is None


def _shifted(text: str, table: dict[int, int]) -> str:
    fits = len(text) <= _LONGEST and all(ord(sign) in table or sign.isspace() for sign in text)
    return text.translate(table) if fits else text
