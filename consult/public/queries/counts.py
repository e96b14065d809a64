"""Published remarks counted by where they are attributed in one version of the draft: each remark exactly once.

A remark keeps the identity that it was written on. Here that identity is looked up in the version: a merged paragraph
counts with the one it was merged into, and what is gone with the section it was in, or else with the whole draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tortoise.expressions import Q

from consult.documents.versions.succession import Succession, succession
from consult.public.queries.outline import Outline
from consult.responses.tally import WHOLE, Tally, TallyKey

# A statement takes only so many values: for more tallies than these all are read.
MAX_KEYS = 500


@dataclass(frozen=True)
class Counts:
    """Published remarks by identity."""

    succession: Succession
    tallied: Counter[TallyKey]

    def on_paragraph(self, identity: int) -> int:
        """Those on the paragraph and on what was merged into it."""
        return self._by_paragraph.get(identity, 0)

    @cached_property
    def _by_paragraph(self) -> Counter[int]:
        """Only paragraphs that have any: few, where a page may hold thousands."""
        counter: Counter[int] = Counter()
        for (_, original), count in self.tallied.items():
            if original is not None:
                for each in {original, self.succession.paragraph(original) or original}:
                    counter[each] += count
        return counter

    def on_section(self, identity: int) -> int:
        """Those on the section itself and on what is gone from it, without those on its paragraphs."""
        return self._sum(_section_keys(self.succession, identity))

    def on_whole(self) -> int:
        """Those on the draft as a whole, and on what is gone together with every section it was in."""
        return self._sum([WHOLE, *_gone_keys(self.succession, None)])

    def _sum(self, keys: Iterable[TallyKey]) -> int:
        return sum(self.tallied[key] for key in keys)


async def counts(
    outline: Outline, paragraphs: Iterable[int] | None = None, sections: Iterable[int] = ()
) -> Counts:
    """The counts for these paragraphs and sections (identities); unset: for everything. One query beside the
    succession."""
    past = await succession(outline.version)
    rows = Tally.filter(consultation_id=outline.consultation.id, published__gt=0)
    if paragraphs is not None:
        keys = [key for each in paragraphs for key in _paragraph_keys(past, each)]
        keys += [key for each in sections for key in _section_keys(past, each)]
        if len(keys) <= MAX_KEYS:
            # They are of this consultation: named as well, SQLite would read all of its tallies instead.
            rows = Tally.filter(_any_of(keys), published__gt=0)
    tallied = await rows.values_list("section_id", "paragraph_id", "published")
    return Counts(past, Counter({TallyKey(*key): count for *key, count in tallied}))


def _any_of(keys: list[TallyKey]) -> Q:
    return Q(
        section_id__in=[key.section_id for key in keys if key.section_id is not None],
        paragraph_id__in=[key.paragraph_id for key in keys if key.paragraph_id is not None],
        join_type=Q.OR,
    )


def _paragraph_keys(past: Succession, identity: int) -> Iterator[TallyKey]:
    for each in (identity, *past.merged.get(identity, ())):
        yield TallyKey(paragraph_id=each)


def _section_keys(past: Succession, identity: int) -> Iterator[TallyKey]:
    yield TallyKey(section_id=identity)
    yield from _gone_keys(past, identity)


def _gone_keys(past: Succession, section: int | None) -> Iterator[TallyKey]:
    """Of what is gone and attributed to this section; None: to the whole."""
    for each in past.gone_sections.get(section, ()):
        yield TallyKey(section_id=each)
    for each in past.gone.get(section, ()):
        yield TallyKey(paragraph_id=each)
