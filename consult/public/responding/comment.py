"""Commenting on the whole, a section or a paragraph: write, look once more, send. All at one address."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.consultations.extending import is_open_for
from consult.public.finding import consultation_of
from consult.public.responding.addresses import place_address, words_of_place
from consult.public.responding.comment_form import CommentForm, by_field
from consult.public.responding.cookies import remember
from consult.public.responding.sending import TooMany, within_limit
from consult.responses.place import Anchor, Place, find_places
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
    return await _comment(request, Anchor(AnchorType.CONSULTATION, ""))


async def comment_section(request: Request) -> Response:
    """A comment on one section."""
    return await _comment(request, Anchor(AnchorType.SECTION, request.path_params["section"]))


async def comment_paragraph(request: Request) -> Response:
    """A comment on one paragraph, or on words quoted from it."""
    return await _comment(request, Anchor(AnchorType.PARAGRAPH, request.path_params["paragraph"]))


async def _comment(request: Request, anchor: Anchor) -> Response:
    consultation = await consultation_of(request, clock.now())
    place = (await find_places(consultation.id, [anchor])).get(anchor)
    if place is None:
        raise HTTPException(404)
    if request.method != "POST":
        return await _show_blank(request, consultation, place)
    async with read_form(request) as fields:
        form, step = CommentForm.posted(fields), fields["step"]
    if step == "send":
        return await _send(request, consultation, place, form)
    if step == "edit":
        return _show_form(request, consultation, place, form)
    return _show_preview(request, consultation, place, form)


async def _show_blank(request: Request, consultation: Consultation, place: Place) -> Response:
    if not await is_open_for(consultation, clock.now()):
        template = "_not_open.html" if is_partial(request) else "closed.html"
        return _show(request, template, consultation, place)
    quote = plain_text(request.query_params.get("quote", ""))
    return _show_form(request, consultation, place, CommentForm.blank(quote))


def _show_form(
    request: Request,
    consultation: Consultation,
    place: Place,
    form: CommentForm,
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    template = "_comment_form.html" if is_partial(request) else "comment.html"
    return _show(
        request, template, consultation, place, status, form=form, errors=errors or {}, **more
    )


def _show_preview(
    request: Request, consultation: Consultation, place: Place, form: CommentForm
) -> Response:
    errors = errors_in(form.submission(place), {place.anchor: place})
    if errors:
        return _show_form(request, consultation, place, form, errors=by_field(errors), status=422)
    seen = findings_in(text=form.text, proposed_text=form.proposed_text, name=form.name)
    return _show(request, "comment_preview.html", consultation, place, form=form, seen=seen)


async def _send(
    request: Request, consultation: Consultation, place: Place, form: CommentForm
) -> Response:
    """Send, or show the form again with everything in it and the reason on top."""

    def again(status: int, **reason: Any) -> Response:
        return _show_form(request, consultation, place, form, status=status, **reason)

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
        fresh = CommentForm.blank("").key
        return _show_form(
            request, consultation, place, CommentForm(**{**form.values(), "key": fresh}),
            status=409, problem="sent_before",
        )  # fmt: skip
    answer = RedirectResponse(
        url("receipt", consultation=consultation.slug, public_id=receipt.public_id), 303
    )
    remember(request, answer, "receipt", receipt.public_id, receipt.status_token)
    return answer


async def _submit(
    request: Request, consultation: Consultation, place: Place, form: CommentForm
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
    place: Place,
    status: int = 200,
    **context: Any,
) -> Response:
    defaults: dict[str, Any] = {"wait_seconds": None, "problem": None}
    return page(
        request,
        f"public/responding/{template}",
        status=status,
        consultation=consultation,
        place=place,
        place_words=words_of_place(place.section_title, place.paragraph_number),
        back=place_address(consultation.slug, place.section_key, place.paragraph_id),
        action=request.url.path,
        **{**defaults, **context},
    )
