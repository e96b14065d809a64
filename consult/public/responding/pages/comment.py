"""Commenting on the whole draft, a section or a paragraph: write, look once more, send, or keep it and read on. All at one
address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.intake import intake_at
from consult.files import NoRoom
from consult.public.lookup import consultation_of
from consult.public.responding.comment_form import CommentForm, by_field, comment_form
from consult.public.responding.comment_target import (
    CommentTarget,
    comment_target,
    former_section_form,
)
from consult.public.responding.cookies import remember
from consult.public.responding.my_unsents import my_unsents
from consult.public.responding.refusal import not_saved, refusal
from consult.public.responding.remark_keeping import keep_remark
from consult.public.responding.submission_limits import (
    check_preview,
    check_submissions,
    store_within_limit,
)
from consult.responses.anchor import Anchor, ResolvedAnchor
from consult.responses.not_sent import KeyConflict, NotSent
from consult.responses.remark import AnchorType
from consult.responses.screening import rules_in
from consult.responses.submitting import prepare
from consult.responses.validation import errors_in
from consult.responses.workspace import TooLong
from consult.web.arrival import received_at
from consult.web.headers import FORM
from consult.web.lookup import found_or_404
from consult.web.rendering import is_partial, page
from consult.web.urls import url


async def comment_consultation(request: Request) -> Response:
    """A comment on the whole draft."""
    return await _comment(request, AnchorType.CONSULTATION, "")


async def comment_section(request: Request) -> Response:
    """A comment on one section."""
    return await _comment(request, AnchorType.SECTION, request.path_params["section"])


async def comment_paragraph(request: Request) -> Response:
    """A comment on one paragraph, or on words quoted from it."""
    return await _comment(request, AnchorType.PARAGRAPH, request.path_params["paragraph"])


async def _comment(request: Request, kind: AnchorType, ref: str) -> Response:
    consultation = await consultation_of(request, clock.now())
    form = await comment_form(request)
    target = await comment_target(request, consultation, Anchor(kind, ref, form.version))
    if target is None:
        return await _moved(request, consultation, kind, ref)
    form = form.in_version(target.viewed.version)
    if request.method != "POST":
        return await _open(request, target, form)
    anchor = target.chosen(form.about)
    if anchor is None:
        # The current version does not have the target any more: its writer chooses where the comment goes first.
        return await _show_form(request, target, form, status=409)
    if form.step == "edit":
        return await _show_form(request, target, form)
    form = form.on(anchor, target.viewed)
    if form.step == "send":
        return await _send(request, target, anchor, form)
    if form.step == "keep":
        return await _keep(request, target, anchor, form)
    return await _preview(request, target, anchor, form)


async def _moved(
    request: Request, consultation: Consultation, kind: AnchorType, ref: str
) -> Response:
    """To the form of a section that had another key. Raises HTTPException 404 for what never was."""
    is_form = kind is AnchorType.SECTION and request.method != "POST"
    address = await former_section_form(request, consultation, ref) if is_form else None
    return RedirectResponse(found_or_404(address), 303)


async def _open(request: Request, target: CommentTarget, form: CommentForm) -> Response:
    if target.consultation.takes_responses(clock.now()):
        return await _show_form(request, target, form)
    return await _show(request, target, "_not_open.html" if is_partial(request) else "closed.html")


async def _preview(
    request: Request, target: CommentTarget, anchor: ResolvedAnchor, form: CommentForm
) -> Response:
    try:
        await check_preview(request)
    except NotSent as reason:
        return await _show_form(request, target, form, **refusal(reason, by_field))
    if errors := errors_in(form.submission(anchor), {anchor.anchor: anchor}):
        return await _show_form(request, target, form, status=422, errors=by_field(errors))
    findings = await rules_in(text=form.text, proposed_text=form.proposed_text, name=form.name)
    return await _show(
        request, target, "comment_preview.html", anchor=anchor, form=form, findings=findings
    )


async def _send(
    request: Request, target: CommentTarget, anchor: ResolvedAnchor, form: CommentForm
) -> Response:
    """Send, or show the form again with everything in it and the reason on top."""
    try:
        await check_submissions(request)
        prepared = await prepare(
            form.submission(anchor),
            consultation=target.consultation,
            received_at=received_at(request),
            now=clock.now(),
            # What others send is known by keys of their own: this one the browser names.
            idempotency_key=f"web|{form.key}",
            secret_key=request.app.state.settings.secret_key,
            anchors={anchor.anchor: anchor},
        )
        receipt = await store_within_limit(request, prepared)
    except NotSent as reason:
        if isinstance(reason, KeyConflict):
            form = form.with_new_key()
        return await _show_form(request, target, form, **refusal(reason, by_field))
    address = url("receipt", consultation=target.consultation.slug, public_id=receipt.public_id)
    answer = RedirectResponse(target.along(address), 303)
    request.state.sent_number = receipt.number
    remember(request, answer, "receipt", receipt.public_id, receipt.status_token)
    return answer


async def _keep(
    request: Request, target: CommentTarget, anchor: ResolvedAnchor, form: CommentForm
) -> Response:
    """Keep it unsent, or show the form again with everything in it and the reason on top."""
    try:
        return await keep_remark(request, target, anchor, form)
    except (TooLong, NoRoom) as reason:
        return await _show_form(request, target, form, **not_saved(reason))
    except NotSent as reason:
        if isinstance(reason, KeyConflict):
            form = form.with_new_key()
        return await _show_form(request, target, form, **refusal(reason, by_field))


async def _show_form(
    request: Request,
    target: CommentTarget,
    form: CommentForm,
    *,
    errors: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    template = "_comment_form.html" if is_partial(request) else "comment.html"
    headers = {"cache-control": FORM} if request.method == "GET" else None
    return await _show(
        request, target, template, form=form, errors=errors or {}, headers=headers, **more
    )


async def _show(
    request: Request,
    target: CommentTarget,
    template: str,
    *,
    anchor: ResolvedAnchor | None = None,
    status: int = 200,
    wait_seconds: int | None = None,
    problem: str | None = None,
    not_saved: str = "",
    headers: dict[str, str] | None = None,
    **context: Any,
) -> Response:
    """One of the pages of writing a comment. ``anchor`` unset: the target in view. Where this browser has an unsent
    response, the remark belongs to it."""
    anchor = anchor or target.viewed
    mine = await my_unsents(request, target.consultation, clock.now())
    return page(
        request,
        f"public/responding/{template}",
        status=status,
        headers=headers,
        consultation=target.consultation,
        target=target,
        anchor=anchor,
        read_in=target.read_in,
        back=target.along(anchor.address(target.consultation.slug)),
        action=target.along(request.url.path),
        wait_seconds=wait_seconds,
        problem=problem,
        not_saved=not_saved,
        mine=mine[0] if mine else None,
        intake=await intake_at(target.consultation, clock.now()),
        closes_at=target.consultation.closes_at,
        **context,
    )
