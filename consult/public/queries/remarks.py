"""Published remarks, newest first: on the whole consultation or on a part of it, a page at a time; or one."""

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
from consult.public.queries.outline import Outline, PublicSection
from consult.public.queries.public_changes import updated_since
from consult.public.queries.public_remark import PublicRemark, public_remarks
from consult.public.queries.search_result import RemarkHit
from consult.responses.remark import VISIBLE, AnchorType, Remark, Standing, cited_as
from consult.web.cursors import Cursor, read_cursor

# Of the remarks that a search cites.
MAX_CITED = 20


class BadCursor(ValueError):
    """A cursor that no page of remarks gave out."""


@dataclass(frozen=True)
class RemarkPage:
    """Some remarks, and the cursor of the next (older) ones; None after the last."""

    items: list[PublicRemark]
    next_cursor: str | None


def _visible(*consultations: Consultation) -> QuerySet[Remark]:
    """The rule in one place: published, and with standing."""
    return Remark.filter(
        consultation_id__in=[each.id for each in consultations],
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
    response: int | None = None,
    since: datetime | None = None,
    only: Q | None = None,
    cursor: str | None = None,
    limit: int = 10,
) -> RemarkPage:
    """Remarks on the consultation and everything in it, or only on a section with all below it, on one paragraph (an
    identity), on the ``whole`` and no part of it, or of the ``response`` with this number; only those that changed for
    everybody ``since``, ``only`` those that fit.

    Remarks on what was merged or is gone are listed where ``Counts`` counts them. A constant number of queries,
    whatever the limit. Raises BadCursor for a cursor that no page gave out.
    """
    visible = await _visible_on(outline, section, paragraph, response, whole=whole)
    if only is not None:
        visible = visible.filter(only)
    if since is not None:
        visible = visible.filter(updated_since(outline.consultation, since))
    if cursor is not None:
        visible = visible.filter(_older_than(cursor))
    rows = (
        await visible.order_by("-published_at", "-id")
        .limit(limit + 1)
        .select_related("response__respondent")
    )
    page = rows[:limit]
    next_cursor = _cursor(page[-1]) if len(rows) > limit and page else None
    return RemarkPage(await public_remarks(outline, page), next_cursor)


async def remark_count(
    outline: Outline,
    *,
    section: PublicSection | None = None,
    paragraph: int | None = None,
    whole: bool = False,
    response: int | None = None,
    only: Q | None = None,
) -> int:
    """How many remarks all pages of this list hold; at most two queries beside what is cached of the version."""
    visible = await _visible_on(outline, section, paragraph, response, whole=whole)
    return await (visible if only is None else visible.filter(only)).count()


async def _visible_on(
    outline: Outline,
    section: PublicSection | None,
    paragraph: int | None,
    response: int | None,
    *,
    whole: bool,
) -> QuerySet[Remark]:
    visible = _visible(outline.consultation)
    if section is not None:
        visible = visible.filter(await _within(outline, outline.within(section.key)))
    if paragraph is not None:
        merged = (await succession(outline.version)).merged.get(paragraph, ())
        visible = visible.filter(paragraph_id__in=among([paragraph, *merged]))
    if whole:
        visible = visible.filter(await _on_whole(outline))
    if response is not None:
        visible = visible.filter(response__number=response)
    return visible


async def remark(outline: Outline, written: str) -> PublicRemark | None:
    """The remark cited so ("17.3"); None unless it is published."""
    reference = reference_in(written)
    if reference is None:
        return None
    row = (
        await _visible(outline.consultation)
        .filter(cited_as(reference))
        .select_related("response__respondent")
        .first()
    )
    return (await public_remarks(outline, [row]))[0] if row else None


async def published_citations(
    consultations: Sequence[Consultation], numbers: Sequence[str]
) -> list[RemarkHit]:
    """The published remarks of these consultations that are cited by these numbers; one query, none for no numbers."""
    references = [each for each in map(reference_in, numbers) if each]
    if not references:
        return []
    rows = _visible(*consultations).filter(Q(*map(cited_as, references), join_type="OR"))
    by_id = {each.id: each for each in consultations}
    found = rows.order_by("consultation_id", "response__number", "ordinal").limit(MAX_CITED)
    values = await found.values_list("consultation_id", "response__number", "ordinal")
    return [RemarkHit(by_id[of], f"{number}.{ordinal}") for of, number, ordinal in values]


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


def _cursor(row: Remark) -> str:
    assert row.published_at is not None
    return str(Cursor(row.published_at, row.id))


def _older_than(cursor: str) -> Q:
    last = read_cursor(cursor)
    if last is None:
        raise BadCursor(cursor)
    return Q(published_at__lt=last.moment) | Q(published_at=last.moment, id__lt=last.id)
