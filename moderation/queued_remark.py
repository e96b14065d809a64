"""One remark as the person who decides needs to see it: its words, its location, its findings. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.lineage import Difference, diff_words_exactly
from consult.numbers import reference_in
from consult.responses.annex import Annex
from consult.responses.finding import Finding
from consult.responses.location import RemarkLocation
from consult.responses.remark import AnchorType, Remark, Revision, cited_as
from moderation.decision import Decision, Redaction
from moderation.decision_input import DecisionKind
from moderation.finding_highlights import HighlightedPiece, highlighted
from moderation.queue import Queue
from moderation.redaction import AuthorWording
from moderation.redaction_marks import Span

# How many paragraphs before and after the remark's own, and how many of a section's first.
NEIGHBOURS = 1
OPENING = 2


@dataclass(frozen=True)
class QueuedRemark:
    """``context`` are paragraphs of the version the remark was written on, in order. ``changes`` and
    ``proposed_changes`` are those of a correction in the public wording, None where it is no correction. ``redactions``
    are what the latest decision to publish the current wording left out, by field."""

    remark: Remark
    location: RemarkLocation | None
    revision: Revision
    findings: list[Finding]
    context: list[Paragraph]
    annexes: list[Annex]
    changes: tuple[Difference, ...] | None
    proposed_changes: tuple[Difference, ...] | None
    redactions: dict[str, list[Span]]

    @property
    def reference(self) -> str:
        return self.remark.reference

    @property
    def wording(self) -> AuthorWording:
        """The author's current words."""
        return AuthorWording.of(self.remark, self.revision)

    def highlighted(self, field: str) -> list[HighlightedPiece]:
        """A field's words, cut at its findings; ``field`` is as Finding names it."""
        is_of_sender = field in ("name", "organisation")
        words_of = self.remark.response.respondent if is_of_sender else self.revision
        return highlighted(getattr(words_of, field), self.findings_in(field))

    def findings_in(self, field: str) -> list[Finding]:
        """The findings in one field of the current wording."""
        return [each for each in self.findings if each.field == field]


async def load_queued_remark(queue: Queue, written: str) -> QueuedRemark | None:
    """The remark cited so ("17.3") in the queue's consultation, whatever the filters; None when there is none. Some ten
    queries."""
    reference = reference_in(written)
    remark = (
        await Remark.get_or_none(
            cited_as(reference), consultation_id=queue.consultation.id
        ).select_related("response__respondent", "response__consultation")
        if reference
        else None
    )
    if remark is None:
        return None
    revision = await Revision.get(remark_id=remark.id, number=remark.revision)
    changes, proposed_changes = await _changes(remark, revision)
    return QueuedRemark(
        remark=remark,
        location=(await queue.locations([remark])).get(remark.id),
        revision=revision,
        findings=await Finding.filter(revision_id=revision.id).order_by("start"),
        context=await _context(remark),
        annexes=await Annex.filter(response_id=remark.response_id).order_by("ordinal"),
        changes=changes,
        proposed_changes=proposed_changes,
        redactions=await _redactions(remark),
    )


async def _redactions(remark: Remark) -> dict[str, list[Span]]:
    """What was left out when the current wording was published last, by field; empty where it never was."""
    published = Decision.filter(
        remark_id=remark.id,
        revision=remark.revision,
        kind__in=(DecisionKind.PUBLISH, DecisionKind.REDACT),
    )
    latest = await published.order_by("-number").first()
    spans: dict[str, list[Span]] = {}
    redactions = Redaction.filter(decision_id=latest.id if latest else 0).order_by("start")
    for each in await redactions.select_related("reason"):
        spans.setdefault(each.field, []).append(Span(each.start, each.end, each.reason.key))
    return spans


async def _changes(
    remark: Remark, revision: Revision
) -> tuple[tuple[Difference, ...] | None, tuple[Difference, ...] | None]:
    """What a correction changes in the text and the proposed wording that are public."""
    if not remark.correction_waits or remark.public_revision == remark.revision:
        return None, None
    public = await Revision.get(remark_id=remark.id, number=remark.public_revision)
    proposed = None
    if public.proposed_text or revision.proposed_text:
        proposed = diff_words_exactly(public.proposed_text, revision.proposed_text)
    return diff_words_exactly(public.text, revision.text), proposed


async def _context(remark: Remark) -> list[Paragraph]:
    """The paragraph with its neighbours, the beginning of the section, or nothing for the whole draft."""
    within = Paragraph.filter(version_id=remark.version_id)
    if remark.anchor_type == AnchorType.PARAGRAPH:
        own = await within.get_or_none(identity_id=remark.paragraph_id)
        if own is None:
            return []
        return await within.filter(
            position__gte=own.position - NEIGHBOURS, position__lte=own.position + NEIGHBOURS
        ).order_by("position")
    if remark.section_id is None:
        return []
    section = await Section.get_or_none(version_id=remark.version_id, identity_id=remark.section_id)
    first = within.filter(section_id=section.id if section else 0)
    return await first.order_by("position").limit(OPENING)
