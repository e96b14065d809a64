"""A proposed lineage as a person reviews it: old and new side by side, in the new text's order.

Reads alone; corrections and approval are in mapping_approval.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from consult.documents.document import Version
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.restored_paragraphs import GoneParagraph, gone_before
from consult.documents.versions.stored_lineage import Lineage, LineageLink, Unlinked
from consult.lineage import Difference, diff_words


@dataclass(frozen=True)
class Side:
    """A paragraph on one side: what ``draw_link`` knows it by (the old one's identity, the new one's row), its
    number, the heading it stands under and that ``section``'s identity.

    ``version`` is the number of an earlier version than the one followed, where the paragraph stood last; 0 for all
    others. Its number says which version's it is: "1:2.3".
    """

    id: int
    number: str
    heading: str
    section: int
    text: str
    version: int = 0

    @property
    def cited(self) -> str:
        """The number as its version has it."""
        return self.number.rpartition(":")[2]


class Sureness(Enum):
    """The program's score in steps that people can tell apart, the surest first; ``least`` is the lowest score."""

    SURE = 0.9
    FAIRLY_SURE = 0.75
    UNSURE = 0.55
    GUESS = 0.0

    @property
    def least(self) -> float:
        return float(self.value)


# Taken out in the followed version or before it, and in the text again.
RETURNED = "returned"


@dataclass(frozen=True)
class Pairing:
    """What became of paragraphs: ``kind`` is a lineage.LinkKind, RETURNED, "removed" or "added"; of the last two one
    side is empty. ``made_by`` is "" for the program."""

    kind: str
    score: float
    made_by: str
    old: tuple[Side, ...]
    new: tuple[Side, ...]

    @property
    def sureness(self) -> Sureness:
        """How sure the program is, for people; of a pairing that a person made nobody asks."""
        return next((each for each in Sureness if self.score >= each.least), Sureness.GUESS)

    def differences(self) -> tuple[Difference, ...]:
        """Word by word; about a millisecond each, so ask for those that are shown."""
        old, new = (" ".join(each.text for each in side) for side in (self.old, self.new))
        return diff_words(old, new)


@dataclass(frozen=True)
class Review:
    """``lock_version`` goes into the forms; ``approved_at`` null is still a proposal. ``gone`` is what may be brought back."""

    lock_version: int
    approved_at: datetime | None
    approved_by: str
    pairings: Sequence[Pairing]
    gone: Sequence[Side] = ()


async def review(version: Version) -> Review | None:
    """Everything there is to approve; None for a first version. A removed paragraph follows what stood before it."""
    lineage = await Lineage.get_or_none(version_id=version.id).select_related("follows")
    if lineage is None:
        return None
    gone = [_gone(each) for each in await gone_before(lineage.follows)]
    old = await _side(lineage.follows_id, keyed_by="identity_id")
    new = await _side(lineage.version_id, keyed_by="id")
    links = await LineageLink.filter(lineage_id=lineage.id)
    alone = await Unlinked.filter(lineage_id=lineage.id)
    pairings = _in_reading_order(old, new, gone, links, _Alone.of(alone))
    return Review(lineage.lock_version, lineage.approved_at, lineage.approved_by, pairings, gone)


def _gone(each: GoneParagraph) -> Side:
    number = f"{each.version}:{each.number}"
    return Side(each.identity, number, each.heading, each.section, each.text, each.version)


@dataclass(frozen=True)
class _Alone:
    """Who said that a paragraph has no counterpart: by the old one's identity, by the new one's row."""

    old: Mapping[int, str]
    new: Mapping[int, str]

    @classmethod
    def of(cls, rows: Sequence[Unlinked]) -> _Alone:
        return cls(
            {each.old_id: each.made_by for each in rows if each.old_id},
            {each.new_id: each.made_by for each in rows if each.new_id},
        )


async def _side(version_id: int, *, keyed_by: str) -> dict[int, Side]:
    """A version's paragraphs with words, in reading order."""
    columns = ("id", "title", "identity_id")
    rows_of = await Section.filter(version_id=version_id).values_list(*columns)
    headings = {row: (title, identity) for row, title, identity in rows_of}
    rows = Paragraph.filter(version_id=version_id).exclude(text="").order_by("position")
    return {
        key: Side(key, number, *headings[section], text)
        for key, number, section, text in await rows.values_list(
            keyed_by, "number", "section_id", "text"
        )
    }


def _in_reading_order(
    old: Mapping[int, Side],
    new: Mapping[int, Side],
    gone: Sequence[Side],
    links: Sequence[LineageLink],
    alone: _Alone,
) -> list[Pairing]:
    """By the first new paragraph's place; what was removed, by the place of what stood before it."""
    places = {key: place for place, key in enumerate(new)}
    ever = {**{side.id: side for side in gone}, **old}
    found = [(places[each.new[0].id], -1, each) for each in _linked(ever, new, links)]
    linked = {side.id: at for at, _, each in found for side in each.old}
    met = {side.id for _, _, each in found for side in each.new}
    found += [
        (places[key], -1, Pairing("added", 1.0, alone.new.get(key, ""), (), (side,)))
        for key, side in new.items()
        if key not in met
    ]
    at = -1
    for place, (key, side) in enumerate(old.items()):
        at = linked.get(key, at)
        if key not in linked:
            by = alone.old.get(key, "")
            found.append((at, place, Pairing("removed", 1.0, by, (side,), ())))
    return [each for _, _, each in sorted(found, key=lambda one: one[:2])]


def _linked(
    old: Mapping[int, Side], new: Mapping[int, Side], links: Sequence[LineageLink]
) -> list[Pairing]:
    """The rows of a split or a merge put together."""
    befores = {key: place for place, key in enumerate(old)}
    afters = {key: place for place, key in enumerate(new)}
    parts: dict[int, list[int]] = {}
    wholes: dict[int, list[int]] = {}
    for link in links:
        parts.setdefault(link.old_id, []).append(link.new_id)
        wholes.setdefault(link.new_id, []).append(link.old_id)
    pairings: dict[int, Pairing] = {}
    for link in links:
        left = sorted(wholes[link.new_id], key=lambda key: befores[key])
        right = sorted(parts[link.old_id], key=lambda key: afters[key])
        is_back = old[link.old_id].version > 0
        pairings[right[0]] = Pairing(
            RETURNED if is_back else link.kind,
            link.score,
            link.made_by,
            tuple(old[key] for key in left),
            tuple(new[key] for key in right),
        )
    return list(pairings.values())
