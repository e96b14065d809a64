"""Folding text for searching: what must not matter to a reader who searches does not matter here."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_IGNORED = frozenset("\u00ad\u200b\u200c\u200d\u2060")  # soft hyphens and other invisible marks


@lru_cache(maxsize=2048)
def fold_character(char: str) -> str:
    """One character as it is compared: no case, no compatibility forms, "" for invisible ones."""
    if char.isspace():
        return " "
    if char in _IGNORED or unicodedata.category(char) in ("Cc", "Cs"):
        return ""
    return unicodedata.normalize("NFKC", char).casefold()


def fold(text: str) -> str:
    """The text as it is stored for searching and as a query is compared."""
    return "".join(map(fold_character, unicodedata.normalize("NFC", text)))
