"""The editor's checklist: what a consultation needs before it can be launched, and what it should have."""

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
    IMPORT_WARNINGS = "import_warnings"
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
    Lack.IMPORT_WARNINGS: Step.TEXT,
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
# Without these it cannot be launched; the others are advice.
NEEDED = frozenset({Lack.TEXT, Lack.LINEAGE, Lack.DATES, Lack.OVER, Lack.ABOUT, Lack.REASONS})


@dataclass(frozen=True)
class Readiness:
    """``lacks`` in the order of the steps; ``unowned`` are the areas that no committee answers for."""

    lacks: tuple[Lack, ...]
    unowned: tuple[Section, ...]

    @property
    def needed(self) -> list[Lack]:
        """What keeps it from being launched."""
        return [each for each in self.lacks if each in NEEDED]

    @property
    def advised(self) -> list[Lack]:
        """What may be missing at the launch."""
        return [each for each in self.lacks if each not in NEEDED]

    def missing_in(self, step: Step) -> list[Lack]:
        """What a step lacks, what is needed first."""
        lacks = [each for each in self.lacks if STEP_OF[each] is step]
        return sorted(lacks, key=lambda each: each not in NEEDED)

    def is_done(self, step: Step) -> bool:
        """Whether the step lacks nothing."""
        return not self.missing_in(step)


async def readiness_of(consultation: Consultation, now: datetime) -> Readiness:
    """The checklist at ``now``. At most fourteen queries."""
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
    """Decided by the consultation's own row."""
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
    """A baseline alone is no text to consult on."""
    if version is None or version.published_at is not None:
        return {Lack.TEXT}
    return set() if settled and settled.id == version.id else {Lack.LINEAGE}


async def _text_lacks(version: Version) -> set[Lack]:
    unanswered = await Preparation.filter(version_id=version.id, empty_links="").first()
    # Only where the file has such links: the importer warns of them, with this code in the stored JSON.
    has_empty_links = unanswered is not None and '["empty-link",' in unanswered.draft
    figures = Paragraph.filter(version_id=version.id, kind=ParagraphKind.FIGURE)
    undescribed = await figures.filter(description__isnull=True).exclude(picture="").exists()
    missing = {
        Lack.EMPTY_LINKS: has_empty_links,
        Lack.PICTURES: undescribed,
        Lack.IMPORT_WARNINGS: bool(await count_open_warnings(version)),
    }
    return {lack for lack, is_missing in missing.items() if is_missing}


async def _unowned(version: Version) -> list[Section]:
    """The areas with paragraphs that no committee answers for, neither directly nor by a section above. Areas without
    paragraphs are only headings over other areas."""
    sections = await Section.filter(version_id=version.id).order_by("position")
    owned = {
        each.section_id for each in await Ownership.filter(section__document_id=version.document_id)
    }
    by_id = {section.id: section for section in sections}
    paragraphs = Paragraph.filter(version_id=version.id).distinct()
    filled = {area for (area,) in await paragraphs.values_list("section__area")}

    def is_owned(section: Section) -> bool:
        parent = by_id.get(section.parent_id) if section.parent_id else None
        return section.identity_id in owned or (parent is not None and is_owned(parent))

    return [s for s in sections if s.key == s.area and s.key in filled and not is_owned(s)]
