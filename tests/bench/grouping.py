"""What grouping near-identical texts costs, and how right it is, on letters with light edits among other texts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from moderation.likeness.near_identical import near_identical

TEXTS = 100_000
WORDS = 92
_SENDERS = (*[1] * 30, 2, 3, 5, 20, 200)


class Cost(NamedTuple):
    """Seconds of the processor; of the pairs that were grouped, and of those that belong together, the right share."""

    seconds: float
    precision: float
    recall: float


def cost() -> Cost:
    """Of TEXTS texts of some 600 characters, each letter sent once or up to 200 times, with one to six words edited."""
    draw = Random(5)
    vocabulary = [
        "".join(draw.choices("abdefgiklmnorstv", k=draw.randint(3, 9))) for _ in range(900)
    ]
    sent = list(_sent(draw, vocabulary))[:TEXTS]
    draw.shuffle(sent)
    began = time.process_time()
    groups = near_identical([text for _, text in sent])
    seconds = time.process_time() - began
    letters = [Counter(sent[place][0] for place in group) for group in groups]
    right = sum(_pairs(counts.values()) for counts in letters)
    together = _pairs(Counter(letter for letter, _ in sent).values())
    return Cost(seconds, right / _pairs(map(len, groups)), right / together)


def _sent(draw: Random, vocabulary: list[str]) -> Iterable[tuple[int, str]]:
    count = letter = 0
    while count < TEXTS:
        words, senders = draw.choices(vocabulary, k=WORDS), draw.choice(_SENDERS)
        for _ in range(senders):
            copy = list(words)
            for _ in range(draw.randint(1, 6)):
                copy[draw.randrange(WORDS)] = draw.choice(vocabulary)
            yield letter, " ".join(copy)
        count, letter = count + senders, letter + 1


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)
