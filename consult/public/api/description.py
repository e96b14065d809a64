"""The OpenAPI document of this site."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from consult.public.api.json_response import public_json
from consult.public.api.openapi import document
from consult.public.api.parameters import check
from consult.responses.validation import FieldError


async def description(request: Request, errors: list[FieldError]) -> Response:
    """What this API offers, for programs and their makers."""
    check(errors)
    return public_json(document(request.app.state.settings.base_url))
