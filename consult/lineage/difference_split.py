"""The differences of one change that is more than one paragraph long, cut where its paragraphs end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from consult.lineage.word_diff import Difference, diff_words

# CurrentLocation between two paragraphs while they are compared; a draft has no use for it, and loses it here.
_END = "\ue000"
_ENDS = re.compile(rf"\s*{_END}\s*")

Pieces = tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class CutDifferences:
    """``inline``: a piece for each new paragraph, with what was deleted where it stood. ``old`` and ``new``: a
    piece for each paragraph of one side, without what the other alone has."""

    inline: tuple[Pieces, ...]
    old: tuple[Pieces, ...]
    new: tuple[Pieces, ...]


def cut_differences(old: Sequence[str], new: Sequence[str]) -> CutDifferences:
    """Word by word from the old paragraphs to the new, one of the two may be empty; see ``diff_words``.

    Where there is no new paragraph, ``inline`` has the old ones.
    """
    found = diff_words(_joined(old), _joined(new))
    before = tuple(_cut([each for each in found if each.change != "inserted"], at="deleted"))
    after = tuple(_cut([each for each in found if each.change != "deleted"], at="inserted"))
    inline = tuple(_cut(found, at="inserted")) if new else before
    return CutDifferences(inline, before if old else (), after if new else ())


def _joined(texts: Sequence[str]) -> str:
    return f" {_END} ".join(text.replace(_END, "") for text in texts)


def _cut(found: Sequence[Difference], *, at: str) -> list[Pieces]:
    """A paragraph ends where both texts have an end, or the one whose runs are ``at``."""
    paragraphs: list[list[Difference]] = [[]]
    for each in _ends_first(found):
        if each.change in ("same", at):
            first, *others = each.text.split(_END)
        else:
            first, others = _ENDS.sub(" ", each.text), []
        paragraphs[-1].append(Difference(first, each.change))
        paragraphs += [[Difference(other.lstrip(), each.change)] for other in others]
    return [tuple(each for each in pieces if each.text.strip()) for pieces in paragraphs]


def _ends_first(found: Sequence[Difference]) -> list[Difference]:
    """What is replaced by an end and other words stood after the end, not before it."""
    turned: list[Difference] = []
    for each in found:
        words = each.text.removeprefix(_END)
        if each.change == "inserted" and words != each.text and turned:
            at = len(turned) - (turned[-1].change == "deleted")
            turned.insert(at, Difference(_END, each.change))
            each = Difference(words, each.change)
        turned.append(each)
    return turned
