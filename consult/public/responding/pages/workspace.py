"""A response being written, a citizen's or an organisation's: its page, behind its secret link."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.extension import deadline_for
from consult.consultations.intake import intake_at
from consult.files import NoRoom
from consult.mail.address_words import words_on_address
from consult.mail.outbox import undelivered_to
from consult.numbers import whole_number
from consult.public.responding import workspace_form
from consult.public.responding.cookies import remember
from consult.public.responding.lookup import my_unsent, unsent_of_link
from consult.public.responding.my_unsents import unsent_words
from consult.public.responding.refusal import not_saved
from consult.public.responding.section_choices import anchor_of, section_choices
from consult.public.responding.submission_limits import (
    TooMany,
    check_file,
    check_letter,
    save_within_limit,
    was_just_mailed,
)
from consult.responses import unsent_files, upload, workspace
from consult.responses.receipt import token_of
from consult.responses.response import Response as StoredResponse
from consult.responses.submission import MAX_TEXT, RemarkInput
from consult.responses.unsent_response import Unsent
from consult.responses.validation import errors_in
from consult.responses.workspace import Content, TooLong
from consult.stale_state import StaleState
from consult.web.forms import Fields, read_form
from consult.web.rendering import page
from consult.web.urls import absolute, url


async def unsent_link(request: Request) -> Response:
    """The secret link: exchanged for a cookie and a clean address."""
    token = request.path_params["token"]
    unsent = await unsent_of_link(token)
    return to_workspace(request, unsent, token, unsent.consultation)


def to_workspace(
    request: Request, unsent: Unsent, token: str, consultation: Consultation
) -> Response:
    """To the clean address of the workspace; the secret goes into a cookie."""
    answer = RedirectResponse(
        url("unsent", consultation=consultation.slug, public_id=unsent.public_id), 303
    )
    remember(request, answer, "unsent", unsent.public_id, token)
    return answer


async def unsent(request: Request) -> Response:
    """The workspace. Every button first keeps what is written, then does what it says."""
    mine, token = await my_unsent(request)
    if mine.sent_as:
        return await to_receipt(request, mine)
    if request.method == "POST":
        async with read_form(request) as fields:
            return await _save(request, mine, token, fields)
    return await show_workspace(
        request, mine, token, await workspace.content_of(mine), mine.lock_version
    )


async def _save(request: Request, mine: Unsent, token: str, fields: Fields) -> Response:
    step, _colon, target = fields["step"].partition(":")
    content = _after(step, target, workspace_form.content_in(fields), fields)
    seen = whole_number(fields["lock_version"]) or 0
    try:
        lock_version = await save_within_limit(request, mine, content, lock_version=seen)
    except (TooLong, TooMany, NoRoom) as reason:
        why = not_saved(reason)
        return await show_workspace(request, mine, token, content, seen, **why)
    except StaleState as stale:
        shown = fields["shown"].split(".") if "shown" in fields else None
        return await _show_conflict(request, mine, token, content, stale, shown=shown)
    mine.content, mine.lock_version = content.as_json(), lock_version
    refused = await _take_files(request, mine, fields)
    if refused:
        errors = {"files": " ".join(refused)}
        return await show_workspace(
            request, mine, token, content, lock_version, errors=errors, status=422
        )
    annex_id = whole_number(target)
    if step == "detach" and annex_id is not None:
        try:
            await unsent_files.detach(
                mine, annex_id, files=request.app.state.files, now=clock.now()
            )
        except StaleState as stale:
            return await _show_conflict(request, mine, token, content, stale)
    if step == "mail":
        return await _mail_link(request, mine, token, content)
    if step == "place" and (remark := workspace_form.remark_at(content, target)):
        return _to_place(request, mine, token, remark)
    added = content.remarks[-1] if step == "add" and content.remarks else None
    return await onward(request, mine, token, step, remark=added)


async def onward(
    request: Request, mine: Unsent, token: str, step: str, *, remark: RemarkInput | None = None
) -> Response:
    """Back to the workspace, at ``remark`` as it stands now that they are in the order of the text; or to the preview."""
    ordered = (await workspace.content_of(mine)).remarks if remark else ()
    at = max((i for i, each in enumerate(ordered) if each == remark), default=-1)
    return _onward(request, mine, token, step, at=at)


def _to_place(request: Request, mine: Unsent, token: str, remark: RemarkInput) -> Response:
    """To choosing what this remark is about."""
    address = url("unsent_place", consultation=mine.consultation.slug, public_id=mine.public_id)
    answer = RedirectResponse(f"{address}?remark={remark.digest}", 303)
    remember(request, answer, "unsent", mine.public_id, token)
    return answer


async def _mail_link(request: Request, mine: Unsent, token: str, content: Content) -> Response:
    try:
        await check_letter(request)
    except TooMany as many:
        return await show_workspace(
            request, mine, token, content, mine.lock_version, status=429, wait_seconds=many.seconds
        )
    to = content.respondent.email
    if not to:
        return _onward(request, mine, token, "mail", said="no-address")
    if words := words_on_address(to):
        return await show_workspace(
            request, mine, token, content, mine.lock_version, errors={"email": words}, status=422
        )
    if await was_just_mailed(request, to):
        return _onward(request, mine, token, "mail", said="just-mailed")
    await workspace.mail_way_back(mine, to, token=token, now=clock.now())
    return _onward(request, mine, token, "mail", said="mailed")


def _after(step: str, target: str, content: Content, fields: Fields) -> Content:
    """What the form holds once the pressed button has added or removed a remark."""
    if step == "add":
        return workspace_form.with_remark_on(content, anchor_of(fields["new_anchor"]))
    index = whole_number(target)
    if step == "remove" and index is not None:
        return workspace_form.without_remark(content, index)
    return content


async def _take_files(request: Request, mine: Unsent, fields: Fields) -> list[str]:
    """Keep the chosen files one by one; gives the reasons why some were not. The good ones stay."""
    refused = []
    for chosen in fields.files("files"):
        try:
            await _take_file(request, mine, chosen)
        except upload.FileRefused as reason:
            refused.append(str(reason))
    return refused


async def _take_file(request: Request, mine: Unsent, chosen: UploadFile) -> None:
    """Keep a chosen file. Raises upload.FileRefused, and StaleState where the response was sent."""
    name = chosen.filename or ""
    content = await chosen.read(upload.MAX_MEGABYTES * upload.MEGABYTE + 1)
    try:
        await check_file(request, len(content))
        await unsent_files.attach(
            mine, name, content, files=request.app.state.files, now=clock.now()
        )
    except TooMany as many:
        raise upload.too_many(name, minutes=many.seconds // 60 + 1) from many
    except NoRoom as full:
        raise upload.no_room(name) from full


def _onward(
    request: Request, mine: Unsent, token: str, step: str, *, said: str = "saved", at: int = -1
) -> Response:
    """Back to the workspace at the right place, or on to the preview; the cookie starts anew. ``at``: the index of the
    remark that was added."""
    address = {"consultation": mine.consultation.slug, "public_id": mine.public_id}
    if step == "preview":
        answer = RedirectResponse(url("unsent_preview", **address), 303)
    else:
        fragments = {"add": f"#remark-{at}", "remove": "#remarks", "detach": "#files"}
        answer = RedirectResponse(
            f"{url('unsent', **address)}?{said}{fragments.get(step, '')}", 303
        )
    remember(request, answer, "unsent", mine.public_id, token)
    return answer


async def _show_conflict(
    request: Request,
    mine: Unsent,
    token: str,
    content: Content,
    stale: StaleState,
    *,
    shown: Collection[str] | None = None,
) -> Response:
    """Somebody saved in another window: both texts are shown. What was typed here is in the form, with what was changed
    there since; ``shown`` are the digests of what the form had begun with, None where there is nothing to join."""
    fresh = await Unsent.get(id=mine.id).select_related("consultation")
    if fresh.sent_as:
        return await to_receipt(request, fresh)
    theirs = await workspace.content_of(fresh)
    if shown is not None:
        content = workspace_form.joined(content, theirs, shown)
    return await show_workspace(
        request,
        fresh,
        token,
        content,
        fresh.lock_version,
        theirs=theirs,
        conflict=stale,
        status=409,
    )


async def to_receipt(request: Request, mine: Unsent) -> Response:
    """What was sent has a receipt; whoever holds the secret of the draft may see it."""
    answer = RedirectResponse(
        url("receipt", consultation=mine.consultation.slug, public_id=mine.sent_as), 303
    )
    sent = await StoredResponse.get(public_id=mine.sent_as)
    secret = token_of(sent, request.app.state.settings.secret_key)
    remember(request, answer, "receipt", mine.sent_as, secret)
    return answer


async def show_workspace(
    request: Request,
    mine: Unsent,
    token: str,
    content: Content,
    lock_version: int,
    *,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    """The workspace with this content in its form."""
    theirs: Content | None = more.get("theirs")
    written = (*content.remarks, *(theirs.remarks if theirs else ()))
    places = await section_choices(mine.consultation_id, {each.anchor for each in written})
    stored = Content.from_json(mine.content)
    annexes = await workspace.annexes_of(mine)
    party = await workspace.party_in(mine.consultation, content)
    return page(
        request,
        "public/responding/workspace.html",
        status=status,
        consultation=mine.consultation,
        unsent=mine,
        content=content,
        lock_version=lock_version,
        shown=".".join(each.digest for each in stored.remarks),
        words=unsent_words(len(stored.remarks)),
        missing=errors_in(workspace.submission_with(mine, stored, annexes), places.resolved),
        places=places,
        gone=sum(places.is_gone(each.anchor) for each in content.remarks),
        annexes=annexes,
        link=absolute("unsent_link", token=token),
        undelivered_to=await undelivered_to(mine.public_id),
        action=url("unsent", consultation=mine.consultation.slug, public_id=mine.public_id),
        intake=await intake_at(mine.consultation, clock.now(), party),
        closes_at=await deadline_for(mine.consultation, party),
        said=next(iter(request.query_params), ""),
        errors=errors or {},
        limits=upload,
        max_text=MAX_TEXT,
        **{
            "theirs": None,
            "problem": None,
            "conflict": None,
            "wait_seconds": None,
            "not_saved": "",
            **more,
        },
        kept=True,
    )
