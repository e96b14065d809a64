"""One point on one screen: its remarks, its words, each committee's answer, and how the memo will read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from consult.answers import answering, gathering
from consult.answers.annexes import annexes_with
from consult.answers.blocks import Block
from consult.answers.gathering import Changed, NotEmpty, NotInRemit, NotItsWords
from consult.answers.memo_blocks import gone_words
from consult.answers.memo_building import checked_quote, point_part
from consult.answers.memo_html import blocks_of_point
from consult.answers.pages.committee import places_of
from consult.answers.pages.desk import Desk, desk_of, entry_of, show, then
from consult.answers.point import Outcome
from consult.answers.register import Entry, remarks_in
from consult.answers.remark_list import WHOLE
from consult.answers.remit import Remit
from consult.documents.section import SectionIdentity
from consult.locale import gettext as _
from consult.responses.remark import Remark
from consult.web.arrival import received_at
from consult.web.forms import Fields, read_form

TITLE_LIMIT = 300


async def point_new(request: Request) -> Response:
    """A new point of the remarks that were ticked in the list."""
    desk = await desk_of(request)
    chosen = await _chosen(desk.remit, request.query_params.getlist("remark"))
    return await _new(request, desk, chosen, {"section": _section_of(desk.remit, chosen)}, {})


async def make_point(request: Request) -> Response:
    """Store the new point."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        chosen = await _chosen(desk.remit, form.all("remark"))
        errors = _title_errors(form)
        if not errors:
            return await _made(request, desk, form, chosen)
        return await _new(request, desk, chosen, form, errors)


async def gather_remarks(request: Request) -> Response:
    """Put the remarks that were ticked in the list into a point there is."""
    desk = await desk_of(request)
    async with read_form(request) as form:
        entry = await entry_of(desk, _number(form["point"]))
        chosen = await _chosen(desk.remit, form.all("remark"))
    if not chosen:
        raise HTTPException(422, _("No remark was chosen. Go back and tick at least one."))
    await gathering.gather(
        entry.point,
        desk.remit,
        [remark.id for remark in chosen],
        by=desk.person.actor,
        now=received_at(request),
    )
    return then(_address(desk, entry))


async def point(request: Request) -> Response:
    """The point with everything that belongs to it."""
    desk = await desk_of(request)
    return await _point(request, desk, await entry_of(desk, request.path_params["number"]))


async def reword_point(request: Request) -> Response:
    """Store title and summary, unless somebody changed them since they were read."""
    desk = await desk_of(request)
    entry = await entry_of(desk, request.path_params["number"])
    async with read_form(request) as form:
        if errors := _title_errors(form):
            return await _point(request, desk, entry, status=422, wording=form, errors=errors)
        try:
            await gathering.reword_point(
                entry.point,
                title=form.line("title"),
                summary=form["summary"].strip(),
                edition=_number(form["edition"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except Changed:
            entry = await entry_of(desk, request.path_params["number"])
            return await _point(request, desk, entry, status=409, wording=form, clash="wording")
    return then(_address(desk, entry))


async def answer_point(request: Request) -> Response:
    """Store this committee's outcome and reason, unless somebody answered since they were read."""
    desk = await desk_of(request)
    entry = await entry_of(desk, request.path_params["number"])
    async with read_form(request) as form:
        if errors := _answer_errors(form):
            return await _point(request, desk, entry, status=422, answer=form, errors=errors)
        try:
            await answering.dispose(
                entry.point,
                desk.remit,
                outcome=Outcome(form["outcome"]),
                reason=form["reason"].strip(),
                edition=_number(form["edition"]),
                by=desk.person.actor,
                now=received_at(request),
            )
        except Changed:
            entry = await entry_of(desk, request.path_params["number"])
            return await _point(request, desk, entry, status=409, answer=form, clash="answer")
    return then(_address(desk, entry))


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
    except Changed as error:
        raise HTTPException(409, _("The remark is not in this point any more.")) from error
    return then(_address(desk, entry))


async def release_remark(request: Request) -> Response:
    """Take a remark out of the point; that it is out already is just as well."""
    desk = await desk_of(request)
    entry = await entry_of(desk, request.path_params["number"])
    try:
        await gathering.release(
            entry.point,
            request.path_params["remark"],
            by=desk.person.actor,
            now=received_at(request),
        )
    except Changed as error:
        raise HTTPException(409, _("The remark is not in this point any more.")) from error
    return then(_address(desk, entry))


async def put_away_point(request: Request) -> Response:
    """Take an empty point out of the register."""
    desk = await desk_of(request)
    entry = await entry_of(desk, request.path_params["number"])
    try:
        await gathering.put_away(entry.point, by=desk.person.actor, now=received_at(request))
    except (NotEmpty, Changed) as error:
        raise HTTPException(409, _("Somebody has put a remark into this point.")) from error
    return then(desk.url("committee"))


async def _made(request: Request, desk: Desk, form: Fields, chosen: list[Remark]) -> Response:
    try:
        made = await gathering.make_point(
            desk.remit,
            title=form.line("title"),
            summary=form["summary"].strip(),
            section=await _identity(desk.remit, form["section"]),
            remarks=[remark.id for remark in chosen],
            by=desk.person.actor,
            now=received_at(request),
        )
    except NotInRemit:
        wrong = {"section": _("Choose one of the committee's sections.")}
        return await _new(request, desk, chosen, form, wrong)
    return then(desk.url("point", number=made.number))


async def _new(
    request: Request,
    desk: Desk,
    chosen: list[Remark],
    values: Mapping[str, str],
    errors: Mapping[str, str],
) -> Response:
    return show(
        request,
        desk,
        "point_new.html",
        status=422 if errors else 200,
        chosen=chosen,
        places=await places_of(desk.remit),
        annexes=await annexes_with(chosen),
        values={name: values.get(name, "") for name in ("title", "summary", "section")},
        errors=errors,
    )


async def _point(
    request: Request,
    desk: Desk,
    entry: Entry,
    *,
    status: int = 200,
    wording: Mapping[str, str] | None = None,
    answer: Mapping[str, str] | None = None,
    clash: str = "",
    quotes: Mapping[int, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    """``wording``, ``answer`` and ``quotes`` are what was typed and not stored; ``clash`` names the form
    that somebody else was first with."""
    stored = entry.answers.get(desk.committee.id)
    given: dict[str, Any] = {"outcome": stored.outcome, "reason": stored.reason} if stored else {}
    remarks = await remarks_in(entry)
    return show(
        request,
        desk,
        "point.html",
        status=status,
        entry=entry,
        places=await places_of(desk.remit),
        remarks=remarks,
        annexes=await annexes_with(remarks.values()),
        wording=wording or {"title": entry.point.title, "summary": entry.point.summary},
        answer=answer or given or {"outcome": "", "reason": ""},
        stored=stored,
        quotes=quotes or {},
        clash=clash,
        errors=errors or {},
        outcomes=list(Outcome),
        lost=_lost_quotes(entry),
        blocks=_as_it_reads(desk, entry),
    )


def _lost_quotes(entry: Entry) -> dict[int, str]:
    """Why a chosen quote can no longer be printed, by remark id."""
    quotes = ((m.remark_id, checked_quote(m)) for m in entry.members if m.quote)
    return {remark: gone_words(quote.gone) for remark, quote in quotes if quote.gone}


def _as_it_reads(desk: Desk, entry: Entry) -> list[Block]:
    """The memo's paragraph as it will read once all its committees stand by it."""
    owners = {owner.id for owner in entry.owners}
    part = point_part(entry, desk.remit.outline, owners)
    return blocks_of_point(part, desk.consultation.language)


async def _chosen(remit: Remit, written: list[str]) -> list[Remark]:
    """The committee's remarks with these ids; what is no remark of its own is left out."""
    ids = {_number(each) for each in written}
    rows = remit.remarks().filter(id__in=ids).select_related("response__respondent")
    return await rows.order_by("id")


def _section_of(remit: Remit, chosen: list[Remark]) -> str:
    """Where the first of them stands, as the form's choice names it."""
    keys = {section.identity_id: section.key for section in remit.sections}
    first = next((keys[r.section_id] for r in chosen if r.section_id in keys), None)
    if first is None and remit.is_lead:
        return WHOLE
    return first or (remit.sections[0].key if remit.sections else WHOLE)


async def _identity(remit: Remit, key: str) -> SectionIdentity | None:
    """The chosen section, None for the whole. Raises NotInRemit."""
    if key == WHOLE:
        return None
    for section in remit.sections:
        if section.key == key:
            return await SectionIdentity.get(id=section.identity_id)
    raise NotInRemit


def _title_errors(form: Fields) -> dict[str, str]:
    if not form.line("title"):
        return {"title": _("Give the point a title.")}
    if len(form.line("title")) > TITLE_LIMIT:
        return {"title": _("The title may have up to 300 characters.")}
    return {}


def _answer_errors(form: Fields) -> dict[str, str]:
    errors = {}
    if form["outcome"] not in list(Outcome):
        errors["outcome"] = _("Choose what the committee answers.")
    if not form["reason"].strip():
        errors["reason"] = _("Give the committee's reason.")
    return errors


def _number(written: str) -> int:
    """A number from a form. Raises HTTPException 400 for anything else."""
    if not (written.isascii() and written.isdecimal() and len(written) < 16):
        raise HTTPException(400, _("The form was not complete."))
    return int(written)


def _address(desk: Desk, entry: Entry) -> str:
    return desk.url("point", number=entry.point.number)
