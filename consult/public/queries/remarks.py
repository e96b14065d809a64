"""Published remarks, newest first, as everybody may read them: the public copy and no other word."""

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
from consult.numbers import reference_in
from consult.public.queries.annexes import PublicAnnexes, annexes_of
from consult.public.queries.outline import Outline, PublicSection
from consult.public.queries.remark_locations import (
    CurrentLocation,
    OriginalLocation,
    current_locations,
)
from consult.responses.remark import (
    VISIBLE,
    AnchorType,
    Publicity,
    Remark,
    Stance,
    Standing,
    cited_as,
)
from consult.responses.respondent import RespondentKind, VerifiedBy
from consult.web.cursors import Cursor, read_cursor


class BadCursor(ValueError):
    """A cursor we did not give out."""


@dataclass(frozen=True)
class PublicRemark:
    """One published remark. ``name`` is "" where the name is not shown.

    ``section`` and ``paragraph`` (an identity's id) say where in the version that is shown it stands; both None
    on the whole, ``paragraph`` also when that is gone. ``version`` is the number of the one it was written on,
    ``anchor`` the identity it was written on there, and ``written`` its words where they are not what stands there.
    ``correction_waits``: its author has since written it anew, and nobody has decided on that yet.
    ``is_late``: its response was received after the deadline.
    ``annexes`` came with its response, and so belong to each of its remarks.
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
        """What it is cited by: "17.3"."""
        return f"{self.response_number}.{self.ordinal}"

    @property
    def is_gone(self) -> bool:
        """Whether what it was written on is not in the text any more."""
        if self.anchor_type is AnchorType.PARAGRAPH:
            return self.paragraph is None
        if self.anchor_type is AnchorType.SECTION:
            return self.section is None or self.section.id != self.anchor
        return False


@dataclass(frozen=True)
class RemarkPage:
    """Some remarks, and the cursor that gives the next (older) ones, or None."""

    items: list[PublicRemark]
    next_cursor: str | None


def _visible(consultation: Consultation) -> QuerySet[Remark]:
    """The rule in one place: published, and still standing as a response."""
    return Remark.filter(
        consultation_id=consultation.id,
        publicity__in=VISIBLE,
        standing=Standing.RECEIVED,
        published_at__isnull=False,
        response__number__isnull=False,
    )


async def remarks(
    of: Outline,
    *,
    section: PublicSection | None = None,
    paragraph: int | None = None,
    whole: bool = False,
    cursor: str | None = None,
    limit: int = 10,
) -> RemarkPage:
    """Remarks on the consultation and everything in it, or only on a section with what lies below it,
    on one paragraph (an identity's id), or on the ``whole`` and no part of it.

    What was merged or is gone stands where ``Counts`` counts it. A constant number of queries, whatever the
    limit. Raises BadCursor.
    """
    found = _visible(of.consultation)
    if section is not None:
        found = found.filter(await _within(of, of.within(section.key)))
    if paragraph is not None:
        merged = (await succession(of.version)).merged.get(paragraph, ())
        found = found.filter(paragraph_id__in=among([paragraph, *merged]))
    if whole:
        found = found.filter(await _on_whole(of))
    if cursor is not None:
        found = found.filter(_older_than(cursor))
    rows = (
        await found.order_by("-published_at", "-id")
        .limit(limit + 1)
        .select_related("response__respondent")
    )
    shown = rows[:limit]
    return RemarkPage(
        await _public(of, shown), _cursor(shown[-1]) if len(rows) > limit and shown else None
    )


async def remark(of: Outline, written: str) -> PublicRemark | None:
    """The remark cited so ("17.3"), if everybody may read it."""
    reference = reference_in(written)
    if reference is None:
        return None
    row = (
        await _visible(of.consultation)
        .filter(cited_as(reference))
        .select_related("response__respondent")
        .first()
    )
    return (await _public(of, [row]))[0] if row else None


async def _within(of: Outline, sections: Sequence[PublicSection]) -> Q:
    """On these sections, on their paragraphs, and on what went into them or is gone from them."""
    past = await succession(of.version)
    rows = Paragraph.filter(
        version_id=of.version.id, section_id__in=among(each.row for each in sections)
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


async def _on_whole(of: Outline) -> Q:
    """On the draft as a whole, and on what is gone with every section it stood in."""
    past = await succession(of.version)
    found = Q(anchor_type=AnchorType.CONSULTATION)
    if gone := past.gone.get(None):
        found |= Q(paragraph_id__in=among(gone))
    if sections := past.gone_sections.get(None):
        found |= Q(anchor_type=AnchorType.SECTION, section_id__in=among(sections))
    return found


def _cursor(row: Remark) -> str:
    assert row.published_at is not None
    return str(Cursor(row.published_at, row.id))


def _older_than(cursor: str) -> Q:
    last = read_cursor(cursor)
    if last is None:
        raise BadCursor(cursor)
    return Q(published_at__lt=last.moment) | Q(published_at=last.moment, id__lt=last.id)


async def _public(of: Outline, rows: Sequence[Remark]) -> list[PublicRemark]:
    places = await current_locations(of, rows)
    annexes = await annexes_of({row.response_id for row in rows})
    numbers = {each.id: each.number for each in of.published}
    return [
        _one(
            row,
            place,
            numbers.get(row.version_id, of.version.number),
            annexes.get(row.response_id, PublicAnnexes()),
        )
        for row, place in zip(rows, places, strict=True)
    ]


def _one(row: Remark, place: CurrentLocation, version: int, annexes: PublicAnnexes) -> PublicRemark:
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
        section=place.section,
        paragraph=place.paragraph,
        paragraph_number=place.number,
        original=place.original,
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
