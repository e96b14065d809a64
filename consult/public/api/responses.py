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
from consult.responses.anchor import resolve_anchors
from consult.responses.not_sent import Invalid, KeyConflict, NotOpen
from consult.responses.response import Channel
from consult.responses.submission import Submission
from consult.responses.submitting import prepare
from consult.responses.validation import FieldError, errors_in
from consult.web.arrival import received_at

KEY = "Idempotency-Key"
KEY_PATTERN = "^[!-~]{1,200}$"


async def responses(request: Request) -> Response:
    """Store a response: 201 with its receipt, or 200 with the first one when the same is sent again."""
    consultation = await consultation_of(request, clock.now())
    key = _key(request)
    await _check_limit(request)
    body = await read_json(request)
    with speaking(_language(body)):
        submission = await _submission(body, consultation)
        receipt = await _submit(request, consultation, submission, key)
    return RecordResponse(Receipt.of(receipt), 201 if receipt.is_new else 200)


def _key(request: Request) -> str:
    """The idempotency key. Raises Refusal 400 where it is missing or cannot be used."""
    key = request.headers.get(KEY, "")
    if not key:
        message = "Is missing: send a new random one with each response."
        raise bad_parameters([FieldError(KEY, "required", message)])
    if not re.fullmatch(KEY_PATTERN, key):
        message = "At most 200 visible ASCII characters."
        raise bad_parameters([FieldError(KEY, "invalid", message)])
    # Keys of the site's own forms are another set, so that neither can meet the other's.
    return f"api|{key}"


def _language(body: Any) -> str:
    """The language that the body says to be in, whatever else is wrong with it."""
    language = body.get("language") if isinstance(body, dict) else None
    return language if isinstance(language, str) else DEFAULT_LANGUAGE


async def _submission(body: Any, consultation: Consultation) -> Submission:
    """The response in a parsed body. Raises Refusal 422 naming every field of a wrong shape, and with them
    whatever else ``submit`` would refuse. A right body costs no query."""
    response, errors = read_record(body, ResponseInput)
    errors += response.anchors_without_id()
    submission = response.cleaned()
    if errors:
        anchors = {remark.anchor for remark in submission.remarks}
        content = errors_in(submission, await resolve_anchors(consultation.id, anchors))
        raise _invalid([*errors, *without_consequences(content, errors)])
    return submission


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


async def _check_limit(request: Request) -> None:
    """Raises Refusal 429 where the network has used up its minute: asked before the body is read."""
    try:
        await check_submissions(request)
    except TooMany as many:
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
