"""Published remarks counted by where they are attributed in one version of the draft: each remark exactly once.

A remark keeps the identity that it was written on. Here that identity is looked up in the version: a merged paragraph
counts with the one it was merged into, and what is gone with the section it was in, or else with the whole draft.
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
# A statement takes only so many values: for more tallies than these all are read.
MAX_KEYS = 500


@dataclass(frozen=True)
class Counts:
    """Published remarks by identity. ``tallied`` is by the key of a tally, see ``Tally.place``."""

    succession: Succession
    tallied: Counter[str]

    def on_paragraph(self, identity: int) -> int:
        """Those on the paragraph and on what was merged into it."""
        return self._by_paragraph.get(identity, 0)

    @cached_property
    def _by_paragraph(self) -> Counter[int]:
        """Only paragraphs that have any: few, where a page may hold thousands."""
        counter: Counter[int] = Counter()
        for key, count in self.tallied.items():
            kind, _, identity = key.partition(":")
            if kind == "paragraph":
                original = int(identity)
                for each in {original, self.succession.paragraph(original) or original}:
                    counter[each] += count
        return counter

    def on_section(self, identity: int) -> int:
        """Those on the section itself and on what is gone from it, without those on its paragraphs."""
        return self._sum(_section_keys(self.succession, identity))

    def on_whole(self) -> int:
        """Those on the draft as a whole, and on what is gone together with every section it was in."""
        return self._sum([WHOLE, *_gone_keys(self.succession, None)])

    def _sum(self, keys: Iterable[str]) -> int:
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
            rows = rows.filter(place__in=keys)
    return Counts(past, Counter(dict(await rows.values_list("place", "published"))))


def _paragraph_keys(past: Succession, identity: int) -> Iterator[str]:
    for each in (identity, *past.merged.get(identity, ())):
        yield f"paragraph:{each}"


def _section_keys(past: Succession, identity: int) -> Iterator[str]:
    yield f"section:{identity}"
    yield from _gone_keys(past, identity)


def _gone_keys(past: Succession, section: int | None) -> Iterator[str]:
    """Of what is gone and attributed to this section; None: to the whole."""
    for each in past.gone_sections.get(section, ()):
        yield f"section:{each}"
    for each in past.gone.get(section, ()):
        yield f"paragraph:{each}"
