"""Secret links, after they were made: renewed, so that the former one is dead, and mailed again to whoever lost it."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.consultations.extension import deadline_for
from consult.mail.address import normal_email
from consult.rate_limit import HOUR, allowed
from consult.responses import letters
from consult.responses.confirmation import confirm_token
from consult.responses.receipt import status_token, token_of
from consult.responses.respondent import Contact
from consult.responses.response import Response
from consult.responses.unsent_response import Unsent
from consult.responses.workspace import Content, party_in
from consult.stale_state import StaleState
from consult.tokens import hash_token, new_token

# Letters with a lost link to the address that was given: those that one network may ask for, and all networks together.
# A stranger uses up the stranger's own, and neither these nor what strangers write elsewhere with the address counts here.
LETTERS_OF_NETWORK = 3
LETTERS_OF_ADDRESS = 9


async def may_mail_link(to: str, network: str, *, secret_key: str, now: datetime) -> bool:
    """Count a letter with a link that ``network`` asks for; False when it has asked for its share of this hour, or the
    address has had its own."""
    address = normal_email(to)
    shares = ((f"{address}|{network}", LETTERS_OF_NETWORK), (address, LETTERS_OF_ADDRESS))
    for whose, limit in shares:
        wait = await allowed(
            "lost-link", whose, limit=limit, secret_key=secret_key, now=now, per=HOUR
        )
        if wait is not None:
            return False
    return True


async def renew_link(response: Response, *, secret_key: str, now: datetime) -> str:
    """Give a response another status link and kill the former one; its token. A confirmed address is told. Raises
    StaleState where it was renewed in another window."""
    generation = response.link_generation + 1
    token = status_token(response.public_id, secret_key, generation)
    async with database.transaction():
        rows = Response.filter(id=response.id, link_generation=response.link_generation)
        if not await rows.update(link_generation=generation, status_token_hash=hash_token(token)):
            raise StaleState("link")
        # The link of the draft it was sent from leads to it as well.
        await Unsent.filter(sent_as=response.public_id).update(token_hash=hash_token(new_token()))
        contact = await Contact.get(respondent_id=response.respondent_id)
        if contact.email and contact.confirmed_at:
            await letters.send_status_link(
                response,
                response.consultation,
                to=contact.email,
                token=token,
                renewed=True,
                now=now,
            )
        await audit.record(
            "renew_link", "response", response.id, by=audit.PUBLIC, now=now,
            consultation_id=response.consultation_id,
        )  # fmt: skip
    return token


async def renew_unsent_link(unsent: Unsent, *, now: datetime) -> str:
    """The same for an unsent response; nobody is written to. Raises StaleState where it was renewed in another window."""
    token = new_token()
    async with database.transaction():
        rows = Unsent.filter(id=unsent.id, token_hash=unsent.token_hash)
        if not await rows.update(token_hash=hash_token(token)):
            raise StaleState("link")
        await audit.record(
            "renew_link", "unsent", unsent.id, by=audit.PUBLIC, now=now,
            consultation_id=unsent.consultation_id,
        )  # fmt: skip
    return token


async def mail_lost_link(
    public_id: str, email: str, *, network: str, secret_key: str, now: datetime
) -> None:
    """Mail the status link of a response to ``email`` where that is the address given with it and confirmed; where it is
    not confirmed, the letter that asks for that. Else nothing, and the caller is told the same: an address is tried in vain.
    """
    response = await Response.get_or_none(public_id=public_id).select_related("consultation")
    contact = await Contact.get_or_none(respondent_id=response.respondent_id) if response else None
    if response is None or contact is None or contact.refused_at or not _same(contact.email, email):
        return
    async with database.transaction():
        if not await may_mail_link(contact.email, network, secret_key=secret_key, now=now):
            return
        if contact.confirmed_at:
            token = token_of(response, secret_key)
            await letters.send_status_link(
                response,
                response.consultation,
                to=contact.email,
                token=token,
                renewed=False,
                now=now,
            )
            return
        token = confirm_token(public_id, contact.email, secret_key)
        await Contact.filter(id=contact.id).update(confirm_token_hash=hash_token(token))
        await letters.ask_to_confirm(
            response, response.consultation, to=contact.email, token=token, now=now
        )


async def mail_lost_unsent_link(
    public_id: str, email: str, *, network: str, secret_key: str, now: datetime
) -> None:
    """Mail a link to go on writing to ``email`` where that is the address in the form. It is a new one, because only the
    hash of the former is stored, and that is dead then."""
    unsent = await Unsent.get_or_none(
        public_id=public_id, expires_at__gt=now, sent_as=""
    ).select_related("consultation")
    if unsent is None:
        return
    content = Content.from_json(unsent.content)
    to = content.respondent.email
    if not _same(to, email):
        return
    closes_at = await deadline_for(
        unsent.consultation, await party_in(unsent.consultation, content)
    )
    async with database.transaction():
        if not await may_mail_link(to, network, secret_key=secret_key, now=now):
            return
        token = await renew_unsent_link(unsent, now=now)
        await letters.send_way_back(
            unsent, unsent.consultation, closes_at=closes_at, to=to, token=token, now=now,
            renewed=True,
        )  # fmt: skip


def _same(given: str, asked: str) -> bool:
    return bool(given) and normal_email(given) == normal_email(asked)
