"""One remark as the person deciding needs to see it: its words, its place, what was found. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from consult.consultations.consultation import Consultation
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.lineage import Difference, diff_words_exactly
from consult.numbers import reference_in
from consult.responses.annex import Annex
from consult.responses.finding import Finding
from consult.responses.location import RemarkLocation
from consult.responses.remark import AnchorType, Remark, Revision, cited_as
from moderation.decision import Decision, DecisionKind, Redaction
from moderation.marked_text import MarkedPiece, pieces
from moderation.queue import locations_of
from moderation.queue_filters import is_correction
from moderation.redaction import AuthorWording
from moderation.redaction_marks import Span

# How many paragraphs on either side show where a remark stands, and how many begin a section.
NEIGHBOURS = 1
OPENING = 2


@dataclass(frozen=True)
class QueuedRemark:
    """``changes`` and ``proposed_changes`` are those since the public wording, when this is a correction.
    ``around`` are paragraphs of the version it was written on, in order. ``left_out`` are the words of this wording that the latest
    decision to show it left out, by field."""

    remark: Remark
    reference: str
    place: RemarkLocation | None
    revision: Revision
    findings: list[Finding]
    around: list[Paragraph]
    annexes: list[Annex]
    changes: tuple[Difference, ...] | None
    proposed_changes: tuple[Difference, ...] | None
    left_out: dict[str, list[Span]]

    @property
    def wording(self) -> AuthorWording:
        """The author's current words."""
        return AuthorWording(
            self.revision.text,
            self.revision.proposed_text,
            self.remark.quote,
            self.remark.language,
        )

    def pieces(self, field: str) -> list[MarkedPiece]:
        """A field's words, cut at what was found in them; ``field`` is as Finding names it."""
        is_of_sender = field in ("name", "organisation")
        words_of = self.remark.response.respondent if is_of_sender else self.revision
        return pieces(getattr(words_of, field), self.findings_in(field))

    def findings_in(self, field: str) -> list[Finding]:
        """What screening saw in one field of the current wording."""
        return [each for each in self.findings if each.field == field]


async def load_item(consultation: Consultation, written: str) -> QueuedRemark | None:
    """The remark cited so ("17.3"), with all that belongs to deciding on it; None when there is none such."""
    reference = reference_in(written)
    if reference is None:
        return None
    remark = await Remark.get_or_none(
        cited_as(reference), consultation_id=consultation.id
    ).select_related("response__respondent", "consultation")
    if remark is None:
        return None
    revision = await Revision.get(remark_id=remark.id, number=remark.revision)
    changes, proposed_changes = await _changes(remark, revision)
    return QueuedRemark(
        remark=remark,
        reference=written,
        place=(await locations_of([remark])).get(remark.id),
        revision=revision,
        findings=await Finding.filter(revision_id=revision.id).order_by("start"),
        around=await _around(remark),
        annexes=await Annex.filter(response_id=remark.response_id).order_by("ordinal"),
        changes=changes,
        proposed_changes=proposed_changes,
        left_out=await _left_out(remark),
    )


async def _left_out(remark: Remark) -> dict[str, list[Span]]:
    """What was left out when the current wording was last shown; nothing when it never was."""
    shown = (
        await Decision.filter(
            remark_id=remark.id,
            revision=remark.revision,
            kind__in=(DecisionKind.PUBLISH, DecisionKind.REDACT),
        )
        .order_by("-number")
        .first()
    )
    spans: dict[str, list[Span]] = {}
    redactions = Redaction.filter(decision_id=shown.id if shown else 0).order_by("start")
    for each in await redactions.select_related("reason"):
        spans.setdefault(each.field, []).append(Span(each.start, each.end, each.reason.key))
    return spans


async def _changes(
    remark: Remark, revision: Revision
) -> tuple[tuple[Difference, ...] | None, tuple[Difference, ...] | None]:
    """What a correction changes in the wording that is public."""
    if not is_correction(remark) or remark.public_revision == remark.revision:
        return None, None
    shown = await Revision.get(remark_id=remark.id, number=remark.public_revision)
    proposed = None
    if shown.proposed_text or revision.proposed_text:
        proposed = diff_words_exactly(shown.proposed_text, revision.proposed_text)
    return diff_words_exactly(shown.text, revision.text), proposed


async def _around(remark: Remark) -> list[Paragraph]:
    """The paragraph with its neighbours, the beginning of the section, or nothing for the whole draft."""
    within = Paragraph.filter(version_id=remark.version_id)
    if remark.anchor_type == AnchorType.PARAGRAPH:
        here = await within.get_or_none(identity_id=remark.paragraph_id)
        if here is None:
            return []
        return await within.filter(
            position__gte=here.position - NEIGHBOURS, position__lte=here.position + NEIGHBOURS
        ).order_by("position")
    if remark.section_id is None:
        return []
    section = await Section.get_or_none(version_id=remark.version_id, identity_id=remark.section_id)
    first = within.filter(section_id=section.id if section else 0)
    return await first.order_by("position").limit(OPENING)
