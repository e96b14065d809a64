"""The text behind points: the locations of their remarks, and what became of the paragraphs these were written on.

That a remark caused a change is never said: nobody recorded it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consult.answers.point_register import PointEntry, PointMember
from consult.answers.remit import RemitOutline
from consult.documents.versions.text_changes import TextChange, text_changes
from consult.responses.location import LocationIndex, RemarkLocation, location_index


@dataclass(frozen=True)
class PointText:
    """``changes`` by (number of the version, paragraph). ``locations`` is None, and there are no changes, while no
    version is published."""

    locations: LocationIndex | None
    changes: Mapping[tuple[int, int], TextChange]

    def location(self, member: PointMember) -> RemarkLocation | None:
        """The original and the current location of the remark."""
        return self.locations.of(member.anchor) if self.locations else None

    def changes_for(self, members: Iterable[PointMember]) -> tuple[TextChange, ...]:
        """What became of the paragraphs that these remarks were written on, each change once, in the order of the
        version they were written on."""
        keys = [self._key(member) for member in members]
        changes = {id(each): each for key in keys if key and (each := self.changes.get(key))}
        return tuple(sorted(changes.values(), key=lambda each: (each.since, each.old[0].position)))

    def _key(self, member: PointMember) -> tuple[int, int] | None:
        version, _, paragraph = member.anchor
        if self.locations is None or not paragraph:
            return None
        return self.locations.numbers[version], paragraph


async def point_text(outline: RemitOutline, entries: Iterable[PointEntry]) -> PointText:
    """For all the remarks of these points; at most six queries."""
    if outline.attribution is None or outline.version is None:
        return PointText(None, {})
    anchors = {member.anchor for entry in entries for member in entry.members}
    locations = await location_index(outline.attribution, anchors)
    paragraphs = [(locations.numbers[a.version], a.paragraph) for a in anchors if a.paragraph]
    return PointText(locations, await text_changes(outline.version, paragraphs))
