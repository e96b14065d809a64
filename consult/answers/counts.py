"""Counts of what was received: by section, paragraph, stance and kind of respondent. Each number can be opened: the same
words filter the list of remarks (remark_list.py)."""

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
    """Remarks received on one section itself: with its paragraphs, without its subsections.

    ``section`` None is for what is counted on no section: on the whole, where the committee leads, and on what is gone
    with every section above it. Of the remarks by stance, ``on_heading`` are those on the section's heading (or the
    whole), ``on_gone`` those on paragraphs, and sections below it, that the text does not have any more.
    """

    section: Section | None
    stances: Counter[Stance] = field(default_factory=Counter)
    on_heading: Counter[Stance] = field(default_factory=Counter)
    on_gone: Counter[Stance] = field(default_factory=Counter)
    kinds: Counter[RespondentKind] = field(default_factory=Counter)
    published: int = 0

    @property
    def received(self) -> int:
        return self.stances.total()


@dataclass(frozen=True)
class RemitCounts:
    """``sections`` in reading order, first what is counted on no section where there can be any. ``paragraphs`` of the
    current version by identity, each with what was received on those merged into it. ``responses`` is the number of
    responses that the remarks came in."""

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
    """Count every remark with standing in the remit; two grouped queries."""
    by = ("section_id", "paragraph_id", "stance", "publicity", "response__respondent__kind")
    rows = (
        await remit.remarks().annotate(received=Count("id")).group_by(*by).values(*by, "received")
    )
    on_no_section = SectionCount(None)
    sections = {section.identity_id: SectionCount(section) for section in remit.sections}
    paragraphs: dict[int, Counter[Stance]] = {}
    for row in rows:
        anchor = row["section_id"], row["paragraph_id"]
        count = sections.get(remit.counted_section(*anchor) or 0, on_no_section)
        received, stance = row["received"], Stance(row["stance"])
        count.stances[stance] += received
        count.kinds[RespondentKind(row["response__respondent__kind"])] += received
        count.published += received if row["publicity"] in VISIBLE else 0
        _on_target(remit, count, paragraphs, anchor)[stance] += received
    first = [on_no_section] if remit.is_lead or on_no_section.received else []
    return RemitCounts((*first, *sections.values()), paragraphs, await _responses(remit))


def _on_target(
    remit: Remit,
    count: SectionCount,
    paragraphs: dict[int, Counter[Stance]],
    anchor: tuple[int | None, int | None],
) -> Counter[Stance]:
    """The counter for remarks with this anchor (section, paragraph): of a paragraph, of what is gone, or of the
    heading."""
    past, (_section, paragraph) = remit.outline.attribution, anchor
    if past and past.is_gone(*anchor):
        return count.on_gone
    if paragraph is None:
        return count.on_heading
    current = past.succession.paragraph(paragraph) if past else paragraph
    return paragraphs.setdefault(current or paragraph, Counter())


async def _responses(remit: Remit) -> int:
    rows = (
        await remit.remarks()
        .annotate(responses=Count("response_id", distinct=True))
        .group_by("consultation_id")
        .values_list("responses", flat=True)
    )
    return int(str(rows[0])) if rows else 0
