"""Which points may be the cause of a change: their words recur in it, or their remarks were written where it is.

A proposal, with what it rests on; a person decides.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consult import database
from consult.answers.disposition import Disposition, Outcome
from consult.answers.point import Point, PointRemark
from consult.answers.recurrence import ChangedText, RecurrenceIndex
from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.versions.succession import succession
from consult.documents.versions.text_changes import TextChange
from consult.responses.remark import Remark, Standing

CHANGING = (Outcome.MET, Outcome.PARTLY_MET)
# So many proposals are shown of one change, those that rest on most words first.
MOST = 5
# So many remarks are held in memory with their texts.
_PARCEL = 1000


@dataclass(frozen=True)
class Proposal:
    """``words`` of the point's remarks, proposed wordings or answers recur in the change, "" for none; ``remarks`` of its
    remarks were written on a paragraph of it, counted where a committee met the point at least partly."""

    point: Point
    words: str
    remarks: int


async def proposals(
    consultation: Consultation,
    version: Version,
    changes: Sequence[TextChange],
    point: Point | None = None,
) -> dict[int, list[Proposal]]:
    """The proposals for each of these changes of the version, by ``TextChange.key``; of the one ``point`` where it is
    given. Some five queries, and one for each thousand remarks; linear in what was written."""
    points = Point.filter(consultation_id=consultation.id, archived_at=None)
    stored = [point] if point else await points.order_by("number")
    answers = await Disposition.filter(point_id__in=[each.id for each in stored])
    index = RecurrenceIndex(_changed_text(each) for each in changes)
    words: dict[tuple[int, int], str] = {}
    for answer in answers:
        _keep_longest(words, answer.point_id, index.recurring(answer.reason))
    members = await _members(stored)
    await _read_remarks(members, index, words)
    met = {each.point_id for each in answers if each.outcome in CHANGING}
    here = await _written_here(version, changes, members, met)
    return _ordered(stored, changes, words, here)


def _changed_text(change: TextChange) -> ChangedText[int]:
    before, after = (" ".join(each.text for each in side) for side in (change.old, change.new))
    return ChangedText(change.key, before, after)


def _keep_longest(words: dict[tuple[int, int], str], point: int, found: Mapping[int, str]) -> None:
    for change, run in found.items():
        words[change, point] = max(words.get((change, point), ""), run, key=len)


@dataclass(frozen=True)
class _Member:
    """A remark (an id) with standing in a point (an id), the paragraph it was written on, None for none, and the number
    of the version that had it."""

    point: int
    remark: int
    paragraph: int | None
    version: int


async def _members(points: Sequence[Point]) -> list[_Member]:
    rows = PointRemark.filter(
        point_id__in=database.among(each.id for each in points), remark__standing=Standing.RECEIVED
    ).order_by("remark_id")
    columns = ("point_id", "remark_id", "remark__paragraph_id", "remark__version__number")
    return [_Member(*row) for row in await rows.values_list(*columns)]


async def _read_remarks(
    members: Sequence[_Member], index: RecurrenceIndex[int], words: dict[tuple[int, int], str]
) -> None:
    in_points: defaultdict[int, list[int]] = defaultdict(list)
    for each in members:
        in_points[each.remark].append(each.point)
    ids = list(in_points)
    for start in range(0, len(ids), _PARCEL):
        some = database.among(ids[start : start + _PARCEL])
        texts = await Remark.filter(id__in=some).values_list("id", "text", "proposed_text")
        # Reading thousands of texts takes long enough to let others be answered meanwhile.
        for remark, found in await asyncio.to_thread(_recurring, texts, index):
            for point in in_points[remark]:
                _keep_longest(words, point, found)


def _recurring(
    texts: Iterable[Sequence[object]], index: RecurrenceIndex[int]
) -> list[tuple[int, Mapping[int, str]]]:
    return [
        (int(str(remark)), found)
        for remark, *each in texts
        for text in each
        if text and (found := index.recurring(str(text)))
    ]


async def _written_here(
    version: Version, changes: Sequence[TextChange], members: Iterable[_Member], met: set[int]
) -> Counter[tuple[int, int]]:
    """How many remarks of each of the points that were met were written on a paragraph of each change; (change, point)."""
    before = await Version.get(document_id=version.document_id, number=version.number - 1)
    past = await succession(before)
    change_of = {each.id: change.key for change in changes for each in change.old}
    counts: Counter[tuple[int, int]] = Counter()
    for each in members:
        paragraph = None
        if each.paragraph is not None and each.version < version.number:
            paragraph = past.paragraph(each.paragraph)
        if paragraph in change_of and each.point in met:
            counts[change_of[paragraph], each.point] += 1
    return counts


def _ordered(
    points: Sequence[Point],
    changes: Sequence[TextChange],
    words: Mapping[tuple[int, int], str],
    here: Mapping[tuple[int, int], int],
) -> dict[int, list[Proposal]]:
    by_id = {each.id: each for each in points}
    found: defaultdict[int, list[Proposal]] = defaultdict(list)
    for change, point in {**words, **here}:
        run, count = words.get((change, point), ""), here.get((change, point), 0)
        found[change].append(Proposal(by_id[point], run, count))
    return {
        each.key: sorted(
            found[each.key], key=lambda one: (-len(one.words), -one.remarks, one.point.number)
        )[:MOST]
        for each in changes
    }
