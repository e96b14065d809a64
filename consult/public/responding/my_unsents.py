"""The unsent responses that this browser holds the secrets of, in one consultation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from consult.consultations.consultation import Consultation
from consult.locale import ngettext
from consult.public.responding.cookies import unsent_secrets
from consult.responses.unsent_response import Unsent
from consult.responses.workspace import Content
from consult.tokens import hash_token
from consult.web.urls import url


@dataclass(frozen=True)
class MyUnsent:
    """One of them, with the secret that opens it and what it holds, in the order it was written."""

    unsent: Unsent
    token: str
    content: Content

    @property
    def address(self) -> str:
        """Its page."""
        return _address(self.unsent)

    @property
    def words(self) -> str:
        """How much of it waits to be sent."""
        return unsent_words(len(self.content.remarks))

    @property
    def organisation(self) -> str:
        """Whom it answers for; "" for its author alone."""
        return self.content.sender.organisation


def unsent_words(remarks: int) -> str:
    """ "2 remarks not sent"."""
    return ngettext("%(num)s remark not sent", "%(num)s remarks not sent", remarks) % {
        "num": remarks
    }


async def my_unsents(request: Request, consultation: Consultation, now: datetime) -> list[MyUnsent]:
    """Those that can still be written on, the one written on last first. One query; none without a cookie."""
    tokens = {hash_token(each): each for each in unsent_secrets(request)}
    if not tokens:
        return []
    rows = Unsent.filter(
        token_hash__in=list(tokens),
        consultation_id=consultation.id,
        sent_as="",
        expires_at__gt=now,
    )
    found = await rows.order_by("-updated_at", "-id").select_related("consultation")
    return [MyUnsent(u, tokens[u.token_hash], Content.from_json(u.content)) for u in found]


def _address(unsent: Unsent) -> str:
    return url("unsent", consultation=unsent.consultation.slug, public_id=unsent.public_id)
