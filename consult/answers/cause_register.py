"""The register of causes: what each version changed, which points were said to be the cause, and which may be. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.answers.cause import Cause, digest_of, has_settled_changes
from consult.answers.cause_proposal import Proposal, proposals
from consult.answers.point import Point
from consult.consultations.consultation import Consultation
from consult.documents.document import DocumentKind, Version
from consult.documents.versions.text_changes import TextChange, changes_in


@dataclass(frozen=True)
class StandingCause:
    """What a person said of the ``change`` in ``version`` and of ``point`` (an id). ``decided_by`` is an Actor."""

    point: int
    version: Version
    change: TextChange
    is_cause: bool
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True)
class SaidPoint:
    """A point beside a change, and what was said of the two."""

    point: Point
    cause: StandingCause


@dataclass(frozen=True)
class ChangeEntry:
    """One change of a version, the points that were said to be its cause, those said to be none, and those that nobody
    spoke of but that may be."""

    version: Version
    change: TextChange
    digest: str
    causes: tuple[SaidPoint, ...]
    rejected: tuple[SaidPoint, ...]
    proposals: tuple[Proposal, ...] = ()


async def changed_versions(consultation: Consultation) -> list[Version]:
    """The versions whose changes are approved, published or not, the newest first; at most two queries."""
    rows = Version.filter(
        document__consultation_id=consultation.id, document__kind=DocumentKind.DRAFT, number__gt=1
    )
    return [each for each in await rows.order_by("-number") if await has_settled_changes(each)]


async def standing_causes(consultation: Consultation) -> list[StandingCause]:
    """All that was said and still stands: the version has the change, in the same words. One query where nothing was
    said; else three, and two for each version that is not cached."""
    rows = await Cause.filter(point__consultation_id=consultation.id).order_by("id")
    if not rows:
        return []
    spoken_of = {each.version_id for each in rows}
    versions = [each for each in await changed_versions(consultation) if each.id in spoken_of]
    found = {each.id: (each, await _by_key(each)) for each in versions}
    return [
        StandingCause(
            row.point_id, version, change, row.is_cause, row.decided_by, row.decided_at
        )
        for row in rows
        for version, changes in ([found[row.version_id]] if row.version_id in found else [])
        if (change := changes.get(row.paragraph_id)) and digest_of(change) == row.digest
    ]  # fmt: skip


async def _by_key(version: Version) -> dict[int, TextChange]:
    return {each.key: each for each in await changes_in(version)}


async def change_entries(consultation: Consultation, version: Version) -> list[ChangeEntry]:
    """Every change of the version with what was said of it, in reading order, without proposals. Some five queries."""
    said = [each for each in await standing_causes(consultation) if each.version.id == version.id]
    points = {
        each.id: each
        for each in await Point.filter(
            id__in=list({each.point for each in said}), archived_at=None
        ).order_by("number")
    }
    by_change: dict[int, list[SaidPoint]] = {}
    for each in said:
        if each.point in points:
            pair = SaidPoint(points[each.point], each)
            by_change.setdefault(each.change.key, []).append(pair)
    return [
        _entry(version, each, by_change.get(each.key, ())) for each in await changes_in(version)
    ]


def _entry(version: Version, change: TextChange, said: Sequence[SaidPoint]) -> ChangeEntry:
    ordered = sorted(said, key=lambda each: each.point.number)
    return ChangeEntry(
        version,
        change,
        digest_of(change),
        tuple(each for each in ordered if each.cause.is_cause),
        tuple(each for each in ordered if not each.cause.is_cause),
    )


async def with_proposals(
    consultation: Consultation, entries: Sequence[ChangeEntry], point: Point | None = None
) -> list[ChangeEntry]:
    """The same with the points that may be the cause, ``point`` alone where one is given; nothing that was spoken of is
    proposed. Reads the texts of all remarks in these points."""
    if not entries:
        return []
    found: Mapping[int, Sequence[Proposal]] = await proposals(
        consultation, entries[0].version, [each.change for each in entries], point
    )
    return [
        ChangeEntry(
            each.version, each.change, each.digest, each.causes, each.rejected,
            _unspoken(each, found.get(each.change.key, ())),
        )
        for each in entries
    ]  # fmt: skip


def _unspoken(entry: ChangeEntry, found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    spoken = {each.point.id for each in (*entry.causes, *entry.rejected)}
    return tuple(each for each in found if each.point.id not in spoken)
