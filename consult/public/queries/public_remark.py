"""One published remark as everybody may read it: the public text and nothing else of the remark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.consultations.moderation_reason import ModerationReason, reasons_of
from consult.public.queries.annexes import PublicAnnexes, annexes_of
from consult.public.queries.outline import Outline, PublicSection
from consult.public.queries.remark_locations import (
    OriginalLocation,
    PublicLocation,
    public_locations,
)
from consult.responses.omission import Omissions, Piece, pieces_of
from consult.responses.quoted_words import taken_quotes
from consult.responses.remark import AnchorType, Publicity, Remark, Stance
from consult.responses.respondent import RespondentKind, VerifiedBy


@dataclass(frozen=True)
class PublicRemark:
    """One published remark. ``name`` is "" where the name is not published.

    ``anchor`` is the identity it was written on, in the version with the number ``version``; None on the whole.
    ``section`` and ``paragraph`` (an identity) are its location in the version of the outline: both None on the
    whole, ``paragraph`` also when that is gone. ``original`` is what it was written on where that is not the same
    there. ``correction_waits``: its author has corrected it since, and nobody has decided on that yet. ``is_late``:
    its response was received after the deadline. ``claims_party``: it says to be from a consulted party, and nobody has
    confirmed that. ``omissions`` are the reasons of the marks in text, proposed text and quote, found in ``reasons``.
    ``annexes`` are those of its response, repeated on each of its
    remarks.
    """

    id: int
    response_number: int
    ordinal: int
    kind: RespondentKind
    name: str
    verified_by: VerifiedBy
    anchor_type: AnchorType
    anchor: int | None
    version: int
    section: PublicSection | None
    paragraph: int | None
    paragraph_number: str
    original: OriginalLocation | None
    quote: str
    quote_language: str
    text: str
    proposed_text: str
    stance: Stance
    language: str
    is_redacted: bool
    omissions: Omissions
    reasons: Mapping[str, ModerationReason]
    correction_waits: bool
    published_at: datetime
    is_late: bool
    claims_party: bool
    annexes: PublicAnnexes

    def pieces(self, field: str) -> tuple[Piece, ...]:
        """A field of the public copy ("text", "proposed_text", "quote"), cut where words were left out."""
        return pieces_of(getattr(self, field), self.omissions.get(field, ()), self.reasons)

    @property
    def reference(self) -> str:
        """The number it is cited by: "17.3"."""
        return f"{self.response_number}.{self.ordinal}"

    @property
    def is_gone(self) -> bool:
        """Whether what it was written on is not in the version."""
        if self.anchor_type is AnchorType.PARAGRAPH:
            return self.paragraph is None
        if self.anchor_type is AnchorType.SECTION:
            return self.section is None or self.section.id != self.anchor
        return False


async def public_remarks(outline: Outline, rows: Sequence[Remark]) -> list[PublicRemark]:
    """These rows, which the caller knows to be published, in the same order; each comes with its response and respondent.
    At most five queries beside what is cached of the version."""
    taken = await taken_quotes(rows, (outline.version, *outline.published))
    locations = await public_locations(outline, rows)
    annexes = await annexes_of({row.response_id for row in rows})
    has_omissions = any(row.public_omissions for row in rows)
    reasons = await reasons_of(outline.consultation.id) if has_omissions else {}
    numbers = {each.id: each.number for each in outline.published}
    return [
        _public_remark(
            row,
            location,
            numbers.get(row.version_id, outline.version.number),
            annexes.get(row.response_id, PublicAnnexes()),
            reasons,
            "" if row.id in taken else row.public_quote,
        )
        for row, location in zip(rows, locations, strict=True)
    ]


def _public_remark(
    row: Remark,
    location: PublicLocation,
    version: int,
    annexes: PublicAnnexes,
    reasons: Mapping[str, ModerationReason],
    quote: str,
) -> PublicRemark:
    assert row.published_at is not None
    assert row.response.number is not None
    respondent = row.response.respondent
    return PublicRemark(
        id=row.id,
        response_number=row.response.number,
        ordinal=row.ordinal,
        kind=respondent.kind,
        name=respondent.public_name,
        verified_by=respondent.verified_by,
        anchor_type=row.anchor_type,
        anchor=row.paragraph_id or row.section_id,
        version=version,
        section=location.section,
        paragraph=location.paragraph,
        paragraph_number=location.number,
        original=location.original,
        quote=quote,
        quote_language=row.quote_language if quote else "",
        text=row.public_text,
        proposed_text=row.public_proposed_text,
        stance=row.stance,
        language=row.language,
        is_redacted=row.publicity is Publicity.REDACTED,
        omissions=row.public_omissions or {},
        reasons=reasons,
        correction_waits=row.queued_at is not None,
        published_at=row.published_at,
        is_late=row.response.is_late,
        claims_party=row.response.claims_party,
        annexes=annexes,
    )
