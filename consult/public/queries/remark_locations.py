"""Where remarks stand in a version of the draft, and the words they were written on where those are not there now:
what ``consult.responses.location`` finds, as everybody may read it."""

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
    """What a remark was written on in an earlier version: ``section`` and ``area`` are that version's keys, ""
    on the whole; ``number`` and ``text`` the paragraph's, "" where it was on none."""

    version: int
    section: str = ""
    area: str = ""
    number: str = ""
    text: str = ""


@dataclass(frozen=True)
class CurrentLocation:
    """Where a remark stands now. ``section`` None is the whole; ``paragraph`` (an identity) None no paragraph, be
    it gone. ``original`` is None where the words it was written on stand there still."""

    section: PublicSection | None = None
    paragraph: int | None = None
    number: str = ""
    original: OriginalLocation | None = None


async def current_locations(of: Outline, remarks: Sequence[Remark]) -> list[CurrentLocation]:
    """For each remark where it stands in this version; at most three queries beside what is remembered of it."""
    found = await remark_locations(await attribution_of(of.version), remarks)
    numbers = {each.id: each.number for each in of.published}
    return [_placed(of, found[each.id], numbers.get(each.version_id)) for each in remarks]


def _placed(of: Outline, where: RemarkLocation, version: int | None) -> CurrentLocation:
    """``version`` is the number of the one it was written on."""
    now = where.current
    original = _written(where, version) if where.is_earlier and version else None
    if now is None:
        return CurrentLocation(original=original)
    return CurrentLocation(of.by_key[now.key], now.paragraph, now.number, original)


def _written(where: RemarkLocation, version: int) -> OriginalLocation | None:
    was, now = where.original, where.current
    if was is None:
        return OriginalLocation(version)
    if now is not None and now.paragraph is not None and same_text(was.text, now.text):
        return None
    return OriginalLocation(version, was.key, was.area, was.number, was.text)
