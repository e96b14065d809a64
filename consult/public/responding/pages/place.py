"""Choosing what a remark of an unsent response is about: a section of any level, one of its paragraphs, or the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.locale import gettext as _
from consult.public.responding import workspace_form
from consult.public.responding.lookup import my_unsent
from consult.public.responding.pages.workspace import onward, show_workspace, to_receipt
from consult.public.responding.section_choices import (
    anchor_of,
    paragraph_choices,
    section_choices,
)
from consult.responses import workspace
from consult.responses.anchor import resolve_anchors
from consult.responses.submission import RemarkInput
from consult.responses.unsent_response import Unsent
from consult.responses.workspace import Content
from consult.stale_state import StaleState
from consult.web.forms import read_form
from consult.web.rendering import page
from consult.web.urls import url


async def unsent_place(request: Request) -> Response:
    """``?remark=`` is the digest of the remark, ``&section=`` the value of the section whose paragraphs are listed. The
    button moves the remark."""
    mine, token = await my_unsent(request)
    if mine.sent_as:
        return await to_receipt(request, mine)
    content = await workspace.content_of(mine)
    remark = _with_digest(content, request.query_params.get("remark", ""))
    if remark is None:
        return await _was_changed(request, mine, token, content)
    if request.method == "POST":
        async with read_form(request) as fields:
            chosen = fields["anchor"]
        return await _move(request, mine, token, content, remark, chosen)
    return await _show(request, mine, content, remark)


def _with_digest(content: Content, digest: str) -> RemarkInput | None:
    return next((each for each in content.remarks if each.digest == digest), None)


async def _was_changed(request: Request, mine: Unsent, token: str, content: Content) -> Response:
    """The remark was changed in another window since: the sheet as it is stored."""
    stale = StaleState("unsent")
    return await show_workspace(
        request, mine, token, content, mine.lock_version, conflict=stale, status=409
    )


async def _move(
    request: Request, mine: Unsent, token: str, content: Content, remark: RemarkInput, chosen: str
) -> Response:
    anchor = anchor_of(chosen)
    if anchor not in await resolve_anchors(mine.consultation_id, [anchor]):
        error = _("That is nowhere in the draft as it is now. Choose once more.")
        return await _show(request, mine, content, remark, error=error, status=422)
    moved = replace(remark, anchor_type=anchor.type, anchor_ref=anchor.ref, version=anchor.version)
    try:
        await workspace.save(
            mine,
            workspace_form.with_instead(content, remark, moved),
            lock_version=mine.lock_version,
            now=clock.now(),
        )
    except StaleState:
        fresh = await Unsent.get(id=mine.id).select_related("consultation")
        if fresh.sent_as:
            return await to_receipt(request, fresh)
        return await _was_changed(request, fresh, token, await workspace.content_of(fresh))
    fresh = await Unsent.get(id=mine.id).select_related("consultation")
    return await onward(request, fresh, token, "add", remark=moved)


async def _show(
    request: Request, mine: Unsent, content: Content, remark: RemarkInput, **more: Any
) -> Response:
    places = await section_choices(mine.consultation_id, {remark.anchor})
    section = request.query_params.get("section")
    listed = places.section_of(remark.anchor) if section is None else places.known(section)
    address = {"consultation": mine.consultation.slug, "public_id": mine.public_id}
    return page(
        request,
        "public/responding/place.html",
        consultation=mine.consultation,
        remark=remark,
        number=content.remarks.index(remark) + 1,
        places=places,
        listed=listed,
        paragraphs=await paragraph_choices(mine.consultation_id, anchor_of(listed)),
        action=url("unsent_place", **address),
        sheet=url("unsent", **address),
        **{"error": "", **more},
    )
