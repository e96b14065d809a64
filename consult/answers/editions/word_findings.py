"""Findings: words of a point that its remarks have in private alone, and a person's decision that they may stand."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tortoise import fields
from tortoise.models import Model

from consult import audit, database
from consult.answers.editions.content import FrozenPoint
from consult.answers.editions.private_words import Source, private_runs
from consult.answers.point import Point, PointRemark
from consult.answers.point_register import PointEntry
from consult.audit import Actor
from consult.cache_version import CacheVersion
from consult.consultations.consultation import Consultation
from consult.responses.remark import VISIBLE, Remark, Revision, Standing


class WordClearance(Model):
    """Somebody looked at these words of a point and lets them stand. ``digest`` is a SHA-256 in hex of the words, so
    other words are another decision. ``cleared_by`` is an Actor."""

    id = fields.BigIntField(primary_key=True)
    point: fields.ForeignKeyRelation[Point] = fields.ForeignKeyField(
        "core.Point", related_name=False, on_delete=fields.RESTRICT
    )
    digest = fields.CharField(max_length=64)
    cleared_by = fields.CharField(max_length=60)
    cleared_at = fields.DatetimeField()

    point_id: int

    class Meta:
        table = "word_clearance"
        unique_together = (("point", "digest"),)


@dataclass(frozen=True)
class WordFinding:
    """``words`` of a text of a point (``field``: "title", "summary", "quote" or "answer"). ``remarks`` are the references
    of those that have them in private. ``is_cleared``: a person let them stand. ``is_public``: they stand in the edition
    in force, ``is_live``: in the point as it is now."""

    entry: PointEntry
    field: str
    words: str
    remarks: tuple[str, ...]
    is_cleared: bool
    is_public: bool
    is_live: bool

    @property
    def digest(self) -> str:
        return digest_of(self.words)


def digest_of(words: str) -> str:
    """What a decision about these words is stored under: however they are spaced and written."""
    return hashlib.sha256(" ".join(words.split()).casefold().encode()).hexdigest()


async def word_findings(
    consultation: Consultation,
    entries: Sequence[PointEntry],
    published: Sequence[FrozenPoint] = (),
) -> list[WordFinding]:
    """Every finding of these points, by number, and of the same as they were ``published``. Five queries; where any text
    has changed since this process looked for them last, two more for each thousand remarks."""
    cleared = await _cleared(consultation)
    frozen = {each.number: each for each in published}
    members = await _members(consultation)
    state = await _state(consultation, entries, frozen, members)
    found = _kept.get(consultation.id)
    if found is None or found[0] != state:
        found = state, await _search(entries, frozen, members)
        _keep(consultation.id, found)
    return [
        replace(each, is_cleared=(each.entry.point.id, each.digest) in cleared) for each in found[1]
    ]


# By consultation: the state of all texts, and what was found in them. Reading thousands of texts at each look at the
# page would cost seconds.
_State = tuple[object, str]
_kept: dict[int, tuple[_State, list[WordFinding]]] = {}
_MOST_KEPT = 8


def _keep(consultation: int, found: tuple[_State, list[WordFinding]]) -> None:
    _kept.pop(consultation, None)
    while len(_kept) >= _MOST_KEPT:
        del _kept[next(iter(_kept))]
    _kept[consultation] = found


async def _state(
    consultation: Consultation,
    entries: Sequence[PointEntry],
    frozen: Mapping[int, FrozenPoint],
    members: Mapping[int, Sequence[int]],
) -> _State:
    """Another one as soon as any text that is looked in, or looked for, is another one; two queries."""
    public = await CacheVersion.get_or_none(key=consultation.slug)
    newest = (
        await Revision.filter(remark__consultation_id=consultation.id)
        .order_by("-id")
        .first()
        .only("id")
    )
    texts = [
        [
            entry.point.id, members.get(entry.point.id, ()), sorted(_texts(entry)),
            sorted(_frozen_texts(frozen.get(entry.point.number))),
        ]
        for entry in entries
    ]  # fmt: skip
    facts = [public.value if public else 0, newest.id if newest else 0, texts]
    digest = hashlib.sha256(json.dumps(facts).encode()).hexdigest()
    return database.opening(), digest


async def _members(consultation: Consultation) -> dict[int, list[int]]:
    """The remarks (ids) of each point (id); one query."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    rows = PointRemark.filter(
        point__consultation_id=consultation.id, point__archived_at=None
    ).order_by("remark_id")
    for point, remark in await rows.values_list("point_id", "remark_id"):
        members[point].append(remark)
    return members


async def _search(
    entries: Sequence[PointEntry],
    frozen: Mapping[int, FrozenPoint],
    members: Mapping[int, Sequence[int]],
) -> list[WordFinding]:
    found: list[WordFinding] = []
    for some in _parcels(entries, members):
        ids = {remark for entry in some for remark in members.get(entry.point.id, ())}
        sources = await _sources(ids)
        # Reading thousands of texts takes long enough to let others be answered meanwhile.
        found += await asyncio.to_thread(_findings, some, frozen, members, sources)
    return found


# So many remarks are held in memory with their texts.
_PARCEL = 1000


def _parcels(
    entries: Iterable[PointEntry], members: Mapping[int, Sequence[int]]
) -> Iterable[list[PointEntry]]:
    parcel: list[PointEntry] = []
    held = 0
    for entry in entries:
        parcel.append(entry)
        held += len(members.get(entry.point.id, ()))
        if held >= _PARCEL:
            yield parcel
            parcel, held = [], 0
    if parcel:
        yield parcel


async def _cleared(consultation: Consultation) -> set[tuple[int, str]]:
    rows = WordClearance.filter(point__consultation_id=consultation.id)
    return {(point, digest) for point, digest in await rows.values_list("point_id", "digest")}


async def _sources(remarks: Collection[int]) -> dict[int, Source]:
    """Every wording of these remarks (ids), and what is public of them; two queries."""
    wordings: defaultdict[int, list[str]] = defaultdict(list)
    revisions = Revision.filter(remark_id__in=database.among(remarks))
    for remark, *texts in await revisions.values_list("remark_id", "text", "proposed_text"):
        wordings[remark] += filter(None, texts)
    rows = Remark.filter(id__in=database.among(remarks)).only(
        "id", "standing", "publicity", "public_text", "public_proposed_text", "public_quote"
    )
    return {
        each.id: Source(each.id, tuple(wordings[each.id]), _public(each)) for each in await rows
    }


def _public(remark: Remark) -> tuple[str, ...]:
    if remark.standing != Standing.RECEIVED or remark.publicity not in VISIBLE:
        return ()
    texts = (remark.public_text, remark.public_proposed_text, remark.public_quote)
    return tuple(filter(None, texts))


def _findings(
    entries: Iterable[PointEntry],
    frozen: Mapping[int, FrozenPoint],
    members: Mapping[int, Sequence[int]],
    sources: dict[int, Source],
) -> list[WordFinding]:
    """None of them cleared."""
    found = []
    for entry in entries:
        own = [sources[remark] for remark in members.get(entry.point.id, ())]
        references = {each.remark_id: each.reference for each in entry.members}
        live, public = set(_texts(entry)), set(_frozen_texts(frozen.get(entry.point.number)))
        for field, text in sorted(live | public):
            found += [
                WordFinding(
                    entry, field, run.words, tuple(references[each] for each in run.remarks),
                    is_cleared=False,
                    is_public=(field, text) in public, is_live=(field, text) in live,
                )
                for run in private_runs(text, own)
            ]  # fmt: skip
    return found


def _frozen_texts(point: FrozenPoint | None) -> Iterable[tuple[str, str]]:
    """Without quotes: every page looks at those again."""
    if point is not None:
        yield "title", point.title
        yield "summary", point.summary
        yield from (("answer", each.reason) for each in point.answers)


def _texts(entry: PointEntry) -> Iterable[tuple[str, str]]:
    yield "title", entry.point.title
    yield "summary", entry.point.summary
    # A quote is looked at when it is chosen and again at each page; here for what was taken from its source since.
    yield from (("quote", each.quote) for each in entry.members if each.is_quote_public)
    yield from (("answer", each.reason) for each in entry.answers.values())


async def let_words_stand(
    consultation: Consultation, number: int, digest: str, *, by: Actor, now: datetime
) -> bool:
    """A person's decision on the words with this digest in the point with this number; False where there is no such
    point. Deciding it twice is deciding it once."""
    async with database.transaction():
        point = await Point.get_or_none(consultation_id=consultation.id, number=number)
        if point is None:
            return False
        decided = WordClearance(point_id=point.id, digest=digest, cleared_by=by, cleared_at=now)
        await WordClearance.bulk_create([decided], ignore_conflicts=True)
        await audit.record(
            "let stand", "point", point.id, by=by, now=now, consultation_id=consultation.id
        )
    return True
