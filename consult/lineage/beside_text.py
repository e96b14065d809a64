"""What became of the tables, figures and footnotes of two drafts, which are no passages. Plain values.

Told to whoever compares two files; what is shown to the public follows approved links, not this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, TypeAlias

from consult.importing import Draft
from consult.lineage.wording import same_key

_KINDS = ("table", "figure", "footnote")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ "
# Of more than so many in one text the rest are compared in order alone: a bound on the cost.
_MOST_ALIGNED = 2_000


@dataclass(frozen=True, slots=True)
class BesideChange:
    """A table, figure or footnote that is not the same: `kind` says which.

    `section` is the path of its section, in the new text unless it was removed; `old` and `new` are its words, with
    tabs between the cells of a table and line breaks between its rows.
    """

    kind: str
    change: Literal["changed", "removed", "added"]
    section: str
    old: str
    new: str


_Piece: TypeAlias = tuple[str, str, str]


def changes_beside(old: Draft, new: Draft) -> tuple[BesideChange, ...]:
    """All that is not the same, in the order of the texts; a number before a note is no change of it."""
    before, after = _pieces(old), _pieces(new)
    changes: list[BesideChange] = []
    for start, end, first, last in _different(before, after):
        changes += _changes(before[start:end], after[first:last])
    return tuple(changes)


def _pieces(draft: Draft) -> list[_Piece]:
    """(kind, path of the section, words) of each."""
    return [
        (one.kind, section.path, one.text)
        for section in draft.sections
        for one in section.paragraphs
        if one.kind in _KINDS and one.text
    ]


def _different(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[tuple[int, int, int, int]]:
    """(start, end) in the old and in the new of every stretch that differs."""
    if max(len(old), len(new)) > _MOST_ALIGNED:
        yield 0, len(old), 0, len(new)
        return
    keys = [[_key(one) for one in pieces] for pieces in (old, new)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield start, end, first, last


def _key(piece: _Piece) -> tuple[str, str]:
    kind, _, text = piece
    if kind == "table":
        cells = text.replace("\n", "\n\t").split("\t")
        return kind, "\t".join(same_key(cell) + "\n" * cell.endswith("\n") for cell in cells)
    return kind, same_key(text.lstrip(_RAISED) if kind == "footnote" else text)


def _changes(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[BesideChange]:
    """Those of one kind belong together in their order; what is left over was removed or added."""
    for kind in _KINDS:
        gone, come = ([one for one in pieces if one[0] == kind] for pieces in (old, new))
        for before, after in zip_longest(gone, come):
            if before is None:
                yield BesideChange(kind, "added", after[1], "", after[2])
            elif after is None:
                yield BesideChange(kind, "removed", before[1], before[2], "")
            elif _key(before) != _key(after):
                yield BesideChange(kind, "changed", after[1], before[2], after[2])
