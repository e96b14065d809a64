"""The different words of published texts, and which of them is spelt nearly like another word. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

# From 0 to 1, see difflib.
MIN_SIMILARITY = 0.8
# Shorter words are similar to too many, longer ones cost too much to compare.
MIN_LETTERS, MAX_LETTERS = 4, 60
MAX_LENGTH_DIFFERENCE = 2
# So many words, those that share most pairs of letters, are compared letter by letter.
COMPARED = 30
_WORD = re.compile(r"[^\W\d_]{3,}")


class Vocabulary:
    """Each word once. Making it costs one pass over the texts; asking it costs the same whatever their length."""

    def __init__(self, texts: Iterable[str]) -> None:
        pieces = {piece for text in texts for piece in text.split()}
        self._all = "\n".join(sorted(pieces))
        self._words = sorted(set(_WORD.findall(self._all)))
        self._by_pair: defaultdict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self._words):
            for pair in _pairs(word):
                self._by_pair[pair].append(index)

    def has(self, part: str) -> bool:
        """Whether some word has this part."""
        return part in self._all

    def nearest(self, word: str) -> str | None:
        """The word that is spelt most like it; None where none is alike."""
        if not MIN_LETTERS <= len(word) <= MAX_LETTERS:
            return None
        shared = Counter(index for pair in _pairs(word) for index in self._by_pair.get(pair, ()))
        likely = (self._words[index] for index, _ in shared.most_common(4 * COMPARED))
        alike = [each for each in likely if abs(len(each) - len(word)) <= MAX_LENGTH_DIFFERENCE]
        return next(iter(get_close_matches(word, alike[:COMPARED], 1, MIN_SIMILARITY)), None)


def _pairs(word: str) -> Iterator[str]:
    """Its pairs of neighbouring letters, each once, with the ends of the word as letters."""
    framed = f"^{word}$"
    return iter({framed[at : at + 2] for at in range(len(framed) - 1)})
