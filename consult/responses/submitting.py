"""Submitting: the one verb that stores a response. Stored whole or not at all."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tortoise.exceptions import IntegrityError

from consult import audit, database
from consult.consultations.consultation import Consultation
from consult.consultations.intake import Intake, intake_at
from consult.consultations.party import ConsultedParty
from consult.responses import letters
from consult.responses.anchor import Anchor, ResolvedAnchor, resolve_anchors
from consult.responses.annex import Annex
from consult.responses.confirmation import (
    Claim,
    confirm_token,
    is_known,
    mark_confirmed,
    may_ask,
    send_copy,
)
from consult.responses.cvr import normalise_cvr
from consult.responses.not_sent import Invalid, KeyConflict, NotOpen
from consult.responses.party import party_named, settle
from consult.responses.receipt import Receipt, receipt_of, status_token
from consult.responses.remark import Remark
from consult.responses.respondent import Contact, Respondent
from consult.responses.response import Channel, Response, ResponseKind
from consult.responses.screening import Findings, screen_texts, store_screened_revisions
from consult.responses.sender import Sender, new_sender
from consult.responses.submission import RemarkInput, Submission
from consult.responses.validation import errors_in
from consult.tokens import hash_token


@dataclass(frozen=True)
class Prepared:
    """A submission that may be stored: validated, in time, its anchors resolved, its texts screened."""

    submission: Submission
    response: Response
    anchors: Mapping[Anchor, ResolvedAnchor]
    findings: Findings
    secret_key: str
    # Whether a letter asks to confirm the address, if one is written; its own limit holds as well.
    asks_to_confirm: bool = True
    # None: nothing is known of who sends it.
    sender: Sender | None = None


async def submit(
    submission: Submission,
    *,
    consultation: Consultation,
    received_at: datetime,
    now: datetime,
    idempotency_key: str,
    secret_key: str,
    channel: Channel = Channel.WEB,
) -> Receipt:
    """Prepare a response and store it. Raises Invalid, KeyConflict or NotOpen; then nothing was stored."""
    prepared = await prepare(
        submission,
        consultation=consultation,
        received_at=received_at,
        now=now,
        idempotency_key=idempotency_key,
        secret_key=secret_key,
        channel=channel,
    )
    return prepared if isinstance(prepared, Receipt) else await store(prepared)


async def prepare(
    submission: Submission,
    *,
    consultation: Consultation,
    received_at: datetime,
    now: datetime,
    idempotency_key: str,
    secret_key: str,
    channel: Channel = Channel.WEB,
    anchors: Mapping[Anchor, ResolvedAnchor] | None = None,
) -> Prepared | Receipt:
    """All that can be done before the transaction; the first receipt where the same key sent the same body before.

    ``received_at`` is when the request reached us and decides whether it was in time, see ``intake_at``: what is late is
    stored while the consultation still receives it, marked ``is_late``, and waits for a person like any other. Within
    the later deadline of the consulted party that a formal response says to be from it is stored, too, and is late until
    somebody confirms that it is from that party.

    ``anchors`` are the remarks' anchors, already resolved; None: they are resolved here.

    Raises Invalid, KeyConflict or NotOpen. A repetition is recognised before the deadline is looked at: a retry after
    midnight finds the response that was stored before it.
    """
    key = _hashed(idempotency_key)
    body_hash = submission.body_hash()
    if first := await _first_receipt(consultation.id, key, body_hash, secret_key):
        return first
    party = await _party_of(submission, consultation)
    intake = await intake_at(consultation, received_at, party)
    if not intake.receives:
        raise NotOpen
    if anchors is None:
        anchors = await resolve_anchors(consultation.id, {r.anchor for r in submission.remarks})
    if errors := errors_in(submission, anchors):
        raise Invalid(errors)
    public_id = secrets.token_hex(10)
    response = Response(
        public_id=public_id,
        consultation=consultation,
        kind=submission.kind,
        channel=channel,
        language=submission.language,
        received_at=received_at,
        stored_at=now,
        is_late=intake is not Intake.IN_TIME,
        no_remarks=submission.no_remarks,
        party_id=party.id if party else None,
        idempotency_key=key,
        body_hash=body_hash,
        status_token_hash=hash_token(status_token(public_id, secret_key)),
    )
    findings = await screen_texts(submission.screened_texts())
    return Prepared(submission, response, anchors, findings, secret_key)


async def was_stored(consultation_id: int, idempotency_key: str) -> bool:
    """Whether a response was stored under this key, with whatever body. One query."""
    key = _hashed(idempotency_key)
    return await Response.exists(consultation_id=consultation_id, idempotency_key=key)


def _hashed(idempotency_key: str) -> str:
    return hashlib.sha256(idempotency_key.encode()).hexdigest()


async def store(prepared: Prepared) -> Receipt:
    """Store a prepared response, whole or not at all, and give its receipt. Raises KeyConflict."""
    response, secret_key = prepared.response, prepared.secret_key
    try:
        async with database.transaction():
            await _store(prepared)
    except IntegrityError:
        # The same key was stored since it was prepared: a double click.
        first = await _first_receipt(
            response.consultation_id, response.idempotency_key, response.body_hash, secret_key
        )
        if first is not None:
            return first
        raise
    return receipt_of(response, secret_key=secret_key, is_new=True)


async def _first_receipt(
    consultation_id: int, key: str, body_hash: str, secret_key: str
) -> Receipt | None:
    """The receipt this key already got. Raises KeyConflict when it was for another text."""
    first = await Response.get_or_none(consultation_id=consultation_id, idempotency_key=key)
    if first is None:
        return None
    if first.body_hash != body_hash:
        raise KeyConflict
    return receipt_of(first, secret_key=secret_key, is_new=False)


async def _party_of(submission: Submission, consultation: Consultation) -> ConsultedParty | None:
    """The consulted party a formal response says to be from."""
    if submission.kind is not ResponseKind.FORMAL:
        return None
    return await party_named(consultation.id, submission.respondent.organisation)


async def _store(prepared: Prepared) -> None:
    submission, response = prepared.submission, prepared.response
    now, sender, secret_key = (
        response.stored_at,
        prepared.sender or new_sender(),
        prepared.secret_key,
    )
    email = submission.respondent.email.strip()
    asks = prepared.asks_to_confirm and await may_ask(email, sender, secret_key=secret_key, now=now)
    known = await is_known(email, sender, secret_key=secret_key, now=now)
    token = confirm_token(response.public_id, email, secret_key)
    has_link = asks or known
    response.respondent = await _store_respondent(submission, sender, token if has_link else "")
    await response.save()
    remarks = [
        await _store_remark(prepared, ordinal, written)
        for ordinal, written in enumerate(submission.remarks, start=1)
    ]
    await store_screened_revisions(remarks, prepared.findings, response.respondent, now=now)
    await _store_annexes(response, submission)
    await settle(response.party_id)
    await audit.record(
        "submit", "response", response.id, by=audit.PUBLIC, now=now,
        consultation_id=response.consultation_id, remarks=len(submission.remarks),
        annexes=len(submission.annexes), channel=str(response.channel), late=response.is_late,
    )  # fmt: skip
    if known:
        contact = await Contact.get(respondent_id=response.respondent_id)
        await mark_confirmed(Claim(contact, response), now=now)
    # Last, because on PostgreSQL everybody else waits for this row until we commit.
    response.number = await _next_number(response.consultation_id)
    await Response.filter(id=response.id).update(number=response.number)
    if asks:
        await letters.ask_to_confirm(
            response, response.consultation, to=email, token=token, now=now
        )
    elif known:
        await send_copy(response, email, secret_key=secret_key, now=now, by_sender=True)


async def _store_remark(prepared: Prepared, ordinal: int, written: RemarkInput) -> Remark:
    assert written.stance is not None
    response, anchor = prepared.response, prepared.anchors[written.anchor]
    quotation = anchor.quotation(written.quote)
    return await Remark.create(
        consultation_id=response.consultation_id,
        response_id=response.id,
        ordinal=ordinal,
        anchor_type=written.anchor_type,
        section_id=anchor.section_id,
        paragraph_id=anchor.paragraph_id,
        version_id=anchor.version_id,
        quote=quotation.words if quotation else "",
        quote_language=quotation.language if quotation else "",
        text=written.text.strip(),
        proposed_text=written.proposed_text.strip(),
        stance=written.stance,
        language=response.language,
        queued_at=response.stored_at,
    )


async def _store_respondent(submission: Submission, sender: Sender, token: str) -> Respondent:
    """The respondent, with how to reach them; ``token`` of the confirm link, "" when no letter goes out."""
    who = submission.respondent
    respondent = await Respondent.create(
        kind=who.kind,
        name=who.name.strip(),
        organisation=who.organisation.strip(),
        cvr=(normalise_cvr(who.cvr) or "") if who.cvr else "",
        publish_name=submission.publish_name,
    )
    await Contact.create(
        respondent_id=respondent.id,
        email=who.email.strip(),
        phone=who.phone,
        postcode=who.postcode,
        confirm_token_hash=hash_token(token) if token else None,
        sender_key=sender.key,
    )
    return respondent


async def _store_annexes(response: Response, submission: Submission) -> None:
    rows = [
        Annex(
            response_id=response.id,
            ordinal=ordinal,
            name=annex.name,
            media_type=annex.media_type,
            size=annex.size,
            file_key=annex.file_key,
        )
        for ordinal, annex in enumerate(submission.annexes, start=1)
    ]
    if rows:
        await Annex.bulk_create(rows)


_NEXT_NUMBER = (
    "UPDATE consultation SET next_number = next_number + 1 "
    "WHERE id = ? AND suspended_at IS NULL AND called_off_at IS NULL "
    "RETURNING next_number - 1 AS number"
)


async def _next_number(consultation_id: int) -> int:
    """Raises NotOpen where it was stopped since the deadline was looked at."""
    rows = await database.execute(_NEXT_NUMBER, consultation_id)
    if not rows:
        raise NotOpen
    return int(rows[0]["number"])
