"""Two published versions compared, by the approved lineage: all sections of both in one reading order, with what became
of their paragraphs.

Which of a paragraph's words differ says ``Change.differences``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tortoise.expressions import Q

from consult.documents.paragraph import Paragraph
from consult.documents.versions.approved_steps import approved_steps
from consult.lineage import (
    ChangeEntry,
    ChangeKind,
    HeadingKind,
    InterleavedSection,
    LinkedPair,
    SectionHeading,
    VersionOutline,
    VersionParagraph,
    interleave,
    paragraph_changes,
)
from consult.public.queries.change import Change, ComparedParagraph, count_changes
from consult.public.queries.outline import Outline, PublicSection

# More paragraphs are compared in a thread, so that other requests do not wait.
MAX_IN_EVENT_LOOP = 800


@dataclass(frozen=True)
class ComparedSection:
    """A section in both versions; ``old`` is None where it was added, ``new`` where it was removed. ``changes`` are those
    of the paragraphs right under its heading. ``area`` is the area it lies in, of the later version where it is in
    that."""

    area: PublicSection
    old: PublicSection | None
    new: PublicSection | None
    is_renamed: bool
    is_moved: bool
    changes: tuple[Change, ...]

    @property
    def kind(self) -> HeadingKind:
        """What became of its heading."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "same"

    @property
    def latest(self) -> PublicSection:
        """The section of the later version, or of the earlier one where it was removed."""
        latest = self.new or self.old
        assert latest is not None
        return latest

    @property
    def heading_changed(self) -> bool:
        return self.kind != "same" or self.is_renamed or self.is_moved


@dataclass(frozen=True)
class Comparison:
    """Both versions in one reading order: the later one's, with what was removed where it was. ``counts`` are of
    paragraphs, by what became of them."""

    earlier: Outline
    later: Outline
    sections: tuple[ComparedSection, ...]
    counts: Mapping[ChangeKind, int]

    @property
    def heading_count(self) -> int:
        """How many headings were added, removed, reworded or moved."""
        return sum(each.heading_changed for each in self.sections)

    @property
    def change_count(self) -> int:
        """How many changes there are, of paragraphs and headings."""
        same = self.counts.get(ChangeKind.SAME, 0)
        return sum(self.counts.values()) - same + self.heading_count

    def within(self, key: str) -> list[ComparedSection]:
        """The section of the later version with this key and all below it in its area, with what was removed there."""
        identities = {each.id for each in self.later.within(key)}
        return [
            each
            for each in self.sections
            if (each.new and each.new.id in identities) or self._was_removed_from(each, identities)
        ]

    def _was_removed_from(self, section: ComparedSection, identities: set[int]) -> bool:
        """Whether the nearest section above a removed one that is still there is one of these."""
        if section.new is not None or section.old is None:
            return False
        ancestors = (each.id for each in self.earlier.with_ancestors(section.old))
        nearest = next((each for each in ancestors if each in self.later.by_id), None)
        return nearest in identities


# The paragraphs of one version by identity.
Paragraphs = Mapping[int, ComparedParagraph]

COLUMNS = ("version_id", "identity_id", "section_id", "number", "kind", "text", "taken_reason")


async def comparison(later: Outline, earlier: Outline) -> Comparison:
    """Both are published versions of one draft, ``earlier`` the older. Two queries, whatever their size."""
    steps = await approved_steps(earlier.version.number, later.version)
    old, new = await _paragraphs(earlier, later)
    if len(old) + len(new) > MAX_IN_EVENT_LOOP:
        return await asyncio.to_thread(
            _compare, _Version(earlier, old), _Version(later, new), steps
        )
    return _compare(_Version(earlier, old), _Version(later, new), steps)


async def _paragraphs(earlier: Outline, later: Outline) -> tuple[Paragraphs, Paragraphs]:
    """Those of both versions that have text, or had some that was taken down; one query."""
    sections = {each.row_id: each for outline in (earlier, later) for each in outline.sections}
    by_version: dict[int, dict[int, ComparedParagraph]] = {
        earlier.version.id: {},
        later.version.id: {},
    }
    shown = ~Q(text="") | Q(taken_reason__isnull=False)
    rows = Paragraph.filter(shown, version_id__in=list(by_version)).order_by("position")
    for version, identity, section, *columns in await rows.values_list(*COLUMNS):
        by_version[version][identity] = ComparedParagraph(identity, sections[section], *columns)
    return by_version[earlier.version.id], by_version[later.version.id]


@dataclass(frozen=True)
class _Version:
    """One of the two versions."""

    outline: Outline
    paragraphs: Paragraphs

    def for_lineage(self) -> VersionOutline:
        """As lineage takes it. A heading that is all deletion is left out, unless there are paragraphs under it."""
        used = {each.section.id for each in self.paragraphs.values()}
        sections = [
            each for each in self.outline.sections if each.change != "deletion" or each.id in used
        ]
        return VersionOutline(
            [SectionHeading(each.id, self._parent(each), each.title) for each in sections],
            [
                VersionParagraph(each.id, each.section.id, each.text)
                for each in self.paragraphs.values()
            ],
        )

    def _parent(self, section: PublicSection) -> int:
        """The parent's identity; 0 at the top."""
        return self.outline.by_key[section.parent].id if section.parent else 0


def _compare(
    earlier: _Version, later: _Version, steps: Sequence[Sequence[LinkedPair]]
) -> Comparison:
    old, new = earlier.for_lineage(), later.for_lineage()
    changes = paragraph_changes(steps, old.paragraphs, new.paragraphs)
    sections = [_section(each, earlier, later) for each in interleave(old, new, changes)]
    counts = count_changes(change for each in sections for change in each.changes)
    return Comparison(earlier.outline, later.outline, tuple(sections), counts)


def _section(section: InterleavedSection, earlier: _Version, later: _Version) -> ComparedSection:
    outline = earlier.outline if section.kind == "removed" else later.outline
    return ComparedSection(
        outline.by_key[outline.by_id[section.id].area],
        earlier.outline.by_id.get(section.id) if section.kind != "added" else None,
        later.outline.by_id.get(section.id) if section.kind != "removed" else None,
        section.is_renamed,
        section.is_moved,
        tuple(_change(each, earlier.paragraphs, later.paragraphs) for each in section.entries),
    )


def _change(entry: ChangeEntry, old: Paragraphs, new: Paragraphs) -> Change:
    change = entry.change
    return Change(
        change.kind,
        tuple(old[each] for each in change.old),
        tuple(new[each] for each in change.new),
        change.is_moved,
        entry.at_old_position,
    )
