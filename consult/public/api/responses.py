"""Sending a response by program: read, submit, give the receipt. Reads no cookie and takes only JSON."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from consult import clock
from consult.consultations.consultation import Consultation
from consult.locale import speaking
from consult.public.api.body import read_json
from consult.public.api.problems import Problem, bad_parameter
from consult.public.api.response_body import invalid, submission_in
from consult.public.lookup import consultation_of
from consult.public.responding.submission_limits import TooMany, submission_limit
from consult.responses.receipt import Receipt
from consult.responses.response import Channel
from consult.responses.submission import Submission
from consult.responses.submitting import Invalid, KeyConflict, NotOpen, submit
from consult.responses.validation import FieldError
from consult.web.arrival import received_at
from consult.web.urls import absolute

KEY = "Idempotency-Key"
KEY_PATTERN = "^[!-~]{1,200}$"


async def responses(request: Request) -> Response:
    """Store a response: 201 with its receipt, or 200 with the first one when the same is sent again."""
    consultation = await consultation_of(request, clock.now())
    key = _key(request)
    submission = submission_in(await read_json(request))
    receipt = await _sent(request, consultation, submission, key)
    return JSONResponse(
        {
            "number": str(receipt.number),
            "status_url": absolute("status_link", token=receipt.status_token),
        },
        201 if receipt.is_new else 200,
    )


def _key(request: Request) -> str:
    key = request.headers.get(KEY, "")
    if not key:
        raise bad_parameter(
            KEY, "Is missing: send a new random one with each response.", "required"
        )
    if not re.fullmatch(KEY_PATTERN, key):
        raise bad_parameter(KEY, "At most 200 visible ASCII characters.")
    # Keys of the site's own forms are another set, so that neither can meet the other's.
    return f"api|{key}"


async def _sent(
    request: Request, consultation: Consultation, submission: Submission, key: str
) -> Receipt:
    async def send() -> Receipt:
        return await submit(
            submission,
            consultation=consultation,
            received_at=received_at(request),
            now=clock.now(),
            idempotency_key=key,
            secret_key=request.app.state.settings.secret_key,
            channel=Channel.API,
        )

    try:
        with speaking(submission.language):
            async with submission_limit(request):
                return await send()
    except Invalid as found:
        raise invalid(found.errors) from found
    except KeyConflict as conflict:
        raise _key_conflict() from conflict
    except NotOpen as closed:
        raise Problem(409, "not_open", "The consultation takes no responses now") from closed
    except TooMany as many:
        headers = {"Retry-After": str(many.seconds)}
        raise Problem(429, "too_many", "Too many responses", headers=headers) from many


def _key_conflict() -> Problem:
    message = "This key was used with another body. The first response stands; use a new key."
    errors = [FieldError(KEY, "reused", message)]
    return Problem(422, "key_reused", "The key was used with another body", errors=errors)
