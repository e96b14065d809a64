"""The e-mail address given with a response: corrected, written to again, or shown as one that no letter reached."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.mail.address_words import words_on_address
from consult.responses import letters
from consult.responses.confirmation import confirm_token, may_write, send_copy
from consult.responses.not_sent import Invalid, NotSent
from consult.responses.respondent import Contact
from consult.responses.response import Response
from consult.responses.sender import new_sender
from consult.responses.validation import FieldError
from consult.stale_state import StaleState
from consult.tokens import hash_token


class LettersUsedUp(NotSent):
    """The address has had its letters of this hour."""


async def correct_address(
    response: Response, email: str, *, before: str, secret_key: str, now: datetime
) -> None:
    """Put another address in the place of ``before``, which nobody has confirmed, and ask there to confirm it. Links in
    letters to the former one are dead then.

    Raises Invalid, LettersUsedUp, and StaleState where it was confirmed or corrected since; then nothing was stored.
    """
    email = email.strip()
    if words := words_on_address(email):
        raise Invalid([FieldError("respondent.email", "invalid", words)])
    async with database.transaction():
        if not await may_write(email, secret_key=secret_key, now=now):
            raise LettersUsedUp
        token = confirm_token(response.public_id, email, secret_key)
        unconfirmed = Contact.filter(
            respondent_id=response.respondent_id, email=before, confirmed_at__isnull=True
        )
        corrected = await unconfirmed.update(
            email=email,
            confirm_token_hash=hash_token(token),
            refused_at=None,
            sender_key=new_sender().key,
        )
        if not corrected:
            raise StaleState("address")
        await letters.ask_to_confirm(
            response, response.consultation, to=email, token=token, now=now
        )
        await audit.record(
            "correct_address", "response", response.id, by=audit.PUBLIC, now=now,
            consultation_id=response.consultation_id,
        )  # fmt: skip


async def write_again(response: Response, *, secret_key: str, now: datetime) -> None:
    """Send the letter again: the one that asks to confirm the address, or the copy where that was done. Nothing goes to
    an address whose reader said that the response is not theirs. Raises LettersUsedUp."""
    contact = await Contact.get(respondent_id=response.respondent_id)
    if not contact.email or contact.refused_at:
        return
    async with database.transaction():
        if not await may_write(contact.email, secret_key=secret_key, now=now):
            raise LettersUsedUp
        if contact.confirmed_at:
            await send_copy(response, contact.email, secret_key=secret_key, now=now)
            return
        token = confirm_token(response.public_id, contact.email, secret_key)
        await Contact.filter(id=contact.id).update(confirm_token_hash=hash_token(token))
        await letters.ask_to_confirm(
            response, response.consultation, to=contact.email, token=token, now=now
        )
