"""Word diff: what changed between two texts, word by word. For display; matching passages is elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Literal

from consult.lineage.wording import same_key, unwrapped

Change = Literal["same", "inserted", "deleted"]

_TOKEN = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
_EXACT_TOKEN = re.compile(r"\s+|\w+(?:-\w+)*|[^\w\s]")
# Pairs of equal words that difflib may have to look at: about a second of CPU, reached only by
# texts of many thousand words or one word repeated; those come as wholly replaced.
_MAX_PAIRS = 2_000_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of text that is in both texts ("same", as the new one has it) or in one of the two."""

    text: str
    change: Change

    @property
    def words(self) -> str:
        """The text without leading and trailing blanks: what is marked as changed."""
        return self.text.strip()

    @property
    def before(self) -> str:
        """The leading blanks; all of a text that is nothing but blanks."""
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def after(self) -> str:
        """The trailing blanks."""
        return self.text[len(self.before) + len(self.words) :]


def diff_words(old: str, new: str) -> tuple[Difference, ...]:
    """The differences from the old text to the new, in reading order, layout unwrapped (see `unwrapped`).

    Same and inserted stretches together are the new text; same and deleted ones the old text, but
    for layout. A deletion comes before the insertion that replaces it. About a millisecond for usual
    paragraphs, bounded at about a second; larger texts come as one deletion and one insertion.
    """
    return _joined(_pieces(_tokens(unwrapped(old)), _tokens(unwrapped(new))))


def diff_words_exactly(old: str, new: str) -> tuple[Difference, ...]:
    """Like `diff_words`, with layout compared too: both texts can be restored from it exactly."""
    return _joined(_exact_pieces(_EXACT_TOKEN.findall(old), _EXACT_TOKEN.findall(new)))


def _joined(pieces: Iterator[tuple[str, Change]]) -> tuple[Difference, ...]:
    return tuple(
        Difference("".join(text for text, _ in alike), change)
        for change, alike in groupby(pieces, key=lambda piece: piece[1])
    )


def _tokens(text: str) -> list[str]:
    """Words and punctuation marks, each with the blanks after it, so that joining them gives the text."""
    starts = [match.start() for match in _TOKEN.finditer(text)]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Change]]:
    for same, (old_from, old_to), (new_from, new_to) in _stretches(_keys(old), _keys(new)):
        if same:
            yield from ((token, "same") for token in new[new_from:new_to])
        else:
            if _blank_removed(old, old_from, new, new_from):
                yield " ", "deleted"
            yield from ((token, "deleted") for token in old[old_from:old_to])
            yield from ((token, "inserted") for token in new[new_from:new_to])


def _exact_pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Change]]:
    for same, (old_from, old_to), (new_from, new_to) in _stretches(old, new):
        if not same:
            yield from ((token, "deleted") for token in old[old_from:old_to])
        yield from ((token, "same" if same else "inserted") for token in new[new_from:new_to])


def _blank_removed(old: Sequence[str], old_from: int, new: Sequence[str], new_from: int) -> bool:
    """Whether only the old text has a blank before the change: "more words." became "more."."""
    if not old_from or not new_from:
        return False
    return old[old_from - 1].endswith(" ") and not new[new_from - 1].endswith(" ")


def _keys(tokens: Sequence[str]) -> list[str]:
    return [same_key(token) for token in tokens]


# Token indexes from, to (exclusive).
Span = tuple[int, int]
# Whether the tokens are equal, the old ones, the new ones.
Stretch = tuple[bool, Span, Span]


def _stretches(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    if _pairs(old, new) > _MAX_PAIRS:
        return [(old == new, (0, len(old)), (0, len(new)))]
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return _without_islands([(tag == "equal", (a, b), (c, d)) for tag, a, b, c, d in opcodes])


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of equal tokens there are, one old and one new."""
    counts = Counter(new)
    return sum(counts[token] for token in old)


def _without_islands(stretches: list[Stretch]) -> list[Stretch]:
    """A single unchanged word between two changes of three or more reads as noise: it counts as changed too."""
    joined: list[Stretch] = []
    for index, (same, old, new) in enumerate(stretches):
        inside = 0 < index < len(stretches) - 1
        island = same and inside and old[1] - old[0] == 1
        island = island and all(_size(stretches[index + step]) >= 3 for step in (-1, 1))
        same = same and not island
        if joined and not same and not joined[-1][0]:
            _, before_old, before_new = joined.pop()
            old, new = (before_old[0], old[1]), (before_new[0], new[1])
        joined.append((same, old, new))
    return joined


def _size(stretch: Stretch) -> int:
    """The longer side of a change, in tokens."""
    _, old, new = stretch
    return max(old[1] - old[0], new[1] - new[0])
