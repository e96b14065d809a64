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

    ``itself``: of that, on its heading; ``gone``: on paragraphs, and sections below it, that are in the text no
    more. ``section`` None stands for what is counted on no section: the consultation as a whole where the
    committee leads, and what is gone with every section above it.
    """

    section: Section | None
    stances: Counter[Stance] = field(default_factory=Counter)
    itself: Counter[Stance] = field(default_factory=Counter)
    gone: Counter[Stance] = field(default_factory=Counter)
    kinds: Counter[RespondentKind] = field(default_factory=Counter)
    published: int = 0

    @property
    def received(self) -> int:
        return self.stances.total()


@dataclass(frozen=True)
class RemitCounts:
    """All of a remit: ``sections`` in reading order, first what is counted on none where there can be any.

    ``paragraphs`` of the heard text by identity, each with what was received on those merged into it;
    ``responses`` is how many responses the remarks came in.
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
    beside = SectionCount(None)
    places = {section.identity_id: SectionCount(section) for section in remit.sections}
    paragraphs: dict[int, Counter[Stance]] = {}
    for row in rows:
        anchor = row["section_id"], row["paragraph_id"]
        place = places.get(remit.counted_section(*anchor) or 0, beside)
        received, stance = row["received"], Stance(row["stance"])
        place.stances[stance] += received
        place.kinds[RespondentKind(row["response__respondent__kind"])] += received
        place.published += received if row["publicity"] in VISIBLE else 0
        _on_what(remit, place, paragraphs, *anchor)[stance] += received
    counted = [beside] if remit.is_lead or beside.received else []
    return RemitCounts((*counted, *places.values()), paragraphs, await _responses(remit))


def _on_what(
    remit: Remit,
    place: SectionCount,
    paragraphs: dict[int, Counter[Stance]],
    section: int | None,
    paragraph: int | None,
) -> Counter[Stance]:
    """The count for a remark with this anchor: of a paragraph, of what is gone, or of the heading."""
    past = remit.outline.attribution
    if past and past.is_gone(section, paragraph):
        return place.gone
    if paragraph is None:
        return place.itself
    here = past.succession.paragraph(paragraph) if past else paragraph
    return paragraphs.setdefault(here or paragraph, Counter())


async def _responses(remit: Remit) -> int:
    rows = (
        await remit.remarks()
        .annotate(responses=Count("response_id", distinct=True))
        .group_by("consultation_id")
        .values_list("responses", flat=True)
    )
    return int(str(rows[0])) if rows else 0
