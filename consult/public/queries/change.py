"""A change between two published versions: what became of one paragraph, or of several that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from consult.documents.paragraph import ParagraphKind, anchor_of
from consult.lineage import (
    ChangeKind,
    SplitDifferences,
    TableRow,
    split_differences,
    table_differences,
)
from consult.public.queries.outline import PublicSection


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of one of the two versions, in the section of that version. ``id`` is its identity. ``taken`` is None
    unless it was taken down: then it is the reason, or "", and ``text`` is empty."""

    id: int
    section: PublicSection
    number: str
    kind: ParagraphKind
    text: str
    taken: str | None = None

    @property
    def anchor(self) -> str:
        """Its id on the reading page of its version."""
        return anchor_of(self.number)


@dataclass(frozen=True)
class Change:
    """What became of the ``old`` paragraphs, which are the ``new`` ones now; either may be empty. A paragraph that is
    the same is a change too, of the kind SAME.

    ``at_old_position``: this entry only points from where they were; the change itself is listed where they are now.
    """

    kind: ChangeKind
    old: tuple[ComparedParagraph, ...]
    new: tuple[ComparedParagraph, ...]
    is_moved: bool
    at_old_position: bool

    @property
    def is_same(self) -> bool:
        """Whether its words are. Of words that are taken down nobody can say so."""
        return self.kind is ChangeKind.SAME and not self.has_taken

    @property
    def is_counted(self) -> bool:
        return not self.at_old_position and (self.is_same or self.kind is not ChangeKind.SAME)

    @property
    def has_taken(self) -> bool:
        """Whether words on either side are taken down."""
        return any(each.taken is not None for each in (*self.old, *self.new))

    @property
    def is_taken(self) -> bool:
        """Whether all that there is of it now is taken down."""
        return all(each.taken is not None for each in self.latest)

    @property
    def is_table(self) -> bool:
        """Whether it is of one table that can be read: in both versions, added or removed."""
        is_single = len(self.old) < 2 and len(self.new) < 2
        return (
            is_single
            and not self.has_taken
            and all(each.kind is ParagraphKind.TABLE for each in (*self.old, *self.new))
        )

    @property
    def latest(self) -> tuple[ComparedParagraph, ...]:
        """The new paragraphs, or the old ones where there are none."""
        return self.new or self.old

    def table_differences(self) -> tuple[TableRow, ...]:
        """Row by row and word by word, of a change for which ``is_table``."""
        old, new = ("".join(each.text for each in side) for side in (self.old, self.new))
        return table_differences(old, new)

    def differences(self) -> SplitDifferences:
        """Word by word. Takes about a millisecond, so call it only for changes that are shown."""
        old, new = [each.text for each in self.old], [each.text for each in self.new]
        return _unmarked(old, new) if self.has_taken else split_differences(old, new)


def _unmarked(old: list[str], new: list[str]) -> SplitDifferences:
    """Each side compared with itself: where words are taken down, all others would seem put in or taken out."""
    before, after = split_differences(old, old).old, split_differences(new, new).new
    return SplitDifferences(after or before, before, after)


def count_changes(changes: Iterable[Change]) -> dict[ChangeKind, int]:
    """How many changes there are of each kind, without kinds of which there are none. One that is listed at its old
    position too counts once; of what is taken down in both versions nobody can say what changed."""
    counts = Counter(each.kind for each in changes if each.is_counted)
    return {kind: counts[kind] for kind in ChangeKind if counts[kind]}
