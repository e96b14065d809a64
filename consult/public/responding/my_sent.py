"""The responses that this browser sent and still holds the secrets of, in one consultation."""

from __future__ import annotations

from starlette.requests import Request

from consult.consultations.consultation import Consultation
from consult.public.responding.cookies import receipt_secrets
from consult.responses.response import Response as StoredResponse
from consult.tokens import hash_token


async def my_sent(request: Request, consultation: Consultation) -> list[StoredResponse]:
    """The latest first. One query; none without a cookie."""
    tokens = [hash_token(each) for each in receipt_secrets(request)]
    if not tokens:
        return []
    found = StoredResponse.filter(status_token_hash__in=tokens, consultation_id=consultation.id)
    return await found.order_by("-number")
