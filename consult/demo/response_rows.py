"""Rows of a sample response itself: respondent, contact, response, annexes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import datetime

from consult.demo.annex_files import annex_content
from consult.demo.hearing import Hearing
from consult.responses.annex import Annex
from consult.responses.remark import (
    Publicity,
)
from consult.responses.respondent import Contact, Respondent, RespondentKind, VerifiedBy
from consult.responses.response import Channel, Response, ResponseKind
from consult.sample.response import SampleResponse
from consult.tokens import hash_token, new_token

CHANNELS = {"web": Channel.WEB, "email": Channel.EMAIL, "letter": Channel.PAPER}


def respondent_row(row_id: int, sample: SampleResponse) -> Respondent:
    who = sample.respondent
    return Respondent(
        id=row_id,
        kind=RespondentKind(who.kind),
        name=who.name[:300],
        organisation=who.organisation[:300],
        cvr=who.cvr,
        publish_name=who.publish_name,
        verified_by=VerifiedBy(who.verified_by),
    )


def contact_row(respondent_id: int, sample: SampleResponse, received_at: datetime) -> Contact:
    who = sample.respondent
    return Contact(
        respondent_id=respondent_id,
        email=who.email,
        postcode=who.postcode,
        confirmed_at=received_at if who.verified_by == "email" else None,
    )


def response_row(
    row_id: int,
    hearing: Hearing,
    sample: SampleResponse,
    received_at: datetime,
    number: int,
    respondent_id: int,
) -> Response:
    withdrawn = sample.outcome == "withdrawn"
    return Response(
        id=row_id,
        public_id=secrets.token_hex(10),
        consultation_id=hearing.consultation.id,
        number=number,
        kind=ResponseKind(sample.kind),
        channel=CHANNELS[sample.channel],
        respondent_id=respondent_id,
        language=sample.language,
        received_at=received_at,
        stored_at=received_at,
        no_remarks=sample.no_remarks,
        withdrawn_at=hearing.read_at(received_at) if withdrawn else None,
        status_token_hash=hash_token(new_token()),
        idempotency_key=hash_token(new_token()),
        body_hash=hashlib.sha256(repr(sample).encode()).hexdigest(),
    )


def annex_rows(
    response_id: int, hearing: Hearing, sample: SampleResponse, received_at: datetime
) -> Iterator[Annex]:
    published = sample.outcome == "published"
    for ordinal, (name, kind) in enumerate(sample.annexes, start=1):
        content, media_type = annex_content(kind)
        yield Annex(
            response_id=response_id,
            ordinal=ordinal,
            name=name,
            media_type=media_type,
            size=len(content),
            file_key=hearing.files.save(content),
            publicity=Publicity.PUBLISHED if published else Publicity.WAITING,
            published_at=hearing.read_at(received_at) if published else None,
        )
