"""The forms in which a word of a query may stand in a text. Pure.

First exactly as it was written, also within a longer word. Where nothing has that: its stem, so that "broerne" finds
"broen"; æ, ø and å for those whose keyboard lacks them; with or without a hyphen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import snowballstemmer

from consult.documents.folding import fold

MAX_WORDS = 8
# In characters; what follows is ignored.
MAX_QUERY = 200
MIN_STEM = 3
# Punctuation round a word, which is no part of it.
_PUNCTUATION = "\"'“”„‟»«›‹‘’‚()[]{}<>,;:!?….-–—*"
_SPELLINGS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
_STEMMERS = {"da": "danish", "en": "english", "sv": "swedish", "de": "german"}

# For each word its alternatives, one of which a text must have.
Forms = Sequence[tuple[str, ...]]


def words_of(query: str) -> list[str]:
    """The folded words of a query: at most MAX_WORDS, each once."""
    words = (word.strip(_PUNCTUATION) for word in fold(query[:MAX_QUERY]).split())
    return list(dict.fromkeys(filter(None, words)))[:MAX_WORDS]


def exact_forms(words: Sequence[str]) -> Forms:
    """Each word as it was written."""
    return [(word,) for word in words]


def loose_forms(words: Sequence[str], language: str) -> Forms:
    """Each word in every form it may have in this language."""
    return [_forms(word, language) for word in words]


def _forms(word: str, language: str) -> tuple[str, ...]:
    spellings = [word, word.replace("-", "")]
    for written, meant in _SPELLINGS:
        spellings += [each.replace(written, meant) for each in spellings]
    return tuple(dict.fromkeys(form for each in spellings for form in (each, stem(each, language))))


def stem(word: str, language: str) -> str:
    """What all forms of a word begin with; the word itself in a language without a stemmer."""
    stemmer = _stemmer(language)
    stemmed: str = stemmer.stemWord(word) if stemmer else word
    # A stem that is not the beginning of its word would match other words.
    return stemmed if len(stemmed) >= MIN_STEM and word.startswith(stemmed) else word


@cache
def _stemmer(language: str) -> snowballstemmer.basestemmer.BaseStemmer | None:
    name = _STEMMERS.get(language)
    return snowballstemmer.stemmer(name) if name else None
