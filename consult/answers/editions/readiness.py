"""What stands in the way of publishing the answers, all of it, so that whoever leads can see it at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.answers.cause import has_settled_changes
from consult.answers.cause_proposal import CHANGING
from consult.answers.cause_register import changed_versions
from consult.answers.contribution import Approval
from consult.answers.editions.content import all_stored_points
from consult.answers.editions.edition import Edition, editions_of, public_editions
from consult.answers.editions.live_record import LiveRecord, live_record
from consult.answers.editions.word_findings import WordFinding, word_findings
from consult.answers.point_register import PointEntry
from consult.consultations.consultation import Consultation, Phase
from consult.consultations.extension import last_deadline
from consult.documents.current_version import newest_version
from consult.documents.document import Version
from consult.documents.drafting.dismissed_warnings import count_open_warnings
from consult.documents.versions.text_changes import changes_in
from consult.responses.remark import Remark, Standing

RUNNING = (Phase.CLOSED, Phase.ANSWERED)


class Obstacle(StrEnum):
    """STILL_OPEN: somebody may still answer. STOPPED: called off, suspended or not announced. SCHEDULED: an edition waits
    for its moment. NOT_APPROVED: a committee's part. UNANSWERED: a point. UNCOVERED: a remark in no point has no reason.
    WORDS: a finding nobody decided on. UNCHANGED: the edition that stands holds the same."""

    STILL_OPEN = "still_open"
    STOPPED = "stopped"
    SCHEDULED = "scheduled"
    NO_COMMITTEE = "no_committee"
    NOT_APPROVED = "not_approved"
    UNANSWERED = "unanswered"
    UNCOVERED = "uncovered"
    WORDS = "words"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Readiness:
    """``editions`` are those there are, the newest first; ``undecided`` counts the remarks no moderator decided on;
    ``closes`` is the last moment at which anybody may still answer; ``uncaused`` how many changes of each version, the
    newest first, no point is said to be the cause of. None of those stands in the way. ``version`` is the text in
    preparation that can be public together with the answers, None for none."""

    record: LiveRecord
    editions: tuple[Edition, ...]
    findings: tuple[WordFinding, ...]
    undecided: int
    closes: datetime | None
    uncaused: tuple[tuple[Version, int], ...]
    version: Version | None
    obstacles: tuple[Obstacle, ...]

    @property
    def number(self) -> int:
        """That of the next edition."""
        return self.editions[0].number + 1 if self.editions else 1

    @property
    def unexplained(self) -> list[int]:
        """The remarks (ids) in no point without a reason."""
        return [each for each, reason in self.record.content.uncovered.items() if reason is None]

    @property
    def unanswered(self) -> list[PointEntry]:
        """The points that lack an answer."""
        return unanswered_points(self.record)

    @property
    def met_unchanged(self) -> list[PointEntry]:
        """The points that some committee met at least partly, and that nothing is said to be changed because of."""
        caused = {each.number for each in self.record.content.points if each.changes}
        return [
            entry
            for entry in self.record.entries
            if entry.point.number not in caused
            and any(each.outcome in CHANGING for each in entry.answers.values())
        ]

    @property
    def open_findings(self) -> list[WordFinding]:
        """Those of the record that nobody decided on."""
        return [each for each in self.findings if each.is_live and not each.is_cleared]

    @property
    def public_findings(self) -> list[WordFinding]:
        """Words of the edition in force that are no longer public, which nobody decided on."""
        return [each for each in self.findings if each.is_public and not each.is_cleared]


async def readiness_of(consultation: Consultation, now: datetime) -> Readiness:
    """Some twenty queries, two for each owning committee and two for each version that is not cached; reads the texts of all remarks in points."""
    record = await live_record(consultation)
    editions = await editions_of(consultation)
    findings = await findings_now(consultation, record, now)
    undecided = Remark.filter(
        consultation_id=consultation.id, standing=Standing.RECEIVED, queued_at__not_isnull=True
    )
    closes = await last_deadline(consultation)
    return Readiness(
        record,
        tuple(editions),
        tuple(findings),
        await undecided.count(),
        closes,
        await _uncaused(consultation, record),
        await ready_version(consultation),
        tuple(_obstacles(consultation, record, editions, findings, closes, now)),
    )


async def ready_version(consultation: Consultation) -> Version | None:
    """The version in preparation, where it is approved what it changed and no place in it is left to judge. At most four
    queries."""
    version = await newest_version(consultation)
    if version is None or version.published_at is not None or version.number == 1:
        return None
    is_ready = await has_settled_changes(version) and not await count_open_warnings(version)
    return version if is_ready else None


async def _uncaused(
    consultation: Consultation, record: LiveRecord
) -> tuple[tuple[Version, int], ...]:
    """What ``Readiness.uncaused`` is; two queries for each version that is not cached."""
    points = record.content.points
    caused = {(each.version, each.paragraph) for point in points for each in point.changes}
    counts = []
    for version in await changed_versions(consultation):
        keys = {(version.id, each.key) for each in await changes_in(version)}
        counts.append((version, len(keys - caused)))
    return tuple(counts)


def _obstacles(
    consultation: Consultation,
    record: LiveRecord,
    editions: list[Edition],
    findings: list[WordFinding],
    closes: datetime | None,
    now: datetime,
) -> list[Obstacle]:
    phase, content = consultation.phase(now), record.content
    stands = max(
        (each for each in editions if not each.is_called_off),
        key=lambda each: (each.publish_at, each.number),
        default=None,
    )
    found = {
        Obstacle.STILL_OPEN: closes is None or now <= closes,
        Obstacle.STOPPED: phase in (Phase.CALLED_OFF, Phase.SUSPENDED, Phase.DRAFT),
        Obstacle.SCHEDULED: stands is not None and stands.publish_at > now,
        Obstacle.NO_COMMITTEE: not record.parts,
        Obstacle.NOT_APPROVED: any(
            part.approval is not Approval.APPROVED for part in record.parts.values()
        ),
        Obstacle.UNANSWERED: bool(unanswered_points(record)),
        Obstacle.UNCOVERED: None in content.uncovered.values(),
        Obstacle.WORDS: any(each.is_live and not each.is_cleared for each in findings),
        Obstacle.UNCHANGED: stands is not None
        and stands.taken_back_at is None
        and stands.checksum == content.checksum(),
    }
    return [obstacle for obstacle, is_so in found.items() if is_so]


def unanswered_points(record: LiveRecord) -> list[PointEntry]:
    """Those that an owner has not answered, or that nobody owns."""
    return [
        entry
        for entry in record.entries
        if not entry.owners or any(owner.id not in entry.answers for owner in entry.owners)
    ]


async def findings_now(
    consultation: Consultation, record: LiveRecord, now: datetime
) -> list[WordFinding]:
    """Of the record and of the edition in force."""
    edition = (await public_editions(consultation, now)).in_force
    published = await all_stored_points(edition) if edition else []
    return await word_findings(consultation, record.entries, published)
