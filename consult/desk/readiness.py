"""What a consultation still lacks before it can be announced, or should have: the editor's checklist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.consultations.party import ConsultedParty
from consult.documents.current_version import newest_version, settled_version
from consult.documents.document import Version
from consult.documents.drafting.dismissed_warnings import count_open_warnings
from consult.documents.drafting.preparation import Preparation
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph, ParagraphKind
from consult.documents.section import Section


class Step(StrEnum):
    """The steps of the editor's desk, in their order."""

    FRAME = "frame"
    TEXT = "text"
    OWNERS = "owners"
    SUMMARY = "summary"
    LANGUAGES = "languages"
    DATES = "dates"
    PARTIES = "parties"
    REASONS = "reasons"
    BACKGROUND = "background"
    PUBLICATION = "publication"


class Lack(StrEnum):
    """What may be missing."""

    TEXT = "text"
    DATES = "dates"
    OVER = "over"
    ABOUT = "about"
    REASONS = "reasons"
    LINEAGE = "lineage"
    EMPTY_LINKS = "empty_links"
    PICTURES = "pictures"
    JUDGEMENT = "judgement"
    OWNERS = "owners"
    LEAD = "lead"
    SUMMARY = "summary"
    CONTACT = "contact"
    LATE = "late"
    KEEPING = "keeping"
    PARTIES = "parties"


STEP_OF = {
    Lack.TEXT: Step.TEXT,
    Lack.LINEAGE: Step.TEXT,
    Lack.EMPTY_LINKS: Step.TEXT,
    Lack.PICTURES: Step.TEXT,
    Lack.JUDGEMENT: Step.TEXT,
    Lack.OWNERS: Step.OWNERS,
    Lack.LEAD: Step.OWNERS,
    Lack.ABOUT: Step.SUMMARY,
    Lack.SUMMARY: Step.SUMMARY,
    Lack.CONTACT: Step.SUMMARY,
    Lack.DATES: Step.DATES,
    Lack.OVER: Step.DATES,
    Lack.LATE: Step.DATES,
    Lack.KEEPING: Step.DATES,
    Lack.PARTIES: Step.PARTIES,
    Lack.REASONS: Step.REASONS,
}
# Without these it cannot be announced; the others are the editor's to judge.
NEEDED = frozenset({Lack.TEXT, Lack.LINEAGE, Lack.DATES, Lack.OVER, Lack.ABOUT, Lack.REASONS})


@dataclass(frozen=True)
class Readiness:
    """``lacks`` in the order of the steps; ``unowned`` the areas nobody answers for."""

    lacks: tuple[Lack, ...]
    unowned: tuple[Section, ...]

    @property
    def needed(self) -> list[Lack]:
        """What keeps it from being announced."""
        return [each for each in self.lacks if each in NEEDED]

    @property
    def advised(self) -> list[Lack]:
        """What an editor may leave as it is."""
        return [each for each in self.lacks if each not in NEEDED]

    def of(self, step: Step) -> list[Lack]:
        """What is missing there, what is needed first."""
        found = [each for each in self.lacks if STEP_OF[each] is step]
        return sorted(found, key=lambda each: each not in NEEDED)

    def is_done(self, step: Step) -> bool:
        """Whether nothing is missing there."""
        return not self.of(step)


async def readiness_of(consultation: Consultation, now: datetime) -> Readiness:
    """The checklist at ``now``; a handful of queries."""
    version = await newest_version(consultation)
    settled = await settled_version(consultation)
    unowned = await _unowned(settled) if settled else []
    lacks = _frame_lacks(consultation, now)
    if consultation.announced_at is None:
        lacks |= _version_lacks(version, settled)
    if version is not None:
        lacks |= await _text_lacks(version)
    if version is None or unowned:
        lacks.add(Lack.OWNERS)
    elif not await Ownership.filter(
        section__document_id=version.document_id, is_lead=True
    ).exists():
        lacks.add(Lack.LEAD)
    if not await ConsultedParty.filter(consultation=consultation).exists():
        lacks.add(Lack.PARTIES)
    if not await ModerationReason.filter(consultation=consultation).exists():
        lacks.add(Lack.REASONS)
    order = list(Step)
    ordered = sorted(lacks, key=lambda each: (order.index(STEP_OF[each]), each))
    return Readiness(tuple(ordered), tuple(unowned))


def _frame_lacks(consultation: Consultation, now: datetime) -> set[Lack]:
    """What the consultation's own row tells."""
    c = consultation
    is_over = c.announced_at is None and c.closes_at is not None and c.closes_at <= now
    missing = {
        Lack.DATES: c.opens_at is None or c.closes_at is None,
        Lack.OVER: is_over,
        Lack.ABOUT: not c.summary,
        Lack.SUMMARY: not (c.summary_decides and c.summary_how and c.summary_next),
        Lack.CONTACT: not (c.contact_unit and c.contact_email),
        Lack.LATE: not c.late_policy,
        Lack.KEEPING: c.public_until is None or c.kept_until is None,
    }
    return {lack for lack, is_missing in missing.items() if is_missing}


def _version_lacks(version: Version | None, settled: Version | None) -> set[Lack]:
    """An earlier text that is kept is not the one to be heard."""
    if version is None or version.published_at is not None:
        return {Lack.TEXT}
    return set() if settled and settled.id == version.id else {Lack.LINEAGE}


async def _text_lacks(version: Version) -> set[Lack]:
    unsaid = await Preparation.filter(version_id=version.id, empty_links="").first()
    # Asked only where the file has such links; the warning's code is the importer's.
    asks = unsaid is not None and '["empty-link",' in unsaid.draft
    figures = Paragraph.filter(version_id=version.id, kind=ParagraphKind.FIGURE)
    undescribed = await figures.filter(description__isnull=True).exclude(picture="").exists()
    missing = {
        Lack.EMPTY_LINKS: asks,
        Lack.PICTURES: undescribed,
        Lack.JUDGEMENT: bool(await count_open_warnings(version)),
    }
    return {lack for lack, is_missing in missing.items() if is_missing}


async def _unowned(version: Version) -> list[Section]:
    """The areas with words for which no committee answers, as a whole or through a section above. Nobody
    comments on a bare heading over other areas."""
    sections = await Section.filter(version_id=version.id).order_by("position")
    owned = {
        each.section_id for each in await Ownership.filter(section__document_id=version.document_id)
    }
    by_id = {section.id: section for section in sections}
    filled = Paragraph.filter(version_id=version.id).distinct()
    read = {area for (area,) in await filled.values_list("section__area")}

    def is_owned(section: Section) -> bool:
        above = by_id.get(section.parent_id) if section.parent_id else None
        return section.identity_id in owned or (above is not None and is_owned(above))

    return [s for s in sections if s.key == s.area and s.key in read and not is_owned(s)]
