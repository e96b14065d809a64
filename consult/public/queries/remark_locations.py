"""Remark locations as everybody may read them: where remarks are in a version of the draft, and what they were
written on where that is not the same there. Made from ``consult.responses.location``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.lineage import same_text
from consult.public.queries.outline import Outline, PublicSection
from consult.responses.attribution import attribution_of
from consult.responses.location import RemarkLocation, remark_locations
from consult.responses.remark import Remark


@dataclass(frozen=True)
class OriginalLocation:
    """What a remark was written on, in the earlier version with the number ``version``.

    ``section`` and ``area`` are that version's keys, "" on the whole; ``number`` and ``text`` are the paragraph's, ""
    where it was written on none.
    """

    version: int
    section: str = ""
    area: str = ""
    number: str = ""
    text: str = ""


@dataclass(frozen=True)
class PublicLocation:
    """Where a remark is in one version.

    ``section`` None is the whole. ``paragraph`` (an identity) is None where it is on none, or the paragraph is gone;
    ``number`` is "" then. ``original`` is None where the words it was written on are still the same there.
    """

    section: PublicSection | None = None
    paragraph: int | None = None
    number: str = ""
    original: OriginalLocation | None = None


async def public_locations(outline: Outline, remarks: Sequence[Remark]) -> list[PublicLocation]:
    """The location of each remark in this version, in the same order. At most three queries beside what is cached of
    the version."""
    locations = await remark_locations(await attribution_of(outline.version), remarks)
    numbers = {each.id: each.number for each in outline.published}
    return [_public(outline, locations[each.id], numbers.get(each.version_id)) for each in remarks]


def _public(outline: Outline, location: RemarkLocation, version: int | None) -> PublicLocation:
    """``version`` is the number of the one that the remark was written on."""
    current = location.current
    original = _original(location, version) if location.is_earlier and version else None
    if current is None:
        return PublicLocation(original=original)
    section = outline.by_key[current.key]
    return PublicLocation(section, current.paragraph, current.number, original)


def _original(location: RemarkLocation, version: int) -> OriginalLocation | None:
    original, current = location.original, location.current
    if original is None:
        return OriginalLocation(version)
    if current and current.paragraph is not None and same_text(original.text, current.text):
        return None
    return OriginalLocation(version, original.key, original.area, original.number, original.text)
