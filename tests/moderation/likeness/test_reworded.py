"""Texts that say the same, ranked: by words, and by meaning where the model is installed."""

from __future__ import annotations

import pytest

from moderation.likeness import reworded

TEXTS = [
    "Klubben på hjørnet skal bevares for de unge.",
    "Cykelstierne langs ringvejen er for smalle.",
    "Bevar klubben, de unge har brug for den.",
    "Flere timer danskundervisning på arbejdspladsen.",
    "",
]


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reworded, "has_model", lambda: False)


def test_the_likest_comes_first_and_the_text_itself_never() -> None:
    [ids] = reworded.reworded(TEXTS, [0])
    assert ids[0] == 2
    assert sorted(ids) == [1, 2, 3, 4]


def test_each_text_asked_about_has_its_own_order() -> None:
    first, second = reworded.reworded(TEXTS, [2, 1])
    assert first[0] == 0
    assert 1 not in second


def test_the_likeness_of_meaning_is_between_sentences_both_ways(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Model:
        """Puts every sentence where its first letter says."""

        @staticmethod
        def passage(sentences: list[str]) -> list[list[float]]:
            return [[float(each.strip()[:1] == letter) for letter in "ABC"] for each in sentences]

    monkeypatch.setattr(reworded, "import_module", lambda name: Model)
    texts = ["A er det første her. B er det andet her.", "B er noget ganske andet.", "C er intet."]
    [scores] = reworded.meaning_scores(texts, [0])
    assert scores[0] > scores[1] > scores[2]
