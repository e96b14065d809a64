"""What to look for instead, where a search found nothing: words of the text that are nearly the same."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from consult.documents.paragraph import Paragraph
from consult.public.queries.search_forms import stem

# Of so many paragraphs the words are compared, and so unlike a word may be.
MOST_PARAGRAPHS = 3000
LEAST_LIKENESS = 0.8
# Shorter ones are too much like too many.
LEAST_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]{3,}")


async def near(versions: Collection[int], words: Sequence[str], language: str) -> list[str]:
    """Queries that would find something: with what was misspelt put right, else with each word alone that stands
    somewhere. One query."""
    rows = Paragraph.filter(version_id__in=sorted(versions)).order_by("id").limit(MOST_PARAGRAPHS)
    texts = [str(each) for each in await rows.values_list("folded", flat=True)]
    return await asyncio.to_thread(_near, texts, words, language)


def _near(texts: Sequence[str], words: Sequence[str], language: str) -> list[str]:
    known = {word for text in texts for word in _WORD.findall(text)}
    everything = "\n".join(texts)
    there = [word for word in words if stem(word, language) in everything]
    if len(there) == len(words):
        return there if len(words) > 1 else []
    right = {word: _nearest(word, known) for word in words if word not in there}
    found = [right.get(word, word) for word in words]
    if all(found):
        return [" ".join(str(word) for word in found)]
    return there


def _nearest(word: str, known: Collection[str]) -> str | None:
    if len(word) < LEAST_LETTERS:
        return None
    alike = [each for each in known if abs(len(each) - len(word)) <= 2]
    return next(iter(get_close_matches(word, alike, 1, LEAST_LIKENESS)), None)
