"""The one verb by which a response comes into being. Stored whole or not at all."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from tortoise import connections
from tortoise.exceptions import IntegrityError

from consult import audit, database
from consult.consultations.consultation import Consultation
from consult.consultations.extending import is_open_for
from consult.consultations.party import ConsultedParty
from consult.responses import letters
from consult.responses.anchor import Anchor, ResolvedAnchor, fold_spaces, resolve_anchors
from consult.responses.annex import Annex
from consult.responses.confirmation import confirm_token
from consult.responses.cvr import normalise_cvr
from consult.responses.party import party_named, settle
from consult.responses.receipt import Receipt, receipt_of, status_token
from consult.responses.remark import Remark
from consult.responses.respondent import Contact, Respondent
from consult.responses.response import Channel, Response, ResponseKind
from consult.responses.screening import store_screened_revision
from consult.responses.submission import FieldError, Submission, errors_in
from consult.tokens import hash_token

LATE_GRACE = timedelta(hours=24)


class Invalid(Exception):
    """The submission cannot be stored as it is. ``errors`` says where and why."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(", ".join(f"{e.path}: {e.code}" for e in errors))
        self.errors = list(errors)


class KeyConflict(Exception):
    """The key was used before with another text. Nothing was stored; the first response stands."""


class NotOpen(Exception):
    """The consultation does not take responses at that moment."""


async def submit(
    submission: Submission,
    *,
    consultation: Consultation,
    received_at: datetime,
    now: datetime,
    idempotency_key: str,
    secret_key: str,
    channel: Channel = Channel.WEB,
    accept_late: bool = False,
    places: dict[Anchor, ResolvedAnchor] | None = None,
) -> Receipt:
    """Store a response and give its receipt; the same key with the same body gives the first receipt.

    ``received_at`` is when the request reached us and decides whether it was in time. With
    ``accept_late`` what reaches us within a day after closing is stored too, marked ``is_late``, and
    waits for a person like any other: the writer had the page open before the deadline, or was held up
    by a slow line, and nobody's text is thrown away by a clock. Without it, and after that day, NotOpen.

    A consulted party, known by its name on a formal response, has its own deadline where it was given one.

    ``places`` spares looking the anchors up again when the caller has just done it.

    Raises Invalid, KeyConflict or NotOpen; then nothing was stored. A repetition is recognised before
    the deadline is looked at: a retry after midnight finds the response that was stored before it.
    """
    key = hashlib.sha256(idempotency_key.encode()).hexdigest()
    if first := await _first_receipt(consultation, key, submission, secret_key):
        return first
    party = await _party_of(submission, consultation)
    is_late = await _lateness(consultation, received_at, party, accept_late)
    if places is None:
        places = await resolve_anchors(consultation.id, {r.anchor for r in submission.remarks})
    if errors := errors_in(submission, places):
        raise Invalid(errors)
    response = _unstored(submission, consultation, received_at, now, secret_key)
    response.channel, response.idempotency_key = channel, key
    response.party_id, response.is_late = party.id if party else None, is_late
    try:
        async with database.transaction():
            await _store(response, submission, places, consultation, now, secret_key)
    except IntegrityError:
        # The same key was stored between our look and our write: a double click.
        if first := await _first_receipt(consultation, key, submission, secret_key):
            return first
        raise
    return receipt_of(response, secret_key=secret_key, is_new=True)


def _unstored(
    submission: Submission,
    consultation: Consultation,
    received_at: datetime,
    now: datetime,
    secret_key: str,
) -> Response:
    public_id = secrets.token_hex(10)
    return Response(
        public_id=public_id,
        consultation_id=consultation.id,
        kind=submission.kind,
        language=submission.language,
        received_at=received_at,
        stored_at=now,
        no_remarks=submission.no_remarks,
        body_hash=submission.body_hash(),
        status_token_hash=hash_token(status_token(public_id, secret_key)),
    )


async def _first_receipt(
    consultation: Consultation, key: str, submission: Submission, secret_key: str
) -> Receipt | None:
    """The receipt this key already got. Raises KeyConflict when it was for another text."""
    first = await Response.get_or_none(consultation_id=consultation.id, idempotency_key=key)
    if first is None:
        return None
    if first.body_hash != submission.body_hash():
        raise KeyConflict
    return receipt_of(first, secret_key=secret_key, is_new=False)


async def _party_of(submission: Submission, consultation: Consultation) -> ConsultedParty | None:
    """The consulted party a formal response says to be from."""
    if submission.kind is not ResponseKind.FORMAL:
        return None
    return await party_named(consultation.id, submission.respondent.organisation)


async def _lateness(
    consultation: Consultation,
    received_at: datetime,
    party: ConsultedParty | None,
    accept_late: bool,
) -> bool:
    if await is_open_for(consultation, received_at, party):
        return False
    closes_at = consultation.closes_at
    if (
        accept_late
        and consultation.is_public(received_at)
        and closes_at is not None
        and closes_at < received_at <= closes_at + LATE_GRACE
    ):
        return True
    raise NotOpen


async def _store(
    response: Response,
    submission: Submission,
    places: dict[Anchor, ResolvedAnchor],
    consultation: Consultation,
    now: datetime,
    secret_key: str,
) -> None:
    token = await confirm_token(submission.respondent.email, secret_key=secret_key, now=now)
    respondent = await _store_respondent(submission, token)
    response.respondent_id = respondent.id
    await response.save()
    for ordinal, written in enumerate(submission.remarks, start=1):
        place = places[written.anchor]
        remark = await Remark.create(
            consultation_id=consultation.id,
            response_id=response.id,
            ordinal=ordinal,
            anchor_type=written.anchor_type,
            section_id=place.section_id,
            paragraph_id=place.paragraph_id,
            version_id=place.version_id,
            quote=fold_spaces(written.quote),
            quote_language=place.language_of(written.quote) if written.quote.strip() else "",
            text=written.text.strip(),
            proposed_text=written.proposed_text.strip(),
            stance=written.stance,
            language=submission.language,
            queued_at=now,
        )
        await store_screened_revision(remark, now=now, sender=respondent if ordinal == 1 else None)
    await _store_annexes(response, submission)
    await settle(response.party_id)
    await audit.record(
        "submit", "response", response.id, by=audit.PUBLIC, now=now,
        consultation_id=consultation.id, remarks=len(submission.remarks),
        annexes=len(submission.annexes), channel=str(response.channel), late=response.is_late,
    )  # fmt: skip
    # Last, because on PostgreSQL everybody else waits for this row until we commit.
    response.number = await _next_number(consultation.id)
    await Response.filter(id=response.id).update(number=response.number)
    if token:
        to = submission.respondent.email
        await letters.ask_to_confirm(response, consultation, to=to, token=token, now=now)


async def _store_respondent(submission: Submission, token: str) -> Respondent:
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
        email=who.email,
        phone=who.phone,
        postcode=who.postcode,
        confirm_token_hash=hash_token(token) if token else None,
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


_NEXT = (
    "UPDATE consultation SET next_number = next_number + 1 WHERE id = {} RETURNING next_number - 1"
)
_NEXT_NUMBER = {
    "sqlite": _NEXT.format("?") + " AS number",
    "postgres": _NEXT.format("$1") + " AS number",
}


async def _next_number(consultation_id: int) -> int:
    connection = connections.get("default")
    rows = await connection.execute_query_dict(
        _NEXT_NUMBER[connection.capabilities.dialect], [consultation_id]
    )
    return int(rows[0]["number"])
