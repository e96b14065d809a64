"""What a section's key has meant: the section that had it in each published version.

A version may number its sections anew, so that a key alone names another section than its reader had in mind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from consult.database import among
from consult.documents.document import Version
from consult.documents.section import Section, can_be_key


@dataclass(frozen=True)
class KeyMeanings:
    """``by_version``: the number of a published version → the section (an identity) that had the key in it."""

    by_version: Mapping[int, int] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[int, ...]:
        """Every section that had it, the latest first, each once."""
        newest_first = sorted(self.by_version, reverse=True)
        return tuple(dict.fromkeys(self.by_version[number] for number in newest_first))

    @property
    def is_ambiguous(self) -> bool:
        return len(self.sections) > 1

    @property
    def only(self) -> int | None:
        """The one section it ever meant; None where there is none, or more than one."""
        return self.sections[0] if len(self.sections) == 1 else None


NO_MEANINGS = KeyMeanings()


async def key_meanings(
    versions: Iterable[Version], keys: Collection[str]
) -> dict[str, KeyMeanings]:
    """What each of these keys has meant in these versions; one that none of them has is missing. One query."""
    numbers = {each.id: each.number for each in versions}
    possible = sorted(key for key in keys if can_be_key(key))
    if not (numbers and possible):
        return {}
    rows = Section.filter(version_id__in=among(numbers), key__in=possible)
    found: dict[str, dict[int, int]] = {}
    for key, version, identity in await rows.values_list("key", "version_id", "identity_id"):
        found.setdefault(str(key), {})[numbers[version]] = identity
    return {key: KeyMeanings(each) for key, each in found.items()}
