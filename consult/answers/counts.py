"""Counts of what was received: by section, paragraph, stance and kind of respondent. Each number names what
opens it: the same words filter the list of remarks (``remark_list``)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tortoise.functions import Count

from consult.answers.remit import Remit
from consult.documents.section import Section
from consult.responses.remark import VISIBLE, Stance
from consult.responses.respondent import RespondentKind


@dataclass
class SectionCount:
    """What was received on one section itself (its paragraphs included, its subsections not).

    ``section`` None stands for the consultation as a whole.
    """

    section: Section | None
    stances: Counter[Stance] = field(default_factory=Counter)
    kinds: Counter[RespondentKind] = field(default_factory=Counter)
    published: int = 0

    @property
    def received(self) -> int:
        return self.stances.total()


@dataclass(frozen=True)
class RemitCounts:
    """All of a remit: ``sections`` in reading order, the whole first where the committee leads.

    ``paragraphs`` by identity; ``responses`` is how many responses the remarks came in.
    """

    sections: tuple[SectionCount, ...]
    paragraphs: dict[int, Counter[Stance]]
    responses: int

    @property
    def received(self) -> int:
        return sum(s.received for s in self.sections)

    @property
    def published(self) -> int:
        return sum(s.published for s in self.sections)

    def stance(self, stance: Stance) -> int:
        return sum(s.stances[stance] for s in self.sections)

    def kind(self, kind: RespondentKind) -> int:
        return sum(s.kinds[kind] for s in self.sections)


async def count_remit(remit: Remit) -> RemitCounts:
    """Count everything with standing in the remit, in two grouped queries."""
    by = ("section_id", "paragraph_id", "stance", "publicity", "response__respondent__kind")
    rows = (
        await remit.remarks().annotate(received=Count("id")).group_by(*by).values(*by, "received")
    )
    places: dict[int | None, SectionCount] = {None: SectionCount(None)} if remit.is_lead else {}
    places |= {s.identity_id: SectionCount(s) for s in remit.sections}
    paragraphs: dict[int, Counter[Stance]] = {}
    for row in rows:
        section = row["section_id"] if row["section_id"] in places else None
        place, received, stance = places[section], row["received"], Stance(row["stance"])
        place.stances[stance] += received
        place.kinds[RespondentKind(row["response__respondent__kind"])] += received
        place.published += received if row["publicity"] in VISIBLE else 0
        if row["paragraph_id"]:
            paragraphs.setdefault(row["paragraph_id"], Counter())[stance] += received
    return RemitCounts(tuple(places.values()), paragraphs, await _responses(remit))


async def _responses(remit: Remit) -> int:
    rows = (
        await remit.remarks()
        .annotate(responses=Count("response_id", distinct=True))
        .group_by("consultation_id")
        .values_list("responses", flat=True)
    )
    return int(str(rows[0])) if rows else 0
