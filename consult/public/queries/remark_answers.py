"""What an edition answers to single remarks: the points each is in, or why it is in none; and the filters for both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tortoise.expressions import Q, Subquery
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from consult.answers.editions.content import stored_points
from consult.answers.editions.edition import Edition, EditionMember, EditionUncovered
from consult.answers.editions.uncovered import UncoveredReason
from consult.database import among
from consult.documents.versions.text_changes import TextChange
from consult.public.queries.caused_changes import public_caused_changes
from consult.public.queries.outcome import PublicAnswer, committees_of, public_answers
from consult.responses.remark import VISIBLE, Remark, Standing


@dataclass(frozen=True)
class AnsweredIn:
    """A point that a remark is in, with the answers to it, and what was changed because of it."""

    number: int
    title: str
    answers: tuple[PublicAnswer, ...]
    changes: tuple[TextChange, ...]


@dataclass(frozen=True)
class RemarkAnswer:
    """What an edition answers to a remark: the points it is in, or why it is in none."""

    points: tuple[AnsweredIn, ...]
    no_point: UncoveredReason | None


async def remark_answers(edition: Edition, remarks: Collection[int]) -> dict[int, RemarkAnswer]:
    """The answers to each of these remarks (ids), all of them published or one's own; eight queries at most, beside what is cached of the versions."""
    rows = EditionMember.filter(remark_id__in=list(remarks), point__edition_id=edition.id)
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    for remark, number in await rows.values_list("remark_id", "point__number"):
        numbers[remark].append(number)
    wanted = {number for each in numbers.values() for number in each}
    points = {each.number: each for each in await _answered(edition, wanted)}
    uncovered = EditionUncovered.filter(edition_id=edition.id, remark_id__in=list(remarks))
    reasons = dict(await uncovered.values_list("remark_id", "reason"))
    return {
        each: RemarkAnswer(
            tuple(points[number] for number in sorted(numbers[each])),
            None if numbers[each] else UncoveredReason(reasons.get(each, UncoveredReason.LATER)),
        )
        for each in remarks
    }


async def _answered(edition: Edition, numbers: Collection[int]) -> list[AnsweredIn]:
    if not numbers:
        return []
    frozen = await stored_points(edition, numbers)
    committees = await committees_of(frozen)
    changes = await public_caused_changes(edition.consultation_id, frozen)
    return [
        AnsweredIn(
            each.number,
            each.title,
            public_answers(each, committees),
            changes[each.number],
        )
        for each in frozen
    ]


@dataclass(frozen=True)
class UncoveredCount:
    """``count`` published remarks are in no point for this reason."""

    reason: UncoveredReason
    count: int


def in_point(edition: Edition, number: int) -> Q:
    """Remarks that are in this point of the edition."""
    members = EditionMember.filter(point__edition_id=edition.id, point__number=number)
    return Q(id__in=Subquery(members.values("remark_id")))


def in_no_point(edition: Edition, reason: UncoveredReason) -> Q:
    """Remarks that are in no point of the edition for this reason."""
    uncovered = EditionUncovered.filter(edition_id=edition.id)
    if reason is not UncoveredReason.LATER:
        return Q(id__in=Subquery(uncovered.filter(reason=reason).values("remark_id")))
    members = EditionMember.filter(point__edition_id=edition.id).values("remark_id")
    return ~Q(id__in=Subquery(members)) & ~Q(id__in=Subquery(uncovered.values("remark_id")))


async def uncovered_counts(edition: Edition) -> list[UncoveredCount]:
    """How many published remarks are in no point, by reason; two queries."""
    visible = _visible().filter(consultation_id=edition.consultation_id)
    given = (
        await EditionUncovered.filter(
            edition_id=edition.id, remark_id__in=Subquery(visible.values("id"))
        )
        .annotate(remarks=Count("id"))
        .group_by("reason")
        .values_list("reason", "remarks")
    )
    counts = {UncoveredReason(reason): int(remarks) for reason, remarks in given}
    later = await visible.filter(in_no_point(edition, UncoveredReason.LATER)).count()
    counts[UncoveredReason.LATER] = counts.get(UncoveredReason.LATER, 0) + later
    return [UncoveredCount(each, counts[each]) for each in UncoveredReason if counts.get(each)]


async def uncovered_counts_of(
    uncovered: Mapping[int, UncoveredReason | None],
) -> list[UncoveredCount]:
    """The same of reasons by remark (id) that are not stored; one query."""
    visible = _visible().filter(id__in=among(uncovered)).values_list("id", flat=True)
    counts = Counter(uncovered[int(str(each))] for each in await visible)
    return [UncoveredCount(each, counts[each]) for each in UncoveredReason if counts[each]]


def _visible() -> QuerySet[Remark]:
    """Every published remark: what ``is_visible`` says of one."""
    return Remark.filter(
        publicity__in=VISIBLE, standing=Standing.RECEIVED, published_at__isnull=False
    )
