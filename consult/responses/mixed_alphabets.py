"""Letters of several alphabets in one word: a name that looks like another's."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]{2,}")
# Alphabets whose letters are taken for each other; a word of one alone is nothing special.
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})


def mixes_alphabets(name: str) -> bool:
    """Whether a word of the name has letters of several alphabets that look alike; linear in its length."""
    return any(len(_alphabets(word[0])) > 1 for word in _WORD.finditer(name))


def _alphabets(word: str) -> set[str]:
    first_words = {unicodedata.name(letter, "").split(" ")[0] for letter in word}
    return first_words & _ALIKE
