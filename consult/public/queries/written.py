"""Where remarks stand in a version of the draft, and the words they were written on where those are not there now:
what ``consult.responses.whereabouts`` finds, as everybody may read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from consult.lineage import same_text
from consult.public.queries.outline import Outline, PublicSection
from consult.responses.belonging import belonging
from consult.responses.remark import Remark
from consult.responses.whereabouts import Whereabouts, whereabouts


@dataclass(frozen=True)
class WrittenOn:
    """What a remark was written on in an earlier version: ``section`` and ``area`` are that version's keys, ""
    on the whole; ``number`` and ``text`` the paragraph's, "" where it was on none."""

    version: int
    section: str = ""
    area: str = ""
    number: str = ""
    text: str = ""


@dataclass(frozen=True)
class Stands:
    """Where a remark stands now. ``section`` None is the whole; ``paragraph`` (an identity) None no paragraph, be
    it gone. ``written`` is None where the words it was written on stand there still."""

    section: PublicSection | None = None
    paragraph: int | None = None
    number: str = ""
    written: WrittenOn | None = None


async def places_of(of: Outline, remarks: Sequence[Remark]) -> list[Stands]:
    """For each remark where it stands in this version; at most three queries beside what is remembered of it."""
    found = await whereabouts(await belonging(of.version), remarks)
    numbers = {each.id: each.number for each in of.published}
    return [_placed(of, found[each.id], numbers.get(each.version_id)) for each in remarks]


def _placed(of: Outline, where: Whereabouts, version: int | None) -> Stands:
    """``version`` is the number of the one it was written on."""
    now = where.now
    written = _written(where, version) if where.is_earlier and version else None
    if now is None:
        return Stands(written=written)
    return Stands(of.by_key[now.key], now.paragraph, now.number, written)


def _written(where: Whereabouts, version: int) -> WrittenOn | None:
    was, now = where.written, where.now
    if was is None:
        return WrittenOn(version)
    if now is not None and now.paragraph is not None and same_text(was.text, now.text):
        return None
    return WrittenOn(version, was.key, was.area, was.number, was.text)
