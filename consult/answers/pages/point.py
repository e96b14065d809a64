"""One point on one screen: its remarks, its words, each committee's answer, and how the memo will read."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response

from consult.answers import disposition, gathering
from consult.answers.committee_annexes import annexes_with
from consult.answers.committee_desk import CommitteeDesk
from consult.answers.gathering import NotItsWords
from consult.answers.lookup import desk_of, entry_of
from consult.answers.memo.blocks import Block
from consult.answers.memo.builder import checked_quote, point_part
from consult.answers.memo.memo_html import blocks_of_point
from consult.answers.memo.point_blocks import gone_words
from consult.answers.pages.committee_page import show, then
from consult.answers.pages.new_point import title_errors
from consult.answers.point import Outcome
from consult.answers.point_register import Entry, remarks_in
from consult.answers.point_text import PointText, text_of
from consult.answers.remit import locations_in
from consult.documents.translations.languages import direction_of
from consult.documents.versions.change_sentence import change_words
from consult.locale import gettext as _
from consult.stale_state import StaleState
from consult.web.arrival import received_at
from consult.web.forms import Fields, number_in, read_form


async def point(request: Request) -> Response:
    """The point with everything that belongs to it."""
    desk = await desk_of(request)
    return await _point(request, desk, await entry_of(desk, request.path_params["number"]))


async def reword_point(request: Request) -> Response:
    """Store title and summary, unless somebody changed them since they were read."""
    desk = await desk_of(request)
    entry = await entry_of(desk, request.path_params["number"])
    async with read_form(request) as form:
        if errors := title_errors(form):
            return await _point(request, desk, entry, status=422, wording=form, errors=errors)
        stored = gathering.reword_point(
            entry.point,
            title=form.line("title"),
            summary=form["summary"].strip(),
            lock_version=number_in(form["lock_version"]),
            by=desk.person.actor,
            now=received_at(request),
        )
        return await _after(request, desk, entry, stored, "wording", form)


async def answer_point(request: Request) -> Response:
    """Store this committee's outcome and reason, unless somebody answered since they were read."""
    desk = await desk_of(request)
    entry = await entry_of(desk, request.path_params["number"])
    async with read_form(request) as form:
        if errors := _answer_errors(form):
            return await _point(request, desk, entry, status=422, answer=form, errors=errors)
        stored = disposition.dispose(
            entry.point,
            desk.remit,
            outcome=Outcome(form["outcome"]),
            reason=form["reason"].strip(),
            lock_version=number_in(form["lock_version"]),
            by=desk.person.actor,
            now=received_at(request),
        )
        return await _after(request, desk, entry, stored, "answer", form)


async def quote_remark(request: Request) -> Response:
    """Choose what the memo quotes of one remark."""
    desk = await desk_of(request)
    entry = await entry_of(desk, request.path_params["number"])
    remark: int = request.path_params["remark"]
    async with read_form(request) as form:
        words = form["quote"].strip()
    try:
        await gathering.quote(
            entry.point, remark, words, by=desk.person.actor, now=received_at(request)
        )
    except NotItsWords:
        wrong = {f"quote-{remark}": _("These words do not stand like that in the published text.")}
        return await _point(request, desk, entry, status=422, quotes={remark: words}, errors=wrong)
    return _back(desk, entry)


async def release_remark(request: Request) -> Response:
    """Take a remark out of the point."""
    desk = await desk_of(request)
    entry = await entry_of(desk, request.path_params["number"])
    await gathering.release(
        entry.point, request.path_params["remark"], by=desk.person.actor, now=received_at(request)
    )
    return _back(desk, entry)


async def put_away_point(request: Request) -> Response:
    """Take an empty point out of the register."""
    desk = await desk_of(request)
    entry = await entry_of(desk, request.path_params["number"])
    await gathering.put_away(entry.point, by=desk.person.actor, now=received_at(request))
    return then(desk.url("committee"))


async def _after(
    request: Request,
    desk: CommitteeDesk,
    entry: Entry,
    stored: Awaitable[None],
    what: Literal["wording", "answer"],
    form: Fields,
) -> Response:
    """Back to the point once a verb is through; where somebody was first, both wordings on the page."""
    try:
        await stored
    except StaleState as stale:
        entry = await entry_of(desk, entry.point.number)
        return await _point(
            request,
            desk,
            entry,
            conflict=stale,
            wording=form if what == "wording" else None,
            answer=form if what == "answer" else None,
        )
    return _back(desk, entry)


def _back(desk: CommitteeDesk, entry: Entry) -> Response:
    return then(desk.url("point", number=entry.point.number))


async def _point(
    request: Request,
    desk: CommitteeDesk,
    entry: Entry,
    *,
    status: int = 200,
    wording: Mapping[str, str] | None = None,
    answer: Mapping[str, str] | None = None,
    conflict: StaleState | None = None,
    quotes: Mapping[int, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    """``wording``, ``answer`` and ``quotes`` are what was typed and not stored."""
    stored = entry.answers.get(desk.committee.id)
    given: dict[str, Any] = {"outcome": stored.outcome, "reason": stored.reason} if stored else {}
    remarks = await remarks_in(entry)
    text = await text_of(desk.remit.outline, [entry])
    return show(
        request,
        desk,
        "point.html",
        status=409 if conflict else status,
        entry=entry,
        places=await locations_in(desk.remit, remarks.values()),
        remarks=remarks,
        annexes=await annexes_with(remarks.values()),
        wording=wording or {"title": entry.point.title, "summary": entry.point.summary},
        answer=answer or given or {"outcome": "", "reason": ""},
        stored=stored,
        quotes=quotes or {},
        conflict=conflict,
        kept=True,
        errors=errors or {},
        text_dir=direction_of(desk.consultation.language),
        outcomes=list(Outcome),
        lost=_lost_quotes(entry),
        changes=[(change_words(each), each) for each in text.changes_for(entry.standing)],
        blocks=_as_it_reads(desk, entry, text),
    )


def _lost_quotes(entry: Entry) -> dict[int, str]:
    """Why a chosen quote can no longer be printed, by remark id."""
    quotes = ((m.remark_id, checked_quote(m)) for m in entry.members if m.quote)
    return {remark: gone_words(quote.gone) for remark, quote in quotes if quote.gone}


def _as_it_reads(desk: CommitteeDesk, entry: Entry, text: PointText) -> list[Block]:
    """The memo's paragraph as it will read once all its committees stand by it."""
    owners = {owner.id for owner in entry.owners}
    part = point_part(entry, desk.remit.outline, owners, text)
    return blocks_of_point(part, desk.consultation.language)


def _answer_errors(form: Fields) -> dict[str, str]:
    errors = {}
    if form["outcome"] not in list(Outcome):
        errors["outcome"] = _("Choose what the committee answers.")
    if not form["reason"].strip():
        errors["reason"] = _("Give the committee's reason.")
    return errors
