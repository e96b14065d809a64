"""Confirming an e-mail address: only a button pressed behind the link in our letter does it.

The link is of one response, and its page is of all that the same sender gave with the address: each is named there,
and confirmed or refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from consult import audit, database
from consult.cache_version import bump
from consult.consultations.consultation import Consultation
from consult.mail.address import normal_email
from consult.mail.outbox import Letter
from consult.rate_limit import HOUR, allowed
from consult.responses import letters
from consult.responses.anchor_words import words_by_remark
from consult.responses.party import confirm_by_address, deadline_of
from consult.responses.public_change import PublicChangeKind, record_change_of_response
from consult.responses.receipt import token_of
from consult.responses.remark import Publicity, Remark
from consult.responses.respondent import Contact, Respondent, VerifiedBy
from consult.responses.response import Response
from consult.responses.sender import Sender
from consult.tokens import hash_token, keyed_hash

# Anybody can write anybody's address into a form: enough for one who answers more than once.
LETTERS_PER_HOUR = 3
# Copies of what a confirmed sender sends; what is sent beyond them is confirmed on the sender's page.
COPIES_PER_HOUR = 20
# The latest responses of a sender that one page lists.
MOST = 50


@dataclass(frozen=True)
class Claim:
    """A response that an address was given with, which comes with its consultation and respondent, and ``about``: what
    its remarks were written on, in words. ``is_of_link``: the letter with the link was about it."""

    contact: Contact
    response: Response
    about: tuple[str, ...] = ()
    is_of_link: bool = False

    @property
    def consultation(self) -> Consultation:
        return self.response.consultation

    @property
    def is_confirmed(self) -> bool:
        return self.contact.confirmed_at is not None

    @property
    def is_refused(self) -> bool:
        return self.contact.refused_at is not None

    @property
    def is_open(self) -> bool:
        """Whether nobody at the address has said yet whose it is."""
        return not (self.is_confirmed or self.is_refused)


def confirm_token(public_id: str, email: str, secret_key: str) -> str:
    """The secret of the confirm link of one response, the same in every letter about it to one address; what was mailed
    to another one before must not confirm this."""
    return keyed_hash(secret_key, f"confirm|{public_id}|{normal_email(email)}")


async def may_ask(email: str, sender: Sender, *, secret_key: str, now: datetime) -> bool:
    """Whether a letter may ask to confirm ``email``; counts it. Not where the sender is confirmed, or has such a letter
    from within the hour already, whose link serves this response as well; and not when the address has had its letters of
    this hour.

    Call in the transaction that stores the response: what is not stored is not counted.
    """
    if not email or sender.is_confirmed or await _has_letter(sender, now):
        return False
    return await may_write(email, secret_key=secret_key, now=now)


async def may_write(email: str, *, secret_key: str, now: datetime) -> bool:
    """Count a letter to an address that somebody wrote into a form; False when it has had its letters of this hour."""
    wait = await allowed(
        "confirm",
        normal_email(email),
        limit=LETTERS_PER_HOUR,
        secret_key=secret_key,
        now=now,
        per=HOUR,
    )
    return wait is None


async def is_known(email: str, sender: Sender, *, secret_key: str, now: datetime) -> bool:
    """Whether what a sender gives with ``email`` is confirmed without asking: because another response of theirs is.
    Counts the copy that is mailed then."""
    if not (email and sender.is_confirmed):
        return False
    wait = await allowed(
        "copy",
        normal_email(email),
        limit=COPIES_PER_HOUR,
        secret_key=secret_key,
        now=now,
        per=HOUR,
    )
    return wait is None


async def _has_letter(sender: Sender, now: datetime) -> bool:
    """Whether a letter of this hour, on its way or arrived, leads to the sender's page. Two queries."""
    given = await _responses_of(sender.key).values_list("public_id", flat=True)
    written = Letter.filter(concerns__in=given, kind="confirm_email", given_up_at__isnull=True)
    return bool(given) and await written.filter(written_at__gt=now - HOUR).exists()


async def has_link_elsewhere(contact: Contact) -> bool:
    """Whether a letter about another response of the same sender leads to the page that lists this one as well."""
    mailed = Contact.filter(sender_key=contact.sender_key, confirm_token_hash__not_isnull=True)
    return bool(contact.sender_key) and await mailed.exists()


async def find_claims(token: str) -> list[Claim]:
    """What the confirm link is about: its own response and the sender's others, in the order in which they were sent; none
    for a link we never sent. Two queries, and a constant number for each consultation."""
    contact = await Contact.get_or_none(confirm_token_hash=hash_token(token))
    if contact is None:
        return []
    found = Q(respondent_id=contact.respondent_id)
    if contact.sender_key:
        found |= Q(respondent__contact__sender_key=contact.sender_key)
    responses = Response.filter(found).select_related("consultation", "respondent__contact")
    latest = await responses.order_by("-received_at", "-id").limit(MOST)
    about = await _about(latest)
    claims = []
    for each in reversed(latest):
        given = each.respondent.contact  # type: ignore[attr-defined]
        claims.append(Claim(given, each, tuple(about.get(each.id, ())), given.id == contact.id))
    return claims


async def _about(responses: list[Response]) -> dict[int, list[str]]:
    """What the remarks of each response were written on, each place once, by response id."""
    found: dict[int, dict[str, None]] = {}
    for consultation_id in {each.consultation_id for each in responses}:
        ids = [each.id for each in responses if each.consultation_id == consultation_id]
        remarks = await Remark.filter(response_id__in=ids).order_by("ordinal")
        words = await words_by_remark(consultation_id, remarks)
        for remark in remarks:
            found.setdefault(remark.response_id, {})[words[remark.id]] = None
    return {response: list(words) for response, words in found.items()}


async def confirm_email(claim: Claim, *, secret_key: str, now: datetime) -> bool:
    """Confirm the address for one response and mail the full copy with the status link; False when it was done before.

    A withdrawn response is confirmed without a letter: there is nothing more to tell. Where it is the address of the
    consulted party that the response says to be from, it counts for that party.
    """
    async with database.transaction():
        if not await mark_confirmed(claim, now=now):
            return False
        await send_copy(claim.response, claim.contact.email, secret_key=secret_key, now=now)
        # "E-mail address confirmed" stands beside every published remark.
        await bump(claim.consultation.slug)
        await record_change_of_response(claim.response.id, PublicChangeKind.SENDER, now=now)
    return True


async def mark_confirmed(claim: Claim, *, now: datetime) -> bool:
    """Store that the address is confirmed for one response; False when it was before. Call inside the changing
    transaction."""
    response = claim.response
    unconfirmed = Contact.filter(id=claim.contact.id, confirmed_at__isnull=True)
    if not await unconfirmed.update(confirmed_at=now, refused_at=None):
        return False
    await Respondent.filter(id=response.respondent_id, verified_by=VerifiedBy.NONE).update(
        verified_by=VerifiedBy.EMAIL
    )
    # What was published before is told of now.
    public = Remark.filter(response_id=response.id, publicity=Publicity.PUBLISHED)
    await public.update(untold_since=now)
    by_party = await confirm_by_address(response, claim.contact.email)
    await audit.record(
        "confirm_email", "response", response.id, by=audit.PUBLIC, now=now,
        consultation_id=response.consultation_id, party=response.party_id if by_party else None,
    )  # fmt: skip
    return True


async def send_copy(
    response: Response, to: str, *, secret_key: str, now: datetime, by_sender: bool = False
) -> None:
    """Mail the full copy of a response to its confirmed address; nothing of one that was withdrawn. ``by_sender``: it was
    confirmed because its sender was, so that the letter says what to do where it is another's."""
    stored = await Response.get(id=response.id)
    if stored.withdrawn_at is not None:
        return
    refuse = confirm_token(response.public_id, to, secret_key) if by_sender else ""
    await letters.send_full_copy(
        response,
        response.consultation,
        to=to,
        token=token_of(stored, secret_key),
        refuse_token=refuse,
        until=await deadline_of(response.consultation, stored),
        now=now,
    )


async def refuse_email(claim: Claim, *, now: datetime) -> bool:
    """Store that somebody at the address says that the response is not theirs; False when that was done before.

    It stands as it is, with a sender whom nobody has confirmed, and nothing more is mailed about it. Moderators see it.
    """
    async with database.transaction():
        contacts = Contact.filter(id=claim.contact.id, refused_at__isnull=True)
        if not await contacts.update(refused_at=now, confirmed_at=None):
            return False
        await Respondent.filter(
            id=claim.response.respondent_id, verified_by=VerifiedBy.EMAIL
        ).update(verified_by=VerifiedBy.NONE)
        await audit.record(
            "refuse_email", "response", claim.response.id, by=audit.PUBLIC, now=now,
            consultation_id=claim.response.consultation_id,
        )  # fmt: skip
        await bump(claim.consultation.slug)
        await record_change_of_response(claim.response.id, PublicChangeKind.SENDER, now=now)
    return True


def _responses_of(sender_key: str) -> QuerySet[Response]:
    return Response.filter(respondent__contact__sender_key=sender_key)
