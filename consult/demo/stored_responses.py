"""Storing sample responses in bulk, as they would stand after weeks of hearing: received, screened, decided.

Writes rows directly, a few statements for each batch, because fifty thousand responses through the verb
that a citizen's comment takes would take minutes. ``tests/demo`` holds both ways against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from tortoise.models import Model

from consult import database
from consult.consultations.consultation import Consultation
from consult.consultations.party import ConsultedParty, PartyState
from consult.demo.hearing import Hearing
from consult.demo.remark_rows import (
    DECISIONS,
    decision_row,
    redaction_rows,
    remark_row,
)
from consult.demo.response_rows import annex_rows, contact_row, respondent_row, response_row
from consult.demo.row_ids import reserve_ids
from consult.responses.annex import Annex
from consult.responses.finding import Finding
from consult.responses.public_change import PublicChange, first_changes
from consult.responses.remark import (
    VISIBLE,
    Remark,
    Revision,
)
from consult.responses.respondent import Contact, Respondent
from consult.responses.response import Response
from consult.responses.screening import finding_rows, screened_fields
from consult.responses.tally import add_to_tally, key_of
from consult.sample.response import SampleRemark, SampleResponse
from moderation.decision import Decision, Redaction
from moderation.decision_input import DecisionKind
from moderation.screening import RULES_VERSION, screen

BATCH = 400


@dataclass
class _Rows:
    """The rows of one batch, in the order in which they must be written."""

    respondents: list[Respondent] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    redactions: list[Redaction] = field(default_factory=list)

    def all(self) -> Iterator[list[Model]]:
        yield from vars(self).values()


@dataclass(frozen=True, slots=True)
class Themed:
    """A stored remark with what the generator says it is about."""

    remark_id: int
    area: str
    theme: str


async def store_responses(responses: Iterable[SampleResponse], hearing: Hearing) -> list[Themed]:
    """Store the responses as received between the opening and ``now``; gives their remarks."""
    consultation = hearing.consultation
    assert consultation.opens_at is not None
    elapsed = hearing.now - consultation.opens_at
    stream, number = iter(responses), consultation.next_number
    themed: list[Themed] = []
    while batch := list(islice(stream, BATCH)):
        dated = [(sample, consultation.opens_at + elapsed * sample.offset) for sample in batch]
        async with database.transaction():
            rows = await _rows_of(dated, hearing, number)
            await _write(rows, hearing)
            number += len(batch)
            await Consultation.filter(id=consultation.id).update(next_number=number)
        written = [remark for sample, _ in dated for remark in sample.remarks]
        themed.extend(
            Themed(row.id, remark.area, remark.theme)
            for row, remark in zip(rows.remarks, written, strict=True)
        )
    consultation.next_number = number
    return themed


async def _rows_of(
    dated: list[tuple[SampleResponse, datetime]], hearing: Hearing, number: int
) -> _Rows:
    remarks = sum(len(sample.remarks) for sample, _ in dated)
    ids = _Ids(
        respondents=await reserve_ids(Respondent, len(dated)),
        responses=await reserve_ids(Response, len(dated)),
        remarks=await reserve_ids(Remark, remarks),
        revisions=await reserve_ids(Revision, remarks),
        decisions=await reserve_ids(Decision, remarks),
    )
    rows = _Rows()
    for offset, (sample, received_at) in enumerate(dated):
        _add_response(rows, ids, hearing, sample, received_at, number + offset)
    return rows


@dataclass(frozen=True)
class _Ids:
    respondents: Iterator[int]
    responses: Iterator[int]
    remarks: Iterator[int]
    revisions: Iterator[int]
    decisions: Iterator[int]


def _add_response(
    rows: _Rows,
    ids: _Ids,
    hearing: Hearing,
    sample: SampleResponse,
    received_at: datetime,
    number: int,
) -> None:
    respondent = respondent_row(next(ids.respondents), sample)
    response = response_row(
        next(ids.responses), hearing, sample, received_at, number, respondent.id
    )
    rows.respondents.append(respondent)
    rows.contacts.append(contact_row(respondent.id, sample, received_at))
    rows.responses.append(response)
    rows.annexes.extend(annex_rows(response.id, hearing, sample, received_at))
    for ordinal, remark in enumerate(sample.remarks, start=1):
        _add_remark(rows, ids, hearing, sample, remark, response, ordinal)


def _add_remark(
    rows: _Rows,
    ids: _Ids,
    hearing: Hearing,
    sample: SampleResponse,
    written: SampleRemark,
    response: Response,
    ordinal: int,
) -> None:
    remark = remark_row(next(ids.remarks), hearing, sample, written, response, ordinal)
    revision = Revision(
        id=next(ids.revisions),
        remark_id=remark.id,
        number=1,
        text=remark.text,
        proposed_text=remark.proposed_text,
        written_at=response.received_at,
        screened_at=response.received_at,
        rules_version=RULES_VERSION,
    )
    decision_id, kind = next(ids.decisions), DECISIONS.get(remark.publicity)
    rows.remarks.append(remark)
    rows.revisions.append(revision)
    sender = rows.respondents[-1] if ordinal == 1 else None
    findings = {text: screen(text) for text in screened_fields(revision, sender).values()}
    rows.findings.extend(finding_rows([(revision, sender)], findings))
    if kind is not None and sample.outcome != "withdrawn":
        reason = hearing.reasons.get(sample.reason) if kind != DecisionKind.PUBLISH else None
        remark.decisions = 1
        rows.decisions.append(decision_row(decision_id, kind, reason, remark, response, hearing))
        if kind == DecisionKind.REDACT:
            assert reason is not None
            rows.redactions.extend(redaction_rows(decision_id, written, reason))


async def _write(rows: _Rows, hearing: Hearing) -> None:
    for model_rows in rows.all():
        if model_rows:
            await type(model_rows[0]).bulk_create(model_rows)
    shown = [remark for remark in rows.remarks if remark.publicity in VISIBLE]
    for key, count in Counter(key_of(remark) for remark in shown).items():
        await add_to_tally(hearing.consultation.id, key, count)
    await PublicChange.bulk_create(first_changes(shown))
    await _mark_parties(rows, hearing)


async def _mark_parties(rows: _Rows, hearing: Hearing) -> None:
    """A consulted party whose organisation has answered is no longer silent."""
    organisations = {r.id: r.organisation for r in rows.respondents if r.organisation}
    for response in rows.responses:
        name = organisations.get(response.respondent_id)
        if name is None:
            continue
        state = PartyState.NO_REMARKS if response.no_remarks else PartyState.ANSWERED
        parties = ConsultedParty.filter(consultation_id=hearing.consultation.id, name=name)
        if await parties.update(state=state):
            party = await parties.get()
            await Response.filter(id=response.id).update(party_id=party.id, party_confirmed=True)
