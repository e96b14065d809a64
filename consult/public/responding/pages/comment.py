"""Commenting on the whole, a section or a paragraph: write, look once more, send. All at one address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock, locale
from consult.consultations.consultation import Consultation
from consult.consultations.extending import is_open_for
from consult.public.lookup import consultation_of
from consult.public.responding.anchor_words import address_of, words_of
from consult.public.responding.comment_form import CommentForm, by_field
from consult.public.responding.cookies import remember
from consult.public.responding.hidden_numbers import whole_number
from consult.public.responding.submission_limits import TooMany, within_limit
from consult.public.responding.viewed_anchor import (
    ViewedAnchor,
    last_anchor_of_section,
    viewed_anchor,
)
from consult.public.text.addresses import in_text
from consult.public.text.text_language import chosen_language
from consult.responses.anchor import ResolvedAnchor
from consult.responses.receipt import Receipt
from consult.responses.remark import AnchorType
from consult.responses.screening import findings_in
from consult.responses.submission import errors_in
from consult.responses.submitting import Invalid, KeyConflict, NotOpen, submit
from consult.web.arrival import received_at
from consult.web.forms import plain_text, read_form
from consult.web.rendering import is_partial, page
from consult.web.urls import url


async def comment_consultation(request: Request) -> Response:
    """A comment on the whole."""
    return await _comment(request, AnchorType.CONSULTATION, "")


async def comment_section(request: Request) -> Response:
    """A comment on one section."""
    return await _comment(request, AnchorType.SECTION, request.path_params["section"])


async def comment_paragraph(request: Request) -> Response:
    """A comment on one paragraph, or on words quoted from it."""
    return await _comment(request, AnchorType.PARAGRAPH, request.path_params["paragraph"])


async def _comment(request: Request, kind: AnchorType, ref: str) -> Response:
    consultation = await consultation_of(request, clock.now())
    if request.method != "POST":
        version = whole_number(request.query_params.get("version", ""))
        found = await viewed_anchor(consultation, kind, ref, version)
        if found is None:
            there = await _section_now(consultation, kind, ref)
            return RedirectResponse(in_text(there, chosen_language(request)), 303)
        return await _show_blank(request, consultation, found)
    async with read_form(request) as fields:
        form, step = CommentForm.posted(fields), fields["step"]
    found = await viewed_anchor(consultation, kind, ref, whole_number(form.version))
    if found is None:
        raise HTTPException(404)
    return await _posted(request, consultation, found, form, step)


async def _section_now(consultation: Consultation, kind: AnchorType, ref: str) -> str:
    """Where the form of a section is whose key was another one. Raises HTTPException 404 for what never was."""
    last = await last_anchor_of_section(consultation, ref) if kind is AnchorType.SECTION else None
    if last is None:
        raise HTTPException(404)
    key, version = last
    there = url("comment_section", consultation=consultation.slug, section=key)
    return f"{there}?version={version}" if version else there


async def _posted(
    request: Request, consultation: Consultation, found: ViewedAnchor, form: CommentForm, step: str
) -> Response:
    """Do what the button says. What was written on a place that is gone is sent nowhere before its writer has
    said where: about the place as they read it, which is what their words are about, or elsewhere."""
    form = replace(form, version=str(found.seen.version))
    place = found.chosen(form.about)
    if place is None or step == "edit":
        # To be asked is no error of theirs, but nothing has been sent either.
        status = 200 if place else 409
        return _show_form(request, consultation, found, form, status=status)
    if place is not found.seen:
        form = form.without_quote()
    if step == "send":
        return await _send(request, consultation, found, place, form)
    return _show_preview(request, consultation, found, place, form)


async def _show_blank(
    request: Request, consultation: Consultation, found: ViewedAnchor
) -> Response:
    if not await is_open_for(consultation, clock.now()):
        template = "_not_open.html" if is_partial(request) else "closed.html"
        return _show(request, template, consultation, found)
    quote = plain_text(request.query_params.get("quote", ""))
    form = CommentForm.blank(quote, found.seen.version)
    return _show_form(request, consultation, found, form)


def _show_form(
    request: Request,
    consultation: Consultation,
    found: ViewedAnchor,
    form: CommentForm,
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    template = "_comment_form.html" if is_partial(request) else "comment.html"
    return _show(
        request, template, consultation, found, status, form=form, errors=errors or {}, **more
    )


def _show_preview(
    request: Request,
    consultation: Consultation,
    found: ViewedAnchor,
    place: ResolvedAnchor,
    form: CommentForm,
) -> Response:
    errors = errors_in(form.submission(place), {place.anchor: place})
    if errors:
        return _show_form(request, consultation, found, form, errors=by_field(errors), status=422)
    seen = findings_in(text=form.text, proposed_text=form.proposed_text, name=form.name)
    return _show(
        request, "comment_preview.html", consultation, found, form=form, seen=seen, place=place
    )


async def _send(
    request: Request,
    consultation: Consultation,
    found: ViewedAnchor,
    place: ResolvedAnchor,
    form: CommentForm,
) -> Response:
    """Send, or show the form again with everything in it and the reason on top."""

    def again(status: int, **reason: Any) -> Response:
        return _show_form(request, consultation, found, form, status=status, **reason)

    try:
        receipt = await within_limit(request, lambda: _submit(request, consultation, place, form))
    except Invalid as invalid:
        return again(422, errors=by_field(invalid.errors))
    except TooMany as many:
        return again(429, wait_seconds=many.seconds)
    except NotOpen:
        return again(409, problem="closed")
    except KeyConflict:
        # The first text is stored under its own number; what stands here now can be sent as a new one.
        form = replace(form, key=CommentForm.blank("").key)
        return again(409, problem="sent_before")
    there = url("receipt", consultation=consultation.slug, public_id=receipt.public_id)
    answer = RedirectResponse(in_text(there, chosen_language(request)), 303)
    remember(request, answer, "receipt", receipt.public_id, receipt.status_token)
    return answer


async def _submit(
    request: Request, consultation: Consultation, place: ResolvedAnchor, form: CommentForm
) -> Receipt:
    return await submit(
        form.submission(place),
        consultation=consultation,
        received_at=received_at(request),
        now=clock.now(),
        idempotency_key=form.key,
        secret_key=request.app.state.settings.secret_key,
        accept_late=True,
        places={place.anchor: place},
    )


def _show(
    request: Request,
    template: str,
    consultation: Consultation,
    found: ViewedAnchor,
    status: int = 200,
    *,
    place: ResolvedAnchor | None = None,
    **context: Any,
) -> Response:
    """Of the place, unset: the one that was in view."""
    place = place or found.seen
    text = chosen_language(request)
    defaults: dict[str, Any] = {"wait_seconds": None, "problem": None}
    return page(
        request,
        f"public/responding/{template}",
        status=status,
        consultation=consultation,
        place=place,
        viewed_anchor=found.seen,
        others=[(each, words_of(each)) for each in found.others],
        place_words=words_of(place),
        read_in=text or locale.current().code,
        back=in_text(address_of(consultation.slug, place), text),
        action=in_text(request.url.path, text),
        **{**defaults, **context},
    )
