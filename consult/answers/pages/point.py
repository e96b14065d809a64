"""One point on one page: its remarks, its wording, each committee's answer, and how the memo will read."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from consult.answers import point as points
from consult.answers.committee_annexes import annexes_with
from consult.answers.committee_desk import PointDesk
from consult.answers.disposition import Outcome, dispose
from consult.answers.lookup import point_desk_of
from consult.answers.memo.memo_html import point_preview
from consult.answers.memo.point_blocks import loss_words
from consult.answers.memo.point_part import checked_quote, point_part
from consult.answers.pages.committee_page import go_to, show
from consult.answers.pages.point_form import (
    PointForm,
    answer_errors,
    answer_in,
    title_errors,
    wording_in,
)
from consult.answers.point import QuoteNotLiteral
from consult.answers.point_register import PointEntry, remarks_in
from consult.answers.point_text import point_text
from consult.documents.translations.languages import direction_of
from consult.documents.versions.change_sentence import change_words
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import read_form


async def point(request: Request) -> Response:
    """The point with everything that belongs to it."""
    desk = await point_desk_of(request)
    return await _show(request, desk, PointForm.of(desk))


async def reword_point(request: Request) -> Response:
    """Store title and summary, or show what is typed again with what is in the way."""
    desk = await point_desk_of(request)
    async with read_form(request) as typed:
        errors, conflict = title_errors(typed), None
        if not errors:
            try:
                await points.reword_point(
                    desk.entry.point, wording_in(typed), by=desk.actor, now=received_at(request)
                )
                return go_to(desk.point_url)
            except StaleState as stale:
                desk, conflict = await point_desk_of(request), stale
    form = replace(PointForm.of(desk), wording=typed, errors=errors, conflict=conflict)
    return await _show(request, desk, form)


async def answer_point(request: Request) -> Response:
    """Store this committee's answer, or show what is typed again with what is in the way."""
    desk = await point_desk_of(request)
    async with read_form(request) as typed:
        errors, conflict = answer_errors(typed), None
        if not errors:
            point, answer, now = desk.entry.point, answer_in(typed), received_at(request)
            try:
                await dispose(point, desk.remit, answer, by=desk.actor, now=now)
                return go_to(desk.point_url)
            except StaleState as stale:
                desk, conflict = await point_desk_of(request), stale
    form = replace(PointForm.of(desk), answer=typed, errors=errors, conflict=conflict)
    return await _show(request, desk, form)


async def quote_remark(request: Request) -> Response:
    """Choose what the memo quotes of one remark."""
    desk, remark = await point_desk_of(request), request.path_params["remark"]
    async with read_form(request) as typed:
        words = typed["quote"].strip()
    try:
        await points.quote(desk.entry.point, remark, words, by=desk.actor, now=received_at(request))
    except QuoteNotLiteral:
        message = _("These words do not stand like that in the published text.")
        errors = {f"quote-{remark}": message}
        return await _show(
            request, desk, replace(PointForm.of(desk), quotes={remark: words}, errors=errors)
        )
    return go_to(desk.point_url)


async def release_remark(request: Request) -> Response:
    """Take a remark out of the point."""
    desk, remark = await point_desk_of(request), request.path_params["remark"]
    await points.release(desk.entry.point, remark, by=desk.actor, now=received_at(request))
    return go_to(desk.point_url)


async def put_away_point(request: Request) -> Response:
    """Take an empty point out of the register."""
    desk = await point_desk_of(request)
    await points.put_away(desk.entry.point, by=desk.actor, now=received_at(request))
    return go_to(desk.url("committee"))


async def _show(request: Request, desk: PointDesk, form: PointForm) -> Response:
    entry, language = desk.entry, desk.consultation.language
    remarks = await remarks_in(entry)
    text = await point_text(desk.remit.outline, [entry])
    # As it will read once all the point's committees have approved their parts.
    part = point_part(entry, desk.remit.outline, {owner.id for owner in entry.owners}, text)
    return show(
        request,
        desk,
        "point.html",
        status=form.status,
        entry=entry,
        remark_locations={each.remark_id: text.location(each) for each in entry.members},
        remarks=remarks,
        annexes=await annexes_with(remarks.values()),
        form=form,
        typed_quote=points.typed_quote,
        errors=form.errors,
        conflict=form.conflict,
        kept=True,
        text_dir=direction_of(language),
        outcomes=list(Outcome),
        quote_losses=_quote_losses(entry),
        changes=[(change_words(each), each) for each in text.changes_for(entry.standing)],
        blocks=point_preview(part, language),
    )


def _quote_losses(entry: PointEntry) -> dict[int, str]:
    """Why a chosen quote can no longer be printed, by remark id."""
    quotes = ((each.remark_id, checked_quote(each)) for each in entry.members if each.quote)
    return {remark: loss_words(quote.loss) for remark, quote in quotes if quote.loss}
