"""Receipts: the number and the secret link a respondent gets once the response is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.responses.response import Response
from consult.tokens import hash_token, keyed_hash


@dataclass(frozen=True)
class Receipt:
    """``status_token`` opens the status page. ``is_new`` is False when a repeated post found the first one."""

    number: int
    public_id: str
    status_token: str
    received_at: datetime
    is_late: bool
    is_new: bool


def status_token(public_id: str, secret_key: str, generation: int = 0) -> str:
    """The secret of one response's status link; another one for each ``generation``, see Response.link_generation.

    Made from the installation's key instead of by chance, so that a repeated post and the letter after
    confirmation can give the very same link although the database holds only its hash.
    """
    renewed = f"|{generation}" if generation else ""
    return keyed_hash(secret_key, f"receipt|{public_id}{renewed}")


def token_of(response: Response, secret_key: str) -> str:
    """The secret of the status link of a stored response, as it is now."""
    return status_token(response.public_id, secret_key, response.link_generation)


def receipt_of(response: Response, *, secret_key: str, is_new: bool) -> Receipt:
    """The receipt of a stored response; every stored one has its number."""
    assert response.number is not None
    return Receipt(
        number=response.number,
        public_id=response.public_id,
        status_token=token_of(response, secret_key),
        received_at=response.received_at,
        is_late=response.is_late,
        is_new=is_new,
    )


async def response_by_token(token: str) -> Response | None:
    """The response a status link opens, with its respondent and consultation."""
    return await Response.get_or_none(status_token_hash=hash_token(token)).select_related(
        "respondent", "consultation"
    )
