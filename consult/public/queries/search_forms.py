"""In which forms a word that somebody looks for may stand in a text. Pure.

First as it was written, wherever it stands, also within a longer word. Where that finds nothing: its stem, so that
"broerne" finds "broen"; æ, ø and å for who has no such keys; and with or without a hyphen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import snowballstemmer

from consult.documents.folding import fold

MOST_WORDS = 8
LONGEST_QUERY = 200
LEAST_STEM = 3
# What stands round words in a sentence, and is no part of them.
_ROUND = "\"'“”„‟»«›‹‘’‚()[]{}<>,;:!?….-–—*"
_LETTERS = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
_STEMMERS = {"da": "danish", "en": "english", "sv": "swedish", "de": "german"}

# Of each word the ways it may stand there.
Forms = Sequence[tuple[str, ...]]


def words_of(query: str) -> list[str]:
    """The folded words of a query: at most MOST_WORDS, each once."""
    found = (word.strip(_ROUND) for word in fold(query[:LONGEST_QUERY]).split())
    return list(dict.fromkeys(filter(None, found)))[:MOST_WORDS]


def as_written(words: Sequence[str]) -> Forms:
    """Each word as it is."""
    return [(word,) for word in words]


def loosely(words: Sequence[str], language: str) -> Forms:
    """Each word in any form it may have in this language."""
    return [_forms(word, language) for word in words]


def _forms(word: str, language: str) -> tuple[str, ...]:
    spellings = [word, word.replace("-", "")]
    for written, meant in _LETTERS:
        spellings += [each.replace(written, meant) for each in spellings]
    return tuple(dict.fromkeys(form for each in spellings for form in (each, stem(each, language))))


def stem(word: str, language: str) -> str:
    """What all forms of a word begin with; the word itself in languages nobody taught us."""
    stemmer = _stemmer(language)
    found: str = stemmer.stemWord(word) if stemmer else word
    # What is no beginning of the word would be found in others.
    return found if len(found) >= LEAST_STEM and word.startswith(found) else word


@cache
def _stemmer(language: str) -> snowballstemmer.basestemmer.BaseStemmer | None:
    name = _STEMMERS.get(language)
    return snowballstemmer.stemmer(name) if name else None
