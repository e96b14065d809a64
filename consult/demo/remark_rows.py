"""Rows of a sample remark: the remark as it stands, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from consult.consultations.moderation_reason import ModerationReason
from consult.demo.hearing import Hearing
from consult.responses.publicity import PublicCopy
from consult.responses.remark import (
    VISIBLE,
    AnchorType,
    Publicity,
    Remark,
    Stance,
    Standing,
)
from consult.responses.response import Response
from consult.sample.response import SampleRemark, SampleResponse
from moderation.decision import Decision, Redaction
from moderation.decision_input import DecisionKind
from moderation.redaction import AuthorWording, RedactedSpan, public_copy
from moderation.redaction_marks import Span

PUBLICITIES = {
    "waiting": Publicity.WAITING,
    "published": Publicity.PUBLISHED,
    "redacted": Publicity.REDACTED,
    "withheld": Publicity.WITHHELD,
    "set_aside": Publicity.WITHHELD,
    "withdrawn": Publicity.WITHHELD,
}
STANDINGS = {"set_aside": Standing.SET_ASIDE, "withdrawn": Standing.WITHDRAWN}
DECISIONS = {
    Publicity.PUBLISHED: DecisionKind.PUBLISH,
    Publicity.REDACTED: DecisionKind.REDACT,
    Publicity.WITHHELD: DecisionKind.WITHHOLD,
}


def remark_row(
    row_id: int,
    hearing: Hearing,
    sample: SampleResponse,
    written: SampleRemark,
    response: Response,
    ordinal: int,
) -> Remark:
    publicity = _publicity(sample, written)
    section_id, paragraph_id = _anchor(hearing, written)
    remark = Remark(
        id=row_id,
        consultation_id=hearing.consultation.id,
        response_id=response.id,
        ordinal=ordinal,
        anchor_type=AnchorType(written.anchor_type),
        section_id=section_id,
        paragraph_id=paragraph_id,
        version_id=hearing.version.id,
        quote=written.quote,
        text=written.text,
        proposed_text=written.proposed_text,
        stance=Stance(written.stance),
        language=sample.language,
        standing=STANDINGS.get(sample.outcome, Standing.RECEIVED),
        publicity=publicity,
        queued_at=response.received_at if publicity == Publicity.WAITING else None,
    )
    if publicity in VISIBLE:
        remark.public_revision = 1
        copy = _public_copy(hearing, sample, written)
        remark.public_quote = copy.quote
        remark.public_text = copy.text
        remark.public_proposed_text = copy.proposed_text
        remark.public_omissions = copy.omissions or None
        remark.published_at = hearing.read_at(response.received_at)
    elif sample.outcome == "withheld":
        remark.kept_back_at = hearing.read_at(response.received_at)
    return remark


def _publicity(sample: SampleResponse, written: SampleRemark) -> Publicity:
    """What became of it. A redacted response's remarks without anything to leave out are shown whole."""
    publicity = PUBLICITIES[sample.outcome]
    if publicity == Publicity.REDACTED and not _spans(written):
        return Publicity.PUBLISHED
    return publicity


def _spans(written: SampleRemark) -> list[Span]:
    starts = sorted(
        (written.text.find(planted.text), len(planted.text)) for planted in written.planted
    )
    return [Span(start, start + length, None) for start, length in starts if start >= 0]


def _public_copy(hearing: Hearing, sample: SampleResponse, written: SampleRemark) -> PublicCopy:
    """What everybody may read: the planted words replaced by their reason, as a decision writes it."""
    wording = AuthorWording(written.text, written.proposed_text, written.quote, sample.language)
    if sample.outcome != "redacted":
        return public_copy(wording, [])
    reason = hearing.reasons[sample.reason]
    spans = _spans(written)
    return public_copy(
        wording, [RedactedSpan("text", each.start, each.end, reason) for each in spans]
    )


def _anchor(hearing: Hearing, written: SampleRemark) -> tuple[int | None, int | None]:
    """Identities of the section and the paragraph it stands on."""
    if written.anchor_type == "section":
        return hearing.section_of_key[written.anchor_key], None
    if written.anchor_type == "paragraph":
        paragraph = int(written.anchor_key)
        return hearing.section_of_paragraph[paragraph], paragraph
    return None, None


def decision_row(
    row_id: int,
    kind: DecisionKind,
    reason: ModerationReason | None,
    remark: Remark,
    response: Response,
    hearing: Hearing,
) -> Decision:
    return Decision(
        id=row_id,
        remark_id=remark.id,
        number=1,
        revision=1,
        kind=kind,
        reason_id=reason.id if reason else None,
        decided_by=hearing.moderator.actor,
        decided_at=hearing.read_at(response.received_at),
    )


def redaction_rows(
    decision_id: int, written: SampleRemark, reason: ModerationReason
) -> Iterator[Redaction]:
    for span in _spans(written):
        yield Redaction(
            decision_id=decision_id,
            field="text",
            start=span.start,
            end=span.end,
            reason_id=reason.id,
        )
