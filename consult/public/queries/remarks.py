"""Published remarks, newest first, as everybody may read them: the public text and nothing else of a remark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from consult.consultations.consultation import Consultation
from consult.database import among
from consult.documents.paragraph import Paragraph
from consult.documents.versions.succession import succession
from consult.public.queries.annexes import PublicAnnexes, annexes_of
from consult.public.queries.outline import Outline, PublicSection
from consult.public.queries.remark_locations import (
    OriginalLocation,
    PublicLocation,
    public_locations,
)
from consult.responses.remark import VISIBLE, AnchorType, Publicity, Remark, Stance, Standing
from consult.responses.respondent import RespondentKind, VerifiedBy
from consult.web.cursors import Cursor, read_cursor


class BadCursor(ValueError):
    """A cursor that no page of remarks gave out."""


@dataclass(frozen=True)
class PublicRemark:
    """One published remark. ``name`` is "" where the name is not published.

    ``anchor`` is the identity it was written on, in the version with the number ``version``; None on the whole.
    ``section`` and ``paragraph`` (an identity) are its location in the version of the outline: both None on the
    whole, ``paragraph`` also when that is gone. ``original`` is what it was written on where that is not the same
    there. ``correction_waits``: its author has corrected it since, and nobody has decided on that yet. ``is_late``:
    its response was received after the deadline. ``annexes`` are those of its response, repeated on each of its
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
    correction_waits: bool
    published_at: datetime
    is_late: bool
    annexes: PublicAnnexes

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


@dataclass(frozen=True)
class RemarkPage:
    """Some remarks, and the cursor of the next (older) ones; None after the last."""

    items: list[PublicRemark]
    next_cursor: str | None


def _visible(consultation: Consultation) -> QuerySet[Remark]:
    """The rule in one place: published, and with standing."""
    return Remark.filter(
        consultation_id=consultation.id,
        publicity__in=VISIBLE,
        standing=Standing.RECEIVED,
        published_at__isnull=False,
        response__number__isnull=False,
    )


async def remarks(
    outline: Outline,
    *,
    section: PublicSection | None = None,
    paragraph: int | None = None,
    whole: bool = False,
    cursor: str | None = None,
    limit: int = 10,
) -> RemarkPage:
    """Remarks on the consultation and everything in it, or only on a section with all below it, on one paragraph (an
    identity), or on the ``whole`` and no part of it.

    Remarks on what was merged or is gone are listed where ``Counts`` counts them. A constant number of queries,
    whatever the limit. Raises BadCursor for a cursor that no page gave out.
    """
    visible = _visible(outline.consultation)
    if section is not None:
        visible = visible.filter(await _within(outline, outline.within(section.key)))
    if paragraph is not None:
        merged = (await succession(outline.version)).merged.get(paragraph, ())
        visible = visible.filter(paragraph_id__in=among([paragraph, *merged]))
    if whole:
        visible = visible.filter(await _on_whole(outline))
    if cursor is not None:
        visible = visible.filter(_older_than(cursor))
    rows = (
        await visible.order_by("-published_at", "-id")
        .limit(limit + 1)
        .select_related("response__respondent")
    )
    page = rows[:limit]
    next_cursor = _cursor(page[-1]) if len(rows) > limit and page else None
    return RemarkPage(await _public(outline, page), next_cursor)


async def remark(outline: Outline, reference: str) -> PublicRemark | None:
    """The remark cited as ``reference`` ("17.3"); None unless it is published."""
    number, _, ordinal = reference.partition(".")
    if not (_is_count(number) and _is_count(ordinal)):
        return None
    row = (
        await _visible(outline.consultation)
        .filter(response__number=int(number), ordinal=int(ordinal))
        .select_related("response__respondent")
        .first()
    )
    return (await _public(outline, [row]))[0] if row else None


async def _within(outline: Outline, sections: Sequence[PublicSection]) -> Q:
    """On these sections, on their paragraphs, and on what was merged into them or is gone from them."""
    past = await succession(outline.version)
    rows = Paragraph.filter(
        version_id=outline.version.id, section_id__in=among(each.row_id for each in sections)
    )
    paragraphs: list[int] = []
    for (identity,) in await rows.values_list("identity_id"):
        paragraphs += (identity, *past.merged.get(identity, ()))
    own = [each.id for each in sections]
    for each in sections:
        paragraphs += past.gone.get(each.id, ())
        own += past.gone_sections.get(each.id, ())
    on_section = Q(anchor_type=AnchorType.SECTION, section_id__in=among(own))
    return Q(paragraph_id__in=among(paragraphs)) | on_section


async def _on_whole(outline: Outline) -> Q:
    """On the draft as a whole, and on what is gone together with every section it was in."""
    past = await succession(outline.version)
    on_whole = Q(anchor_type=AnchorType.CONSULTATION)
    if gone := past.gone.get(None):
        on_whole |= Q(paragraph_id__in=among(gone))
    if sections := past.gone_sections.get(None):
        on_whole |= Q(anchor_type=AnchorType.SECTION, section_id__in=among(sections))
    return on_whole


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 9


def _cursor(row: Remark) -> str:
    assert row.published_at is not None
    return str(Cursor(row.published_at, row.id))


def _older_than(cursor: str) -> Q:
    last = read_cursor(cursor)
    if last is None:
        raise BadCursor(cursor)
    return Q(published_at__lt=last.moment) | Q(published_at=last.moment, id__lt=last.id)


async def _public(outline: Outline, rows: Sequence[Remark]) -> list[PublicRemark]:
    locations = await public_locations(outline, rows)
    annexes = await annexes_of({row.response_id for row in rows})
    numbers = {each.id: each.number for each in outline.published}
    return [
        _public_remark(
            row,
            location,
            numbers.get(row.version_id, outline.version.number),
            annexes.get(row.response_id, PublicAnnexes()),
        )
        for row, location in zip(rows, locations, strict=True)
    ]


def _public_remark(
    row: Remark, location: PublicLocation, version: int, annexes: PublicAnnexes
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
        quote=row.public_quote,
        quote_language=row.quote_language if row.public_quote else "",
        text=row.public_text,
        proposed_text=row.public_proposed_text,
        stance=row.stance,
        language=row.language,
        is_redacted=row.publicity is Publicity.REDACTED,
        correction_waits=row.queued_at is not None,
        published_at=row.published_at,
        is_late=row.response.is_late,
        annexes=annexes,
    )
