"""Where remarks stood in the text when they were written, and where that is in the text that is heard now.

Reads only, and for whoever asks: the words in which it is said are the templates' and the memo's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from tortoise.queryset import QuerySet

from consult.database import among
from consult.documents.document import Version
from consult.documents.paragraph import Paragraph, anchor_of
from consult.documents.section import Section
from consult.lineage import same_text
from consult.responses.belonging import Belonging
from consult.responses.remark import Remark


class Fate(StrEnum):
    """What became of a place: it is there, its words went into another paragraph, or it has left the text."""

    THERE = "there"
    MERGED = "merged"
    GONE = "gone"


@dataclass(frozen=True)
class Spot:
    """A place in one version of the text. ``area`` is the key of the area it is read in, ``key``, ``printed`` (its
    number, or "") and ``title`` are its section's; ``paragraph`` (an identity), ``number`` and ``text`` are those
    of a paragraph, None and "" for a heading."""

    version: int
    area: str
    key: str
    printed: str
    title: str
    paragraph: int | None = None
    number: str = ""
    text: str = ""

    @property
    def words(self) -> str:
        """How it is cited: "5.12 Situationen i byen", or "5 Socialområdet"."""
        return f"{self.number or self.printed} {self.title}".strip()

    @property
    def anchor(self) -> str:
        """Its id on the page of its area; "" for an area itself."""
        if self.number:
            return anchor_of(self.number)
        return "" if self.key == self.area else f"s-{self.key}"


@dataclass(frozen=True)
class Whereabouts:
    """Of one remark. ``written`` None: on the whole, where it stays for good.

    ``now``: where that is in the heard version; of what is gone the section it belongs to, None where that is
    gone too. ``is_earlier``: it was written on an earlier version than the heard one, number ``heard``.
    """

    written: Spot | None
    now: Spot | None
    fate: Fate
    is_earlier: bool
    heard: int

    @property
    def has_changed(self) -> bool:
        """Whether what it was written on does not stand in the text as it was."""
        return self.fate is not Fate.THERE or self.is_reworded

    @property
    def is_as_it_was(self) -> bool:
        """Whether it stands under the same number and heading, with the same words."""
        same = self.written and self.now and self.written.words == self.now.words
        return bool(same) and not self.has_changed

    @property
    def is_reworded(self) -> bool:
        """Whether its paragraph has other words now."""
        if self.fate is not Fate.THERE or self.written is None or self.now is None:
            return False
        return not same_text(self.written.text, self.now.text)


NOWHERE = Whereabouts(None, None, Fate.THERE, is_earlier=False, heard=0)


class Anchored(NamedTuple):
    """The columns of a remark that say what it was written on: ids of a version and of identities."""

    version: int
    section: int | None
    paragraph: int | None

    @classmethod
    def of(cls, remark: Remark) -> Anchored:
        return cls(remark.version_id, remark.section_id, remark.paragraph_id)


@dataclass(frozen=True)
class Places:
    """Sections and paragraphs of the versions that remarks were written on, by version and identity: a
    paragraph's number and text. ``numbers`` of the versions by id."""

    belonging: Belonging
    numbers: Mapping[int, int]
    sections: Mapping[tuple[int, int], Section]
    paragraphs: Mapping[tuple[int, int], tuple[str, str]]

    def of(self, anchored: Anchored) -> Whereabouts:
        """Where it stood when it was written and where it stands."""
        version, section, on = anchored
        heard = self.belonging.succession.version
        written = self._spot(version, section, on)
        if written is None or version == heard.id:
            is_earlier = version != heard.id
            return Whereabouts(written, written, Fate.THERE, is_earlier, heard.number)
        fate, here = self._fate(section, on)
        home = self.belonging.home(section, on)
        seat = self.belonging.succession.section(home) if home else None
        return Whereabouts(written, self._spot(heard.id, seat, here), fate, True, heard.number)

    def _fate(self, section: int | None, paragraph: int | None) -> tuple[Fate, int | None]:
        """With the paragraph that goes on for one."""
        if self.belonging.is_gone(section, paragraph):
            return Fate.GONE, None
        here = self.belonging.succession.paragraph(paragraph) if paragraph else None
        return (Fate.THERE if here == paragraph else Fate.MERGED), here

    def _spot(self, version: int, section: int | None, paragraph: int | None) -> Spot | None:
        around = self.sections.get((version, section or 0))
        if around is None:
            return None
        spot = Spot(self.numbers[version], around.area, around.key, around.number, around.title)
        row = self.paragraphs.get((version, paragraph or 0))
        if row is None:
            return spot
        return replace(spot, paragraph=paragraph, number=row[0], text=row[1])


async def whereabouts(belonging: Belonging, remarks: Collection[Remark]) -> dict[int, Whereabouts]:
    """Where each of some remarks stood and stands, by its id; at most three queries, none for none."""
    if not remarks:
        return {}
    places = await places_of(belonging, {Anchored.of(remark) for remark in remarks})
    return {remark.id: places.of(Anchored.of(remark)) for remark in remarks}


async def places_of(belonging: Belonging, anchored: Collection[Anchored]) -> Places:
    """What it takes to say where these stood and stand; at most three queries."""
    past = belonging.succession
    homes = {belonging.home(each.section, each.paragraph) for each in anchored}
    sections = {each.section for each in anchored} | {past.section(home or 0) for home in homes}
    paragraphs = {each.paragraph for each in anchored if each.paragraph}
    heirs = {past.paragraph(each) for each in paragraphs}
    versions = {each.version for each in anchored} | {past.version.id}
    return await _read(
        belonging,
        versions,
        Section.filter(identity_id__in=among(each for each in sections if each)),
        Paragraph.filter(identity_id__in=among(each for each in paragraphs | heirs if each)),
    )


async def all_places(belonging: Belonging) -> Places:
    """The same for every remark there can be: the outline and the words of every version, in three queries."""
    heard = belonging.succession.version
    versions = Version.filter(document_id=heard.document_id, number__lte=heard.number)
    ids = {int(str(key)) for key in await versions.values_list("id", flat=True)}
    return await _read(belonging, ids, Section.all(), Paragraph.all())


async def _read(
    belonging: Belonging,
    versions: Iterable[int],
    sections: QuerySet[Section],
    paragraphs: QuerySet[Paragraph],
) -> Places:
    among = list(versions)
    heard = belonging.succession.version
    numbers = {heard.id: heard.number}
    if among != [heard.id]:
        numbers = dict(await Version.filter(id__in=among).values_list("id", "number"))
    rows = paragraphs.filter(version_id__in=among)
    columns = ("version_id", "identity_id", "number", "text")
    return Places(
        belonging,
        numbers,
        {
            (each.version_id, each.identity_id): each
            for each in await sections.filter(version_id__in=among)
        },
        {
            (version, identity): (number, text)
            for version, identity, number, text in await rows.values_list(*columns)
        },
    )
