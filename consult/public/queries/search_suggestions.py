"""Queries to try instead where a search found nothing: with words of the text that are spelt nearly the same."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Sequence

from consult import database
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.public.queries.search_forms import stem
from consult.public.queries.vocabulary import Vocabulary

# The words of so many paragraphs are compared.
MAX_PARAGRAPHS = 3000
# What the vocabularies of the texts searched last are kept for; each is some megabytes at most.
MOST_KEPT = 8


async def suggestions(versions: Collection[int], words: Sequence[str], language: str) -> list[str]:
    """Queries that would find something in these versions: all words with the misspelt ones corrected, else each word
    alone that is there. Two queries at most; the texts are gone through once, until they change."""
    vocabulary = await _vocabulary_of(sorted(versions))
    return await asyncio.to_thread(_suggestions, vocabulary, words, language)


_kept: OrderedDict[object, Vocabulary] = OrderedDict()


async def _vocabulary_of(ids: Sequence[int]) -> Vocabulary:
    rows = Version.filter(id__in=ids).order_by("id")
    # What changes of a published version is what is taken down from it, see VersionCache.
    stated = await rows.values_list("id", "published_at", "takedowns")
    key = (database.opening(), *stated)
    vocabulary = _kept.pop(key, None) or await _made_of(ids)
    _kept[key] = vocabulary
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return vocabulary


async def _made_of(ids: Sequence[int]) -> Vocabulary:
    rows = Paragraph.filter(version_id__in=ids).order_by("id").limit(MAX_PARAGRAPHS)
    texts = [str(each) for each in await rows.values_list("folded", flat=True)]
    return await asyncio.to_thread(Vocabulary, texts)


def _suggestions(vocabulary: Vocabulary, words: Sequence[str], language: str) -> list[str]:
    present = [word for word in words if vocabulary.has(stem(word, language))]
    if len(present) == len(words):
        return present if len(words) > 1 else []
    corrected = [word if word in present else vocabulary.nearest(word) for word in words]
    if all(corrected):
        return [" ".join(str(word) for word in corrected)]
    return present
