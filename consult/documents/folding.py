"""Folding text for searching: case, compatibility forms and invisible characters do not count."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_IGNORED = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060"
)  # soft hyphens and other invisible characters


@lru_cache(maxsize=2048)
def fold_character(char: str) -> str:
    """One character folded: "" for an invisible one, " " for any white space."""
    if char.isspace():
        return " "
    if char in _IGNORED or unicodedata.category(char) in ("Cc", "Cs"):
        return ""
    return unicodedata.normalize("NFKC", char).casefold()


def fold(text: str) -> str:
    """The folded text, as it is stored for searching and as a query is compared."""
    return "".join(map(fold_character, unicodedata.normalize("NFC", text)))
