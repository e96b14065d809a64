"""What changed from one published version to another: from the approved lineage, in one reading order.

Holds no words of anybody but the draft's; which of them differ says ``Change.differences``.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.documents.paragraph import Paragraph, ParagraphKind, anchor_of
from consult.documents.versions.approved_steps import approved_steps
from consult.lineage import (
    ChangeEntry,
    ChangeKind,
    HeadingKind,
    InterleavedSection,
    LinkedPair,
    SectionHeading,
    SplitDifferences,
    TableRow,
    VersionOutline,
    VersionParagraph,
    count_by_kind,
    interleave,
    paragraph_changes,
    split_differences,
    table_differences,
)
from consult.public.queries.outline import Outline, PublicSection

# Of more paragraphs the steps are put together in a thread, so that nobody else waits.
AT_ONCE = 800


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of one of the two versions, in the section of that version. ``id`` is its identity's."""

    id: int
    section: PublicSection
    number: str
    kind: ParagraphKind
    text: str

    @property
    def anchor(self) -> str:
        """Its id on the reading page of its version."""
        return anchor_of(self.number)


@dataclass(frozen=True)
class Change:
    """What became of paragraphs; of SAME and the like one on each side. ``left``: it is told where the old ones
    stood, and once more where the new ones do."""

    kind: ChangeKind
    old: tuple[ComparedParagraph, ...]
    new: tuple[ComparedParagraph, ...]
    is_moved: bool
    left: bool

    @property
    def is_same(self) -> bool:
        return self.kind is ChangeKind.SAME

    @property
    def is_table(self) -> bool:
        """Whether it is about one table, before and after, new or gone."""
        both = (*self.old, *self.new)
        alone = len(self.old) < 2 and len(self.new) < 2
        return alone and all(each.kind is ParagraphKind.TABLE for each in both)

    def table_differences(self) -> tuple[TableRow, ...]:
        """Row by row and word by word, of one that is a table."""
        old, new = ("".join(each.text for each in side) for side in (self.old, self.new))
        return table_differences(old, new)

    def differences(self) -> SplitDifferences:
        """Word by word; about a millisecond each, so ask for those that are shown."""
        return split_differences([each.text for each in self.old], [each.text for each in self.new])


@dataclass(frozen=True)
class ComparedSection:
    """A section as it was and as it is, one of the two None where it was added or removed, with what became of
    the paragraphs right under its heading. ``area`` is the area it lies in, of the later version where it is in
    that."""

    area: PublicSection
    old: PublicSection | None
    new: PublicSection | None
    is_renamed: bool
    is_moved: bool
    changes: tuple[Change, ...]

    @property
    def kind(self) -> HeadingKind:
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "same"

    @property
    def heading_changed(self) -> bool:
        return self.kind != "same" or self.is_renamed or self.is_moved


@dataclass(frozen=True)
class Comparison:
    """Both versions in one reading order: the later text's, what was removed where it stood."""

    earlier: Outline
    later: Outline
    sections: tuple[ComparedSection, ...]
    counts: Mapping[ChangeKind, int]

    @property
    def heading_count(self) -> int:
        """How many headings are new, removed, reworded or moved."""
        return sum(each.heading_changed for each in self.sections)

    @property
    def change_count(self) -> int:
        """How many places changed, headings too."""
        same = self.counts.get(ChangeKind.SAME, 0)
        return sum(self.counts.values()) - same + self.heading_count

    def within(self, key: str) -> list[ComparedSection]:
        """A section of the later version and what lies below it in its area; what was removed from there too."""
        here = {each.id for each in self.later.within(key)}
        area = self.later.by_key[key].id
        found = []
        for each in self.sections:
            if (each.new and each.new.id in here) or (each.old and self._was_in(each, area, here)):
                found.append(each)
        return found

    def _was_in(self, removed: ComparedSection, area: int, here: set[int]) -> bool:
        if removed.new is not None or removed.old is None:
            return False
        above = [each.id for each in self.earlier.upwards(removed.old)]
        nearest = next((id for id in above if id in self.later.by_id), None)
        return nearest in here


async def comparison(later: Outline, earlier: Outline) -> Comparison:
    """Both are published versions of one draft, ``earlier`` the older. Two queries, whatever their size."""
    sections = {each.row: each for of in (earlier, later) for each in of.sections}
    found: dict[int, dict[int, ComparedParagraph]] = {earlier.version.id: {}, later.version.id: {}}
    rows = Paragraph.filter(version_id__in=list(found)).exclude(text="").order_by("position")
    for version, identity, section, number, kind, text in await rows.values_list(*COLUMNS):
        found[version][identity] = ComparedParagraph(
            identity, sections[section], number, kind, text
        )
    old, new = found[earlier.version.id], found[later.version.id]
    steps = await approved_steps(earlier.version.number, later.version)
    if len(old) + len(new) > AT_ONCE:
        return await asyncio.to_thread(_compared, earlier, later, old, new, steps)
    return _compared(earlier, later, old, new, steps)


COLUMNS = ("version_id", "identity_id", "section_id", "number", "kind", "text")


Paragraphs = Mapping[int, ComparedParagraph]


def _compared(
    earlier: Outline,
    later: Outline,
    old: Paragraphs,
    new: Paragraphs,
    steps: Sequence[Sequence[LinkedPair]],
) -> Comparison:
    before, after = _side(earlier, old), _side(later, new)
    told = paragraph_changes(steps, before.paragraphs, after.paragraphs)
    sections = [
        _section(
            each,
            earlier if each.kind == "removed" else later,
            earlier.by_id.get(each.id) if each.kind != "added" else None,
            later.by_id.get(each.id) if each.kind != "removed" else None,
            tuple(_change(entry, old, new) for entry in each.entries),
        )
        for each in interleave(before, after, told)
    ]
    return Comparison(earlier, later, tuple(sections), count_by_kind(told))


def _section(
    told: InterleavedSection,
    of: Outline,
    old: PublicSection | None,
    new: PublicSection | None,
    changes: tuple[Change, ...],
) -> ComparedSection:
    area = of.by_key[of.by_id[told.id].area]
    return ComparedSection(area, old, new, told.is_renamed, told.is_moved, changes)


def _side(of: Outline, paragraphs: Paragraphs) -> VersionOutline:
    """A heading that is taken out as a whole is none any longer, unless words stand under it."""
    used = {each.section.id for each in paragraphs.values()}
    shown = [each for each in of.sections if each.change != "deletion" or each.id in used]
    return VersionOutline(
        [SectionHeading(each.id, _parent(of, each), each.title) for each in shown],
        [VersionParagraph(each.id, each.section.id, each.text) for each in paragraphs.values()],
    )


def _parent(of: Outline, section: PublicSection) -> int:
    return of.by_key[section.parent].id if section.parent else 0


def _change(entry: ChangeEntry, old: Paragraphs, new: Paragraphs) -> Change:
    change = entry.change
    return Change(
        change.kind,
        tuple(old[id] for id in change.old),
        tuple(new[id] for id in change.new),
        change.is_moved,
        entry.at_old_position,
    )


def counted_changes(sections: Sequence[ComparedSection]) -> dict[ChangeKind, int]:
    """How many changes of each kind are told in some sections, those told in two places once."""
    counts = Counter(each.kind for part in sections for each in part.changes if not each.left)
    return {kind: counts[kind] for kind in ChangeKind if counts[kind]}
