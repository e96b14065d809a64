"""Two thousand paragraphs are compared in seconds, whatever became of them."""

from __future__ import annotations

import random
from time import process_time

import pytest

from consult.lineage import Passage, match

PARAGRAPHS = 2_000
# Seconds of CPU. The bench holds it to five; here it must only not grow with the square of the text.
ENOUGH = 30.0
WORDS = [f"ord{number}" for number in range(6_000)]
EVERYDAY = ["og", "i", "at", "der", "kommunen", "for", "med", "borgere"]


def text(chance: random.Random) -> str:
    """Some seventy words, half of them the same few, as in any language."""
    count = chance.randint(10, 130)
    return " ".join(chance.choice(chance.choice((EVERYDAY, WORDS))) for _ in range(count))


def reworded(one: str, chance: random.Random) -> str:
    words = one.split()
    for _ in range(len(words) // 8):
        words[chance.randrange(len(words))] = chance.choice(WORDS)
    return " ".join(words)


def version(texts: list[str], prefix: str) -> list[Passage]:
    return [
        Passage(f"{prefix}{at}", str(at // 20), (f"Kapitel {at // 20}",), one)
        for at, one in enumerate(texts)
    ]


@pytest.mark.parametrize("change", ["reworded", "rewritten", "repeated"])
def test_two_thousand_paragraphs_are_not_compared_each_with_each(change: str) -> None:
    chance = random.Random(11)
    old = [text(chance) for _ in range(PARAGRAPHS)]
    new = {
        "reworded": lambda: [reworded(one, chance) for one in old],
        "rewritten": lambda: [text(chance) for _ in old],
        "repeated": lambda: [f"{old[0]} {at + 5_000}" for at in range(PARAGRAPHS)],
    }[change]()
    if change == "repeated":
        old = [f"{old[0]} {at}" for at in range(PARAGRAPHS)]
    start = process_time()
    mapping = match(version(old, "o"), version(new, "n"))
    assert process_time() - start < ENOUGH
    linked = len(mapping.links)
    assert linked < 0.05 * PARAGRAPHS if change == "rewritten" else linked > 0.99 * PARAGRAPHS
