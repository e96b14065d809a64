"""How many published remarks stand where, in one version of the draft: every remark is counted at one place.

A remark stays with the identity it was written on. Here that identity is read as where it stands in the version:
merged paragraphs count with the one they went into, what is gone with the section it stood in, or with the whole.
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

# Of more keys than these all are read: a statement takes so many values and no more.
MOST_NAMED = 500


@dataclass(frozen=True)
class Counts:
    """Published remarks by identity. A section's are those on itself and on what is gone from it, without
    those on the paragraphs it has."""

    succession: Succession
    tallied: Counter[TallyKey]

    def on_paragraph(self, identity: int) -> int:
        return self._on_paragraphs.get(identity, 0)

    @cached_property
    def _on_paragraphs(self) -> Counter[int]:
        """Of those that have any, few where a page may hold thousands: on each and on what went into it."""
        found: Counter[int] = Counter()
        for (_, on), count in self.tallied.items():
            if on is not None:
                for each in {on, self.succession.paragraph(on) or on}:
                    found[each] += count
        return found

    def on_section(self, identity: int) -> int:
        return self._sum(_section_keys(self.succession, identity))

    def on_whole(self) -> int:
        """On the draft as a whole, and on what is gone without a section that is there still."""
        return self._sum([WHOLE, *_gone_keys(self.succession, None)])

    def _sum(self, keys: Iterable[TallyKey]) -> int:
        return sum(self.tallied[key] for key in keys)


async def counts(
    of: Outline, paragraphs: Iterable[int] | None = None, sections: Iterable[int] = ()
) -> Counts:
    """The counts of these paragraphs and sections (identities), unset: of everything. One query beside the
    succession."""
    found = await succession(of.version)
    rows = Tally.filter(consultation_id=of.consultation.id, published__gt=0)
    if paragraphs is not None:
        keys = [key for each in paragraphs for key in _paragraph_keys(found, each)]
        keys += [key for each in sections for key in _section_keys(found, each)]
        if len(keys) <= MOST_NAMED:
            rows = rows.filter(_any_of(keys))
    tallied = await rows.values_list("section_id", "paragraph_id", "published")
    return Counts(found, Counter({TallyKey(*key): count for *key, count in tallied}))


def _any_of(keys: list[TallyKey]) -> Q:
    return Q(
        section_id__in=[key.section_id for key in keys if key.section_id is not None],
        paragraph_id__in=[key.paragraph_id for key in keys if key.paragraph_id is not None],
        join_type=Q.OR,
    )


def _paragraph_keys(found: Succession, identity: int) -> Iterator[TallyKey]:
    for each in (identity, *found.merged.get(identity, ())):
        yield TallyKey(paragraph_id=each)


def _section_keys(found: Succession, identity: int) -> Iterator[TallyKey]:
    yield TallyKey(section_id=identity)
    yield from _gone_keys(found, identity)


def _gone_keys(found: Succession, section: int | None) -> Iterator[TallyKey]:
    for each in found.gone_sections.get(section, ()):
        yield TallyKey(section_id=each)
    for each in found.gone.get(section, ()):
        yield TallyKey(paragraph_id=each)
