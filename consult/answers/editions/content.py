"""What an edition holds as plain values: made from the live record or read from its rows, and its checksum."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from consult.answers.disposition import Outcome
from consult.answers.editions.edition import (
    Edition,
    EditionAnswer,
    EditionChange,
    EditionMember,
    EditionPoint,
    EditionUncovered,
)
from consult.answers.editions.uncovered import UncoveredReason


class FrozenMember(NamedTuple):
    """A remark (id) of a point, and the words that were quoted of it; they may not be public any more."""

    remark: int
    quote: str


class FrozenAnswer(NamedTuple):
    """A committee's (id) answer. ``approved_at`` None: its part is not approved, which no published edition has."""

    committee: int
    outcome: Outcome
    reason: str
    approved_at: datetime | None


class FrozenChange(NamedTuple):
    """A change made because of a point: of the ``paragraph`` (an identity) in the ``version`` (an id), with the digest of
    its words, see ``cause.digest_of``."""

    version: int
    paragraph: int
    digest: str


@dataclass(frozen=True)
class FrozenPoint:
    """A point; ``section`` is an identity, None for the whole draft."""

    number: int
    title: str
    summary: str
    section: int | None
    members: tuple[FrozenMember, ...]
    answers: tuple[FrozenAnswer, ...]
    changes: tuple[FrozenChange, ...] = ()


@dataclass(frozen=True)
class EditionContent:
    """All of an edition. ``points`` by number; ``uncovered`` is why each other remark (id) is in none, None where nobody
    has said it, which no published edition has."""

    points: tuple[FrozenPoint, ...]
    uncovered: Mapping[int, UncoveredReason | None]

    def checksum(self) -> str:
        """SHA-256, in hex, over everything."""
        facts = [
            [_facts(each) for each in self.points],
            sorted([remark, str(reason)] for remark, reason in self.uncovered.items()),
        ]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def _facts(point: FrozenPoint) -> list[object]:
    answers = [
        [each.committee, str(each.outcome), each.reason, str(each.approved_at)]
        for each in sorted(point.answers)
    ]
    members = [list(each) for each in sorted(point.members)]
    facts: list[object] = [
        point.number,
        point.title,
        point.summary,
        point.section,
        members,
        answers,
    ]
    # Only where there are some: editions of before have the same checksum as then.
    return [*facts, sorted(point.changes)] if point.changes else facts


async def store_content(edition: Edition, content: EditionContent) -> None:
    """The rows of an edition; within the transaction that makes it. Some five statements for each thousand remarks."""
    await EditionPoint.bulk_create(
        [
            EditionPoint(
                edition_id=edition.id, section_id=each.section, number=each.number, title=each.title,
                summary=each.summary,
            )
            for each in content.points
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    rows = await EditionPoint.filter(edition_id=edition.id).values_list("number", "id")
    ids = {int(str(number)): int(str(key)) for number, key in rows}
    await _store_below(content, ids)
    await EditionUncovered.bulk_create(
        [
            EditionUncovered(edition_id=edition.id, remark_id=remark, reason=reason)
            for remark, reason in content.uncovered.items()
        ],
        batch_size=_BATCH,
    )


async def _store_below(content: EditionContent, ids: Mapping[int, int]) -> None:
    """Members, answers and changes; ``ids`` of the points by number."""
    await EditionMember.bulk_create(
        [
            EditionMember(point_id=ids[point.number], remark_id=each.remark, quote=each.quote)
            for point in content.points
            for each in point.members
        ],
        batch_size=_BATCH,
    )
    await EditionAnswer.bulk_create(
        [
            EditionAnswer(point_id=ids[point.number], committee_id=each.committee, outcome=each.outcome,
                          reason=each.reason, approved_at=each.approved_at)
            for point in content.points
            for each in point.answers
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    await EditionChange.bulk_create(
        [
            EditionChange(point_id=ids[point.number], version_id=each.version, paragraph_id=each.paragraph,
                          digest=each.digest)
            for point in content.points
            for each in point.changes
        ],
        batch_size=_BATCH,
    )  # fmt: skip


# Rows for one statement: it takes some thousands of values.
_BATCH = 500


async def stored_points(edition: Edition, numbers: Collection[int]) -> list[FrozenPoint]:
    """The points of the edition with these numbers, by number; four queries."""
    rows = EditionPoint.filter(edition_id=edition.id, number__in=list(numbers))
    return await _frozen(await rows.order_by("number"))


async def all_stored_points(edition: Edition) -> list[FrozenPoint]:
    """Every point of the edition, by number; four queries."""
    return await _frozen(await EditionPoint.filter(edition_id=edition.id).order_by("number"))


async def _frozen(rows: Iterable[EditionPoint]) -> list[FrozenPoint]:
    points = list(rows)
    ids = [each.id for each in points]
    members: defaultdict[int, list[FrozenMember]] = defaultdict(list)
    found = EditionMember.filter(point_id__in=ids).order_by("remark_id")
    for point, *member in await found.values_list("point_id", "remark_id", "quote"):
        members[point].append(FrozenMember(*member))
    answers = await stored_answers(ids)
    changes = await _stored_changes(ids)
    return [
        FrozenPoint(
            each.number, each.title, each.summary, each.section_id,
            tuple(members[each.id]), tuple(answers.get(each.id, ())), tuple(changes[each.id]),
        )
        for each in points
    ]  # fmt: skip


async def stored_answers(points: Collection[int]) -> dict[int, list[FrozenAnswer]]:
    """The answers to these points (ids of rows), by point; one query."""
    answers: defaultdict[int, list[FrozenAnswer]] = defaultdict(list)
    for row in await EditionAnswer.filter(point_id__in=list(points)).order_by("committee_id"):
        answers[row.point_id].append(
            FrozenAnswer(row.committee_id, row.outcome, row.reason, row.approved_at)
        )
    return answers


async def _stored_changes(points: Collection[int]) -> defaultdict[int, list[FrozenChange]]:
    changes: defaultdict[int, list[FrozenChange]] = defaultdict(list)
    rows = EditionChange.filter(point_id__in=list(points)).order_by("version_id", "paragraph_id")
    for point, *change in await rows.values_list(
        "point_id", "version_id", "paragraph_id", "digest"
    ):
        changes[point].append(FrozenChange(*change))
    return changes
