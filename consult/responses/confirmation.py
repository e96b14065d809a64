"""Confirming an e-mail address: only a button pressed behind the link in our letter does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult import audit, database
from consult.cache_version import bump
from consult.consultations.consultation import Consultation
from consult.mail.address import normal_email
from consult.rate_limit import HOUR, allowed
from consult.responses import letters
from consult.responses.party import confirm_by_address
from consult.responses.public_change import ChangeKind, record_change_of_response
from consult.responses.receipt import status_token
from consult.responses.respondent import Contact, Respondent, VerifiedBy
from consult.responses.response import Response
from consult.tokens import hash_token, new_token

# Anybody can write anybody's address into a form: enough for one who answers more than once.
LETTERS_PER_HOUR = 3


@dataclass(frozen=True)
class Confirmation:
    """An address, the response it was given with, and whether it is confirmed already."""

    contact: Contact
    response: Response
    consultation: Consultation
    is_done: bool


async def confirm_token(email: str, *, secret_key: str, now: datetime) -> str:
    """The token of a confirm link to ``email``; "" when it has had its letters of this hour, or is "".

    Call in the transaction that stores the response: what is not stored is not counted.
    """
    if not email:
        return ""
    wait = await allowed(
        "confirm",
        normal_email(email),
        limit=LETTERS_PER_HOUR,
        secret_key=secret_key,
        now=now,
        per=HOUR,
    )
    return new_token() if wait is None else ""


async def find_confirmation(token: str) -> Confirmation | None:
    """What the confirm link is about; None for a link we never sent."""
    contact = await Contact.get_or_none(confirm_token_hash=hash_token(token))
    if contact is None:
        return None
    response = await Response.get(respondent_id=contact.respondent_id).select_related(
        "consultation", "respondent"
    )
    return Confirmation(contact, response, response.consultation, contact.confirmed_at is not None)


async def confirm_email(found: Confirmation, *, secret_key: str, now: datetime) -> bool:
    """Confirm the address and mail the full copy with the status link; False when it was done before.

    Where it is the address of the consulted party that the response says to be from, it counts for that party.
    """
    response, consultation = found.response, found.consultation
    async with database.transaction():
        fresh = await Contact.filter(id=found.contact.id, confirmed_at__isnull=True).update(
            confirmed_at=now
        )
        if not fresh:
            return False
        await Respondent.filter(id=response.respondent_id, verified_by=VerifiedBy.NONE).update(
            verified_by=VerifiedBy.EMAIL
        )
        by_party = await confirm_by_address(response, found.contact.email)
        token = status_token(response.public_id, secret_key)
        await letters.send_full_copy(
            response, consultation, to=found.contact.email, token=token, now=now
        )
        await audit.record(
            "confirm_email", "response", response.id, by=audit.PUBLIC, now=now,
            consultation_id=consultation.id, party=response.party_id if by_party else None,
        )  # fmt: skip
        # "E-mail address confirmed" stands beside every published remark.
        await bump(consultation.slug)
        await record_change_of_response(response.id, ChangeKind.SENDER, now=now)
    return True
