"""How many published remarks stand where, in one version of the draft: every remark is counted at one place.

A remark stays with the identity it was written on. Here that identity is read as where it stands in the version:
merged paragraphs count with the one they went into, what is gone with the section it stood in, or with the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from consult.documents.versions.succession import Succession, succession
from consult.public.queries.outline import Outline
from consult.responses.tally import Tally

WHOLE = "whole"
# Of more places than these all are read: a statement takes so many values and no more.
MOST_NAMED = 500


@dataclass(frozen=True)
class Counts:
    """Published remarks by identity. A section's are those on itself and on what is gone from it, without
    those on the paragraphs it has."""

    succession: Succession
    tallied: Counter[str]

    def on_paragraph(self, identity: int) -> int:
        return self._on_paragraphs.get(identity, 0)

    @cached_property
    def _on_paragraphs(self) -> Counter[int]:
        """Of those that have any, few where a page may hold thousands: on each and on what went into it."""
        found: Counter[int] = Counter()
        for place, count in self.tallied.items():
            kind, _, identity = place.partition(":")
            if kind == "paragraph":
                on = int(identity)
                for each in {on, self.succession.paragraph(on) or on}:
                    found[each] += count
        return found

    def on_section(self, identity: int) -> int:
        return self._sum(_section_places(self.succession, identity))

    def on_whole(self) -> int:
        """On the draft as a whole, and on what is gone without a section that is there still."""
        return self._sum([WHOLE, *_gone_places(self.succession, None)])

    def _sum(self, places: Iterable[str]) -> int:
        return sum(self.tallied[place] for place in places)


async def counts(
    of: Outline, paragraphs: Iterable[int] | None = None, sections: Iterable[int] = ()
) -> Counts:
    """The counts of these paragraphs and sections (identities), unset: of everything. One query beside the
    succession."""
    found = await succession(of.version)
    rows = Tally.filter(consultation_id=of.consultation.id, published__gt=0)
    if paragraphs is not None:
        places = [place for each in paragraphs for place in _paragraph_places(found, each)]
        places += [place for each in sections for place in _section_places(found, each)]
        if len(places) <= MOST_NAMED:
            rows = rows.filter(place__in=places)
    return Counts(found, Counter(dict(await rows.values_list("place", "published"))))


def _paragraph_places(found: Succession, identity: int) -> Iterator[str]:
    """As tallies name places, see ``Tally``."""
    for each in (identity, *found.merged.get(identity, ())):
        yield f"paragraph:{each}"


def _section_places(found: Succession, identity: int) -> Iterator[str]:
    yield f"section:{identity}"
    yield from _gone_places(found, identity)


def _gone_places(found: Succession, section: int | None) -> Iterator[str]:
    for each in found.gone_sections.get(section, ()):
        yield f"section:{each}"
    for each in found.gone.get(section, ()):
        yield f"paragraph:{each}"
