"""Misspelt words: the nearest word of the text is found, at a cost that the length of the text does not decide."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import pytest

from consult.public import queries
from consult.public.queries import vocabulary
from consult.public.queries.vocabulary import COMPARED, Vocabulary
from tests.support.factories.documents import Draft
from tests.support.queries import queries as sent_queries


@pytest.mark.parametrize(
    ("word", "nearest"),
    [("hjærte", "hjerte"), ("brygger", "bygger"), ("kommunalbestyrelse", None), ("bro", None),
     ("x" * 200, None)],
)  # fmt: skip
def test_the_nearest_word_is_found(word: str, nearest: str | None) -> None:
    assert Vocabulary(["Havnens hjerte.", "Vi bygger en bro"]).nearest(word) == nearest


def test_few_words_are_compared_letter_by_letter_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []

    def close(word: str, alike: Sequence[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(alike))
        return difflib.get_close_matches(word, alike, n, cutoff)

    monkeypatch.setattr(vocabulary, "get_close_matches", close)
    letters = "abcdefghij"
    words = [f"cykel{a}{b}{c}sti" for a in letters for b in letters for c in letters]
    assert Vocabulary([" ".join(words), "cykelstierne"]).nearest("cykelstierme") == "cykelstierne"
    assert compared == [COMPARED]


async def test_the_texts_are_gone_through_once(draft: Draft) -> None:
    misspelt = "hjærte brygger xyzxyz"
    with sent_queries() as sent:
        for _ in range(3):
            await queries.search(draft.consultation, misspelt, "da")
    texts = [each for each in sent.all if each.startswith('SELECT "folded"')]
    assert len(texts) == 1, sent.all


async def test_what_was_taken_down_is_suggested_no_more(draft: Draft) -> None:
    found = await queries.search(draft.consultation, "hjærte", "da")
    assert list(found.suggestions) == ["hjerte"]
    version = draft.version
    version.takedowns += 1
    await version.save()
    rows = [each for each in draft.paragraphs if "hjerte" in each.folded]
    for row in rows:
        row.folded = row.text = "væk"
        await row.save()
    assert not (await queries.search(draft.consultation, "hjærte", "da")).suggestions
