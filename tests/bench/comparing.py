"""What comparing two versions costs: the sample's paragraphs, many times over, every one of them reworded."""

from __future__ import annotations

import random
from pathlib import Path
from time import process_time

from consult.importing import read_draft
from consult.lineage import Passage, match, passages_of

SAMPLE = Path(__file__).parents[2] / "consult" / "sample" / "draft.docx"
PARAGRAPHS = 2_000


def cpu_seconds() -> float:
    """CPU of one comparison of 2,000 paragraphs; every paragraph must find its own."""
    old, new = versions()
    start = process_time()
    mapping = match(old, new)
    spent = process_time() - start
    assert len(mapping.links) > 0.99 * PARAGRAPHS, len(mapping.links)
    return spent


def versions() -> tuple[list[Passage], list[Passage]]:
    """Paragraphs of mixed words of the sample, and the same with one word in ten another."""
    chance = random.Random(1)
    passages = passages_of(read_draft(SAMPLE))
    words = [word for one in passages for word in one.text.split()]
    sizes = [len(one.text.split()) for one in passages]
    old, new = [], []
    for at in range(PARAGRAPHS):
        text = chance.choices(words, k=max(8, sizes[at % len(sizes)]))
        other = [chance.choice(words) if chance.random() < 0.1 else word for word in text]
        chapter = str(at // 20)
        old.append(Passage(f"o{at}", chapter, (chapter,), " ".join(text)))
        new.append(Passage(f"n{at}", chapter, (chapter,), " ".join(other)))
    return old, new
