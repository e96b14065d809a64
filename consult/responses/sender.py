"""Senders: what one person gave with one e-mail address, from one browser, is one sender's and confirmed together.

A browser shows that it is a sender's by the secret of a response sent before; an address alone shows nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from consult.mail.address import normal_email
from consult.responses.respondent import Contact
from consult.responses.response import Response
from consult.tokens import hash_token


@dataclass(frozen=True)
class Sender:
    """``is_confirmed``: whoever reads the address's letters has said that a response of this sender is theirs."""

    key: str
    is_confirmed: bool = False


def new_sender() -> Sender:
    """One that nothing is known of."""
    return Sender(secrets.token_hex(16))


async def sender_holding(tokens: Collection[str], email: str) -> Sender:
    """The sender of the responses that these status links open, of those given with the same address; a new one where
    there is none. Three queries at most."""
    address = normal_email(email)
    if not (tokens and address):
        return new_sender()
    opened = Response.filter(status_token_hash__in=[hash_token(each) for each in tokens])
    respondents = await opened.values_list("respondent_id", flat=True)
    contacts = await Contact.filter(respondent_id__in=respondents, refused_at__isnull=True).exclude(
        sender_key=""
    )
    same = [each for each in contacts if normal_email(each.email) == address]
    same.sort(key=lambda each: each.confirmed_at is None)
    if not same or await _is_refused(same[0].sender_key):
        return new_sender()
    return Sender(same[0].sender_key, same[0].confirmed_at is not None)


async def _is_refused(key: str) -> bool:
    """Whether somebody at the address said that one of this sender's responses is not theirs: nothing more is taken for
    theirs without asking."""
    return await Contact.filter(sender_key=key, refused_at__not_isnull=True).exists()
