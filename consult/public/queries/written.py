"""Where remarks stand in a version of the draft, and the words they were written on where those are not there now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from consult.documents.lineage import same_text
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.succession import Succession, succession
from consult.public.queries.outline import Outline, PublicSection
from consult.responses.remark import AnchorType, Remark


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


class _Words(NamedTuple):
    """A paragraph of one version."""

    number: str
    text: str
    section: int
    key: str
    area: str


async def places_of(of: Outline, remarks: Sequence[Remark]) -> list[Stands]:
    """For each remark where it stands in this version; at most two queries beside the succession."""
    found = await succession(of.version)
    earlier = {each.version_id for each in remarks} - {of.version.id}
    words = await _words(of, remarks, found, earlier)
    keys = await _keys(remarks, earlier)
    numbers = {each.id: each.number for each in of.published}
    return [
        _placed(of, each, found, words, _written(each, numbers, words, keys) if earlier else None)
        for each in remarks
    ]


def _placed(
    of: Outline,
    remark: Remark,
    found: Succession,
    words: dict[tuple[int, int], _Words],
    written: WrittenOn | None,
) -> Stands:
    if remark.paragraph_id is None:
        here = found.section(remark.section_id) if remark.section_id else None
        return Stands(of.by_id[here] if here else None, written=written)
    stands = found.paragraph(remark.paragraph_id)
    if stands is None:
        here = found.section_of_gone(remark.paragraph_id)
        return Stands(of.by_id[here] if here else None, written=written)
    now = words[of.version.id, stands]
    same = written is None or same_text(written.text, now.text)
    return Stands(of.by_id[now.section], stands, now.number, None if same else written)


def _written(
    remark: Remark,
    numbers: dict[int, int],
    words: dict[tuple[int, int], _Words],
    keys: dict[tuple[int, int], tuple[str, str]],
) -> WrittenOn | None:
    """None for a remark on no earlier version than the newest."""
    version = numbers.get(remark.version_id)
    if version is None or version == max(numbers.values()):
        return None
    if remark.paragraph_id is not None:
        was = words[remark.version_id, remark.paragraph_id]
        return WrittenOn(version, was.key, was.area, was.number, was.text)
    if remark.section_id is not None:
        return WrittenOn(version, *keys[remark.version_id, remark.section_id])
    return WrittenOn(version)


async def _words(
    of: Outline, remarks: Sequence[Remark], found: Succession, earlier: set[int]
) -> dict[tuple[int, int], _Words]:
    """(version, paragraph) → how it stands there, of what the remarks were and are on."""
    wanted = {each.paragraph_id for each in remarks if each.paragraph_id is not None}
    wanted |= {heir for each in wanted if (heir := found.paragraph(each)) is not None}
    if not wanted:
        return {}
    rows = Paragraph.filter(
        identity_id__in=list(wanted), version_id__in=[of.version.id, *earlier]
    ).values_list(
        "version_id", "identity_id", "number", "text",
        "section__identity_id", "section__key", "section__area",
    )  # fmt: skip
    return {(version, identity): _Words(*words) for version, identity, *words in await rows}


async def _keys(
    remarks: Sequence[Remark], earlier: set[int]
) -> dict[tuple[int, int], tuple[str, str]]:
    """(version, section) → its key and its area's, of the sections that remarks of other versions are on."""
    wanted = {
        each.section_id
        for each in remarks
        if each.anchor_type is AnchorType.SECTION and each.version_id in earlier
    }
    if not wanted:
        return {}
    rows = Section.filter(identity_id__in=list(wanted), version_id__in=list(earlier))
    columns = ("version_id", "identity_id", "key", "area")
    return {
        (at, identity): (key, area) for at, identity, key, area in await rows.values_list(*columns)
    }
