"""The outcome before it is published, for those who publish it: the public pages' own drawing of the record as it stands.
Never stored by the page cache."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from tortoise.expressions import Q

from consult import clock
from consult.answers.editions.content import EditionContent
from consult.answers.editions.edition import Edition, editions_of
from consult.answers.editions.live_record import live_record
from consult.answers.editions.readiness import ready_version
from consult.consultations.lookup import consultation_of
from consult.database import among
from consult.documents.document import Version
from consult.documents.versions.text_changes import TextChange
from consult.public import queries
from consult.public.pages.outcome import MemoLink, list_in, outcome_context, point_context
from consult.public.remark_cards import ChangeLink, change_links
from consult.public.remark_list import RemarkList
from consult.web.lookup import found_or_404
from consult.web.rendering import page
from consult.web.urls import url


async def outcome_preview(request: Request) -> Response:
    """The outcome as everybody would see it if the record were published now."""
    outline, content = await _previewed(request)
    given = [(each.number, each.title, each.section) for each in content.points]
    listed = list_in(request, outline, await queries.headings_of(outline, given))
    numbers = [each.number for each in listed.on_page]
    frozen = [each for each in content.points if each.number in numbers]
    ready = await ready_version(outline.consultation)
    shown = await queries.points_of(outline, frozen, also=[ready] if ready else [])
    points = {each.number: each for each in shown}
    slug = outline.consultation.slug
    edition = Edition(number=await _next_number(outline), publish_at=clock.now())
    return page(
        request,
        "public/outcome_preview.html",
        edition=edition,
        taken_back=None,
        memos=[MemoLink(queries.PublicMemo(edition, queries.MemoState.MAKING), "")],
        uncovered=await queries.uncovered_counts_of(content.uncovered),
        uncovered_url=None,
        **outcome_context(
            outline,
            listed,
            [points[each] for each in numbers],
            url("outcome_preview", consultation=slug),
            lambda number: url("outcome_point_preview", consultation=slug, number=number),
            partial(_change_links, slug, ready),
        ),
    )


async def outcome_point_preview(request: Request) -> Response:
    """One point in the same way. Raises HTTPException 404 where there is none."""
    outline, content = await _previewed(request)
    consultation, number = outline.consultation, request.path_params["number"]
    frozen = found_or_404([each for each in content.points if each.number == number] or None)
    ready = await ready_version(consultation)
    (point,) = await queries.points_of(outline, frozen, also=[ready] if ready else [])
    href = url("outcome_point_preview", consultation=consultation.slug, number=number)
    only = Q(id__in=among(member.remark for member in frozen[0].members))
    remarks = RemarkList(outline, href, only=only)
    return page(
        request,
        "public/outcome_point_preview.html",
        **point_context(
            outline,
            point,
            url("outcome_preview", consultation=consultation.slug),
            partial(_change_links, consultation.slug, ready),
        ),
        **await remarks.context(request, with_location=True),
    )


def _change_links(
    slug: str, ready: Version | None, changes: Iterable[TextChange]
) -> tuple[ChangeLink, ...]:
    """Of a version that is not public yet: to the staff's page of its changes."""
    return tuple(
        replace(each, href=f"{url('causes', consultation=slug, version=ready.number)}#change-{each.change.key}")
        if ready and each.change.now == ready.number
        else each
        for each in change_links(slug, changes)
    )  # fmt: skip


async def _next_number(outline: queries.Outline) -> int:
    editions = await editions_of(outline.consultation)
    return editions[0].number + 1 if editions else 1


async def _previewed(request: Request) -> tuple[queries.Outline, EditionContent]:
    """What an edition made now would hold, and the text it would stand beside. Raises HTTPException 404 while no text
    is published."""
    consultation = await consultation_of(request)
    outline = found_or_404(await queries.outline(consultation))
    return outline, (await live_record(consultation)).content
