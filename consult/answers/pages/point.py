"""One point on one page: its remarks, its wording, each committee's answer, and how the memo will read."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.answers import point as points
from consult.answers.cause import NotAChange, decide_cause
from consult.answers.committee_annexes import annexes_with
from consult.answers.committee_desk import PointDesk
from consult.answers.disposition import Outcome, dispose
from consult.answers.lookup import point_desk_of
from consult.answers.memo.memo_html import point_preview
from consult.answers.memo.point_blocks import loss_words
from consult.answers.memo.point_part import checked_quote, point_part
from consult.answers.pages.cause_form import button_value, said_in
from consult.answers.pages.committee_page import go_to, show
from consult.answers.pages.point_form import (
    ANSWER,
    QUOTE,
    SENTENCE,
    WORDING,
    answer_errors,
    answer_in,
    point_fields,
    title_errors,
    wording_in,
)
from consult.answers.point import QuoteNotLiteral, typed_quote
from consult.answers.point_changes import changed_version, point_changes
from consult.answers.point_register import PointEntry, remarks_in
from consult.answers.point_text import point_text
from consult.answers.sentences import sentences_of
from consult.documents.translations.languages import direction_of
from consult.documents.versions.change_sentence import change_words
from consult.locale import gettext as _
from consult.people.account import names_of
from consult.responses.remark import Remark
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, read_form
from consult.web.lookup import found_or_404
from consult.web.page_fields import PageFields


async def point(request: Request) -> Response:
    """The point with everything that belongs to it."""
    desk = await point_desk_of(request)
    return await _show(request, desk, point_fields(desk), await remarks_in(desk.entry))


async def reword_point(request: Request) -> Response:
    """Store title and summary, or show what is typed again with what is in the way."""
    desk = await point_desk_of(request)
    async with read_form(request) as typed:
        if errors := title_errors(typed):
            return await _refused(request, typed, WORDING, errors)
        try:
            await points.reword_point(
                desk.entry.point, wording_in(typed), by=desk.actor, now=received_at(request)
            )
        except StaleState as stale:
            return await _refused(request, typed, WORDING, conflict=stale)
    return await _stored(request, typed, WORDING, _("Title and summary are stored."))


async def answer_point(request: Request) -> Response:
    """Store this committee's answer, or show what is typed again with what is in the way."""
    desk = await point_desk_of(request)
    async with read_form(request) as typed:
        if errors := answer_errors(typed):
            return await _refused(request, typed, ANSWER, errors)
        point, answer, now = desk.entry.point, answer_in(typed), received_at(request)
        try:
            await dispose(point, desk.remit, answer, by=desk.actor, now=now)
        except StaleState as stale:
            return await _refused(request, typed, ANSWER, conflict=stale)
    return await _stored(request, typed, ANSWER, _("The answer is stored."))


async def quote_remark(request: Request) -> Response:
    """Choose what the memo quotes of one remark. Without words for it the page is shown with a field for them."""
    desk, remark = await point_desk_of(request), request.path_params["remark"]
    group = f"{QUOTE}{remark}"
    async with read_form(request) as typed:
        if group not in typed:
            return await _refused(request, typed, opening=remark)
        words = (typed[f"{SENTENCE}{remark}"] or typed[group]).strip()
        try:
            await points.quote(
                desk.entry.point, remark, words, by=desk.actor, now=received_at(request)
            )
        except QuoteNotLiteral:
            message = _("These words do not stand like that in the published text.")
            return await _refused(request, typed, group, {group: message})
        except StaleState as stale:
            return await _refused(request, typed, group, conflict=stale)
    return await _stored(request, typed, group, _("The quote is stored."))


async def release_remark(request: Request) -> Response:
    """Take a remark out of the point."""
    desk, remark = await point_desk_of(request), request.path_params["remark"]
    async with read_form(request) as typed:
        try:
            await points.release(desk.entry.point, remark, by=desk.actor, now=received_at(request))
        except StaleState as stale:
            return await _refused(request, typed, conflict=stale)
    return await _stored(request, typed, "", _("The remark is taken out of the point."))


async def put_away_point(request: Request) -> Response:
    """Take an empty point out of the register."""
    desk = await point_desk_of(request)
    async with read_form(request) as typed:
        try:
            await points.put_away(desk.entry.point, by=desk.actor, now=received_at(request))
        except StaleState as stale:
            return await _refused(request, typed, conflict=stale)
    return go_to(desk.url("committee"))


async def decide_point_cause(request: Request) -> Response:
    """Store whether a change of the text was made because of the point. Raises HTTPException 404 for a change that is not
    there, 400 for what no button sends."""
    desk, params = await point_desk_of(request), request.path_params
    version = found_or_404(await changed_version(desk, params["version"]))
    async with read_form(request) as typed:
        said = said_in(typed["said"], params["paragraph"])
        if said is None:
            raise HTTPException(400)
        try:
            await decide_cause(
                desk.entry.point, version, said, by=desk.actor, now=received_at(request)
            )
        except NotAChange:
            raise HTTPException(404) from None
        except StaleState as stale:
            return await _refused(request, typed, conflict=stale)
    return await _stored(request, typed, "", _("It is stored."))


async def _stored(request: Request, typed: Fields, group: str, done: str) -> Response:
    """After ``group`` was stored: the point, with what was typed for another button still in its field."""
    desk = await point_desk_of(request)
    remarks = await remarks_in(desk.entry)
    quotes = [each for key, each in remarks.items() if f"{QUOTE}{key}" in typed]
    fields = point_fields(desk, quotes).stored(typed, group, done=done)
    if not fields.unsaved:
        return go_to(desk.point_url)
    return await _show(request, desk, fields, remarks)


async def _refused(
    request: Request,
    typed: Fields,
    group: str = "",
    errors: Mapping[str, str] | None = None,
    *,
    conflict: StaleState | None = None,
    opening: int = 0,
) -> Response:
    """The page with everything that was typed, and what is in the way of storing ``group``; with a field for a quote of
    the remark ``opening``."""
    desk = await point_desk_of(request)
    remarks = await remarks_in(desk.entry)
    quotes = [remarks[key] for key in remarks if key == opening or f"{QUOTE}{key}" in typed]
    fields = point_fields(desk, quotes).refused(typed, group, conflict=conflict)
    return await _show(request, desk, fields, remarks, errors, conflict, opening)


async def _show(
    request: Request,
    desk: PointDesk,
    fields: PageFields,
    remarks: Mapping[int, Remark],
    errors: Mapping[str, str] | None = None,
    conflict: StaleState | None = None,
    opening: int = 0,
) -> Response:
    entry, language = desk.entry, desk.consultation.language
    text = await point_text(desk.remit.outline, [entry])
    caused = await point_changes(desk)
    # As it will read once all the point's committees have approved their parts.
    part = point_part(entry, desk.remit.outline, {owner.id for owner in entry.owners}, text)
    return show(
        request,
        desk,
        "point.html",
        status=409 if conflict else 422 if errors else 200,
        entry=entry,
        remark_locations={each.remark_id: text.location(each) for each in entry.members},
        remarks=remarks,
        annexes=await annexes_with(remarks.values()),
        fields=fields,
        opening=opening,
        errors=errors or {},
        conflict=conflict,
        kept=True,
        text_dir=direction_of(language),
        outcomes=list(Outcome),
        sentences=lambda remark: [typed_quote(each) for each in sentences_of(remark.public_text)],
        quote_losses=_quote_losses(entry),
        caused=caused,
        names=await names_of(
            {each.cause.decided_by for one in caused for each in (*one.causes, *one.rejected)}
        ),
        change_words=change_words,
        button_value=button_value,
        changes=[(change_words(each), each) for each in text.changes_for(entry.standing)],
        blocks=point_preview(part, desk.consultation.slug, language),
    )


def _quote_losses(entry: PointEntry) -> dict[int, str]:
    """Why a chosen quote can no longer be printed, by remark id."""
    quotes = ((each.remark_id, checked_quote(each)) for each in entry.members if each.quote)
    return {remark: loss_words(quote.loss) for remark, quote in quotes if quote.loss}
