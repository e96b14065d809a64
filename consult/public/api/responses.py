"""Handler of sent responses: read, submit, give the receipt. Reads no cookie and takes only JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.locale import DEFAULT_LANGUAGE, speaking
from consult.public.api.body import read_json
from consult.public.api.json_response import RecordResponse
from consult.public.api.problems import Refusal, bad_parameters
from consult.public.api.record_reader import read_record, without_consequences
from consult.public.api.records.receipt import Receipt
from consult.public.api.records.response import ResponseInput
from consult.public.lookup import consultation_of
from consult.public.responding.submission_limits import (
    TooMany,
    check_submissions,
    store_within_limit,
)
from consult.responses import receipt as stored
from consult.responses.anchor import Anchor, ResolvedAnchor
from consult.responses.not_sent import Invalid, KeyConflict, NotOpen
from consult.responses.response import Channel
from consult.responses.sent_anchors import resolve_sent_anchors
from consult.responses.submission import Submission
from consult.responses.submitting import prepare, was_stored
from consult.responses.validation import FieldError, errors_in
from consult.web.arrival import received_at

KEY = "Idempotency-Key"
KEY_PATTERN = "^[!-~]{1,200}$"


async def responses(request: Request, errors: list[FieldError]) -> Response:
    """Store a response: 201 with its receipt, or 200 with the first one when the same is sent again."""
    consultation = await consultation_of(request, clock.now())
    key = _key(request, errors)
    await _check_limit(request, consultation, key)
    body = await _body(request, errors)
    with speaking(_language(body)):
        submission = await _submission(body, consultation, errors)
        receipt = await _submit(request, consultation, submission, key)
    return RecordResponse(Receipt.of(receipt), 201 if receipt.is_new else 200)


def _key(request: Request, errors: list[FieldError]) -> str:
    """The idempotency key; adds to ``errors`` where it is missing or cannot be used."""
    key = request.headers.get(KEY, "")
    if not key:
        message = "Is missing: send a new random one with each response."
        errors.append(FieldError(KEY, "required", message))
    elif not re.fullmatch(KEY_PATTERN, key):
        errors.append(FieldError(KEY, "invalid", "At most 200 visible ASCII characters."))
    # Keys of the site's own forms are another set, so that neither can meet the other's.
    return f"api|{key}"


async def _body(request: Request, errors: list[FieldError]) -> Any:
    """The parsed body. Raises Refusal where there is none to parse, naming the ``errors`` found before as well."""
    try:
        return await read_json(request)
    except Refusal as refusal:
        refusal.errors[:0] = errors
        raise


def _language(body: Any) -> str:
    """The language that the body says to be in, whatever else is wrong with it."""
    language = body.get("language") if isinstance(body, dict) else None
    return language if isinstance(language, str) else DEFAULT_LANGUAGE


async def _submission(
    body: Any, consultation: Consultation, parameters: list[FieldError]
) -> Submission:
    """The response in a parsed body. A right request costs no query.

    Raises Refusal naming every parameter and header at fault, every field of a wrong shape, and with them whatever else
    ``submit`` would refuse: 422 where only fields are wrong, else 400.
    """
    response, fields = read_record(body, ResponseInput)
    fields += response.anchors_without_id()
    submission = response.cleaned()
    if fields or parameters:
        content = errors_in(submission, await _anchors(submission, consultation))
        fields += list(without_consequences(content, fields))
        raise bad_parameters([*parameters, *fields]) if parameters else _invalid(fields)
    return submission


async def _anchors(
    submission: Submission, consultation: Consultation
) -> dict[Anchor, ResolvedAnchor]:
    anchors = {remark.anchor for remark in submission.remarks}
    return await resolve_sent_anchors(consultation.id, anchors)


async def _submit(
    request: Request, consultation: Consultation, submission: Submission, key: str
) -> stored.Receipt:
    """The receipt of the stored response. Raises Refusal 409, 422 or 429; then nothing was stored."""
    try:
        prepared = await prepare(
            submission,
            consultation=consultation,
            received_at=received_at(request),
            now=clock.now(),
            idempotency_key=key,
            secret_key=request.app.state.settings.secret_key,
            channel=Channel.API,
            anchors=await _anchors(submission, consultation),
        )
        return await store_within_limit(request, prepared)
    except Invalid as invalid:
        raise _invalid(invalid.errors) from invalid
    except KeyConflict as conflict:
        raise _key_conflict() from conflict
    except NotOpen as closed:
        raise Refusal(409, "not_open", "The consultation takes no responses now") from closed
    except TooMany as many:
        raise _too_many(many) from many


async def _check_limit(request: Request, consultation: Consultation, key: str) -> None:
    """Raises Refusal 429 where the network has used up its minute or its day: asked before the body is read. Whoever
    sends again what has its receipt may ask for that as often as they like."""
    try:
        await check_submissions(request, Channel.API)
    except TooMany as many:
        if not await was_stored(consultation.id, key):
            raise _too_many(many) from many


def _too_many(many: TooMany) -> Refusal:
    headers = {"Retry-After": str(many.seconds)}
    return Refusal(429, "too_many", "Too many responses", headers=headers)


def _invalid(errors: Iterable[FieldError]) -> Refusal:
    title = "The response cannot be stored as it is"
    return Refusal(422, "invalid", title, errors=list(errors))


def _key_conflict() -> Refusal:
    message = "This key was used with another body. The first response stands; use a new key."
    errors = [FieldError(KEY, "reused", message)]
    return Refusal(422, "key_reused", "The key was used with another body", errors=errors)
