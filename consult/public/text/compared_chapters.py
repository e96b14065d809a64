"""The sections of a page that compares one with an earlier version: every paragraph in reading order, those that changed
with their words compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from consult.public.queries import (
    Change,
    ComparedParagraph,
    ComparedSection,
    PublicParagraph,
    SectionText,
)
from consult.public.text.chapters import DEEPEST_LEVEL
from consult.public.text.word_comparison import WordComparison, WordComparisons, compare_words

# Of a heading under the page's own.
TOP_LEVEL = 2


@dataclass(frozen=True)
class UnchangedParagraphs:
    """Adjacent ``paragraphs`` of the later version that are the same in the earlier one, where they are ``old``."""

    paragraphs: tuple[PublicParagraph, ...]
    old: tuple[ComparedParagraph, ...]

    is_unchanged = True

    @property
    def is_renumbered(self) -> bool:
        """Whether they had other numbers."""
        pairs = zip(self.paragraphs, self.old, strict=True)
        return any(new.number != old.number for new, old in pairs)

    @property
    def old_ends(self) -> tuple[ComparedParagraph, ...]:
        """The first and the last of the old ones; one if there is only one."""
        return (self.old[0], self.old[-1]) if len(self.old) > 1 else self.old


@dataclass(frozen=True)
class ComparedChapter:
    """A section with all that is shown under its heading, whose ``level`` is 2 to 6."""

    section: ComparedSection
    level: int
    items: tuple[WordComparison | UnchangedParagraphs, ...]

    @property
    def is_deep(self) -> bool:
        """Whether its heading is set smaller."""
        return self.level > TOP_LEVEL


async def compared_chapters(
    sections: Sequence[ComparedSection], texts: Sequence[SectionText]
) -> list[ComparedChapter]:
    """The chapters of a page about the first of ``texts``, which are those of the later version."""
    words = await compare_words(changes_of(sections))
    paragraphs = {each.id: each for text in texts for each in text.paragraphs}
    page_level = texts[0].section.level
    return [
        ComparedChapter(
            each,
            min(max(each.latest.level - page_level + 1, TOP_LEVEL), DEEPEST_LEVEL),
            tuple(_items(each.changes, words, paragraphs)),
        )
        for each in sections
    ]


def changes_of(sections: Sequence[ComparedSection]) -> list[Change]:
    """All that changed in some sections, without what is the same."""
    return [change for each in sections for change in each.changes if not change.is_same]


def _items(
    changes: Sequence[Change], words: WordComparisons, paragraphs: Mapping[int, PublicParagraph]
) -> Iterator[WordComparison | UnchangedParagraphs]:
    """``paragraphs`` are those of the later version, by identity."""
    for is_same, group in groupby(changes, key=lambda change: change.is_same):
        if is_same:
            same = list(group)
            yield UnchangedParagraphs(
                tuple(paragraphs[each.new[0].id] for each in same),
                tuple(each.old[0] for each in same),
            )
        else:
            yield from (words[id(each)] for each in group)
