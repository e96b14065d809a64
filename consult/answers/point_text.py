"""What the memo and a point's page say of the text: where quoted remarks were written, and what became of the
paragraphs that a point's remarks stand on. That a remark caused a change is never said: nobody recorded it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consult.answers.point_register import Entry, Member
from consult.answers.remit import RemitOutline
from consult.documents.versions.text_changes import TextChange, text_changes
from consult.responses.location import LocationIndex, RemarkLocation, location_index


@dataclass(frozen=True)
class PointText:
    """``places`` None and no ``changes`` while no version is published."""

    places: LocationIndex | None
    changes: Mapping[tuple[int, int], TextChange]

    def place(self, member: Member) -> RemarkLocation | None:
        """Where the remark was written and stands."""
        return self.places.of(member.anchored) if self.places else None

    def changes_for(self, members: Iterable[Member]) -> tuple[TextChange, ...]:
        """What became of the paragraphs these remarks were written on, in the order of the version they had; what
        several remarks share stands once."""
        keys = [self._key(member) for member in members]
        found = {id(each): each for key in keys if key and (each := self.changes.get(key))}
        return tuple(sorted(found.values(), key=lambda each: (each.since, each.old[0].position)))

    def _key(self, member: Member) -> tuple[int, int] | None:
        version, _, paragraph = member.anchored
        return (self.places.numbers[version], paragraph) if self.places and paragraph else None


async def text_of(outline: RemitOutline, entries: Iterable[Entry]) -> PointText:
    """For all the remarks of these points; at most six queries."""
    if outline.attribution is None or outline.version is None:
        return PointText(None, {})
    anchored = {member.anchored for entry in entries for member in entry.members}
    places = await location_index(outline.attribution, anchored)
    written = [(places.numbers[a.version], a.paragraph) for a in anchored if a.paragraph]
    return PointText(places, await text_changes(outline.version, written))
