"""Queries to try instead where a search found nothing: with words of the text that are spelt nearly the same."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from consult.documents.paragraph import Paragraph
from consult.public.queries.search_forms import stem

# The words of so many paragraphs are compared.
MAX_PARAGRAPHS = 3000
# From 0 to 1, see difflib.
MIN_SIMILARITY = 0.8
# Shorter words are similar to too many.
MIN_LETTERS = 4
MAX_LENGTH_DIFFERENCE = 2
_WORD = re.compile(r"[^\W\d_]{3,}")


async def suggestions(versions: Collection[int], words: Sequence[str], language: str) -> list[str]:
    """Queries that would find something in these versions: all words with the misspelt ones corrected, else each word
    alone that is there. One query."""
    rows = Paragraph.filter(version_id__in=sorted(versions)).order_by("id").limit(MAX_PARAGRAPHS)
    texts = [str(each) for each in await rows.values_list("folded", flat=True)]
    return await asyncio.to_thread(_suggestions, texts, words, language)


def _suggestions(texts: Sequence[str], words: Sequence[str], language: str) -> list[str]:
    vocabulary = {word for text in texts for word in _WORD.findall(text)}
    all_text = "\n".join(texts)
    present = [word for word in words if stem(word, language) in all_text]
    if len(present) == len(words):
        return present if len(words) > 1 else []
    corrections = {word: _nearest(word, vocabulary) for word in words if word not in present}
    corrected = [corrections.get(word, word) for word in words]
    if all(corrected):
        return [" ".join(str(word) for word in corrected)]
    return present


def _nearest(word: str, vocabulary: Collection[str]) -> str | None:
    if len(word) < MIN_LETTERS:
        return None
    alike = [each for each in vocabulary if abs(len(each) - len(word)) <= MAX_LENGTH_DIFFERENCE]
    return next(iter(get_close_matches(word, alike, 1, MIN_SIMILARITY)), None)
