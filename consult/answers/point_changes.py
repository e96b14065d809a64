"""The changes of the text that a point caused or may have caused, for whoever has the point open. Reads only."""

from __future__ import annotations

from dataclasses import replace

from consult import clock
from consult.answers.cause_register import (
    ChangeEntry,
    SaidPoint,
    change_entries,
    changed_versions,
    with_proposals,
)
from consult.answers.committee_desk import PointDesk
from consult.documents.document import Version
from consult.people.role import Role

# Before a version is published its words are theirs.
_SEES_DRAFTS = (Role.EDITOR, Role.LEAD, Role.ADMIN)


async def changed_version(desk: PointDesk, number: int) -> Version | None:
    """The version with this number; None for one whose changes are not approved, or not this person's to see."""
    return next((each for each in await _versions(desk) if each.number == number), None)


async def point_changes(desk: PointDesk) -> list[ChangeEntry]:
    """The changes that were spoken of beside the point, the newest version first, and of the newest those that are
    proposed. Some five queries for each version, and what ``proposals`` needs."""
    found: list[ChangeEntry] = []
    for place, version in enumerate(await _versions(desk)):
        entries = [
            _of_point(each, desk) for each in await change_entries(desk.consultation, version)
        ]
        if place == 0:
            entries = await with_proposals(desk.consultation, entries, desk.entry.point)
        found += [each for each in entries if each.causes or each.rejected or each.proposals]
    return found


async def _versions(desk: PointDesk) -> list[Version]:
    may_see = desk.person.has(*_SEES_DRAFTS, consultation=desk.consultation.slug)
    return [
        each
        for each in await changed_versions(desk.consultation)
        if may_see or each.is_public(clock.now())
    ]


def _of_point(entry: ChangeEntry, desk: PointDesk) -> ChangeEntry:
    """The entry with what was said of this point alone."""

    def own(said: tuple[SaidPoint, ...]) -> tuple[SaidPoint, ...]:
        return tuple(each for each in said if each.point.id == desk.entry.point.id)

    return replace(entry, causes=own(entry.causes), rejected=own(entry.rejected))
