"""A remark under review: all that the person who decides needs to see of it. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.paragraph import Paragraph
from consult.documents.public_copy import PublicCopy
from consult.documents.section import Section
from consult.lineage import Difference, diff_words_exactly
from consult.mail.outbox import undelivered_to
from consult.numbers import reference_in
from consult.responses.annex import Annex
from consult.responses.annex_copies import copies_for
from consult.responses.finding import Finding
from consult.responses.location import RemarkLocation, remark_locations
from consult.responses.mixed_alphabets import mixes_alphabets
from consult.responses.remark import AnchorType, Publicity, Remark, Revision, cited_as, published_of
from consult.responses.respondent import Contact
from moderation.decision import Decision, Redaction
from moderation.decision_input import DecisionKind
from moderation.finding_highlights import HighlightedPiece, bracketed, highlighted
from moderation.queue import Queue, load_queue
from moderation.queue_filters import QueueFilters
from moderation.redaction import AuthorWording
from moderation.redaction_marks import Span

# How many paragraphs before and after the remark's own, and how many of a section's first.
NEIGHBOURS = 1
OPENING = 2


@dataclass(frozen=True)
class Review:
    """``queue`` is the one the remark was opened from. ``context`` are paragraphs of the version it was written on, in
    order. ``annexes`` are the files of its response, ``taken_down`` the ids of those that were public and wait for a
    decision again; ``is_response_public``: everybody can read some text of it. ``changes`` and ``proposed_changes`` are
    those of a correction in the public wording, None where it is no correction. ``copies`` are the public copies of its files by
    annex id, of those that are made. ``redactions`` are what the latest
    decision to publish the current wording left out, by field. ``note`` is what the latest decision says to the author
    where that has no reason yet. ``contact`` is how to write to the author, ``is_undelivered`` whether the latest letter
    did not arrive."""

    queue: Queue
    remark: Remark
    location: RemarkLocation | None
    revision: Revision
    findings: list[Finding]
    context: list[Paragraph]
    annexes: list[Annex]
    taken_down: frozenset[int]
    is_response_public: bool
    copies: dict[int, PublicCopy]
    changes: tuple[Difference, ...] | None
    proposed_changes: tuple[Difference, ...] | None
    redactions: dict[str, list[Span]]
    note: str
    contact: Contact
    is_undelivered: bool

    @property
    def consultation(self) -> Consultation:
        return self.queue.consultation

    @property
    def wording(self) -> AuthorWording:
        """The author's current words."""
        return AuthorWording.of(self.remark, self.revision)

    @property
    def has_mixed_name(self) -> bool:
        """Whether the sender's name or organisation has a word in letters of several alphabets."""
        sender = self.remark.response.respondent
        return mixes_alphabets(sender.name) or mixes_alphabets(sender.organisation)

    def highlighted(self, field: str) -> list[HighlightedPiece]:
        """A field's words, cut at its findings; ``field`` is as Finding names it."""
        is_of_sender = field in ("name", "organisation")
        words_of = self.remark.response.respondent if is_of_sender else self.revision
        return highlighted(getattr(words_of, field), self.findings_in(field))

    def bracketed(self, marked: Mapping[str, str]) -> dict[str, str]:
        """The marked copies, by field, with brackets round the findings beside the person's own."""
        return {
            field: bracketed(getattr(self.revision, field), self.findings_in(field), copy)
            for field, copy in marked.items()
        }

    def findings_in(self, field: str) -> list[Finding]:
        """The findings in one field of the current wording."""
        return [each for each in self.findings if each.field == field]


async def load_review(consultation: str, cited: str, filters: QueueFilters) -> Review | None:
    """The remark that is ``cited`` so ("17.3") in the consultation (a slug), whatever the filters; None when there is
    none. At most nineteen queries."""
    reference = reference_in(cited)
    remarks = Remark.filter(consultation__slug=consultation)
    remarks = remarks.select_related("response__respondent", "response__consultation")
    remark = await remarks.get_or_none(cited_as(reference)) if reference else None
    if remark is None:
        return None
    queue = await load_queue(remark.response.consultation, filters)
    revision = await Revision.get(remark_id=remark.id, number=remark.revision)
    changes, proposed_changes = await _changes(remark, revision)
    files = Annex.filter(response_id=remark.response_id).order_by("ordinal")
    annexes = await files.select_related("response__respondent")
    return Review(
        queue=queue,
        remark=remark,
        location=(await remark_locations(queue.attribution, [remark])).get(remark.id),
        revision=revision,
        findings=await Finding.filter(revision_id=revision.id).order_by("start"),
        context=await _context(remark),
        annexes=annexes,
        taken_down=await _taken_down(annexes),
        is_response_public=await published_of(remark.response_id).exists(),
        copies=await copies_for(annexes),
        changes=changes,
        proposed_changes=proposed_changes,
        redactions=await _redactions(remark),
        note=await _note(remark) if remark.unexplained_since else "",
        contact=await Contact.get(respondent_id=remark.response.respondent_id),
        is_undelivered=bool(await undelivered_to(remark.response.public_id)),
    )


async def _taken_down(annexes: Sequence[Annex]) -> frozenset[int]:
    """The ids of those that wait since they were taken down."""
    waiting = [annex.id for annex in annexes if annex.publicity is Publicity.WAITING]
    if not waiting:
        return frozenset()
    entries = AuditEntry.filter(noun="annex", noun_id__in=waiting).order_by("id")
    latest = dict(await entries.values_list("noun_id", "verb"))
    return frozenset(annex for annex in waiting if latest.get(annex) == DecisionKind.TAKE_DOWN)


async def _note(remark: Remark) -> str:
    latest = await Decision.get_or_none(remark_id=remark.id, number=remark.decisions)
    return latest.note if latest else ""


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
