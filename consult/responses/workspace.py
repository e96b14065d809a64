"""Writing a response over time: started, saved, sent. Readable by its author alone.

One way for a citizen and for an organisation. What is written beside a paragraph is put to it by ``keeping.py``.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from consult import audit, database
from consult.consultations.consultation import Consultation
from consult.consultations.extension import deadline_for
from consult.consultations.intake import intake_at
from consult.consultations.party import ConsultedParty
from consult.responses import letters
from consult.responses.not_sent import NotOpen
from consult.responses.party import party_named
from consult.responses.reading_order import in_reading_order
from consult.responses.receipt import Receipt
from consult.responses.remark import AnchorType, Stance
from consult.responses.respondent import RespondentKind
from consult.responses.response import ResponseKind
from consult.responses.submission import AnnexInput, RemarkInput, RespondentInput, Submission
from consult.responses.submitting import Prepared, prepare, store
from consult.responses.unsent_response import KEPT_AFTER_CLOSING, Unsent, UnsentAnnex, as_stored
from consult.stale_state import StaleState
from consult.tokens import hash_token, new_token

# In characters, all remarks together: more than can be sent (MAX_TOTAL), so that too much can be kept and cut down.
MAX_DRAFT = 300_000


class TooLong(Exception):
    """The remarks have ``length`` characters together, more than MAX_DRAFT."""

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} characters")
        self.length = length


@dataclass(frozen=True)
class Content:
    """What an unsent response holds, however unfinished."""

    respondent: RespondentInput
    remarks: tuple[RemarkInput, ...] = ()
    no_remarks: bool = False
    publish_name: bool = False

    @property
    def is_citizens(self) -> bool:
        """Whether its author answers for nobody else."""
        return self.respondent.kind is RespondentKind.CITIZEN

    @property
    def sender(self) -> RespondentInput:
        """Who answers, as it is sent: a citizen, whatever stands in an organisation's fields, for none."""
        if not self.is_citizens:
            return self.respondent
        return replace(self.respondent, organisation="", cvr="")

    @property
    def length(self) -> int:
        """All that its remarks say, in characters."""
        return sum(each.length for each in self.remarks)

    @property
    def size(self) -> int:
        """What it takes on the disk, in bytes."""
        return len(as_stored(self.as_json()).encode())

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Content:
        who = content["respondent"]
        return cls(
            respondent=RespondentInput(**{**who, "kind": RespondentKind(who["kind"])}),
            remarks=tuple(
                RemarkInput(
                    **{
                        **remark,
                        "anchor_type": AnchorType(remark["anchor_type"]),
                        "stance": Stance(remark["stance"]) if remark["stance"] else None,
                    }
                )
                for remark in content["remarks"]
            ),
            no_remarks=content["no_remarks"],
            # What was saved before a citizen could write one has none.
            publish_name=content.get("publish_name", False),
        )


async def start(
    consultation: Consultation,
    content: Content,
    *,
    language: str,
    received_at: datetime,
    now: datetime,
    token: str = "",
) -> tuple[Unsent, str]:
    """Keep a first draft; gives it and the token of its secret link, ``token`` where that is made already. Raises NotOpen,
    and IntegrityError where there is one with this token.

    A consulted party, known by the organisation's name, may have a deadline of its own.
    """
    party = await party_in(consultation, content)
    if not (await intake_at(consultation, received_at, party)).receives:
        raise NotOpen
    closes_at = await deadline_for(consultation, party)
    assert closes_at is not None
    token = token or new_token()
    async with database.transaction():
        unsent = await Unsent.create(
            consultation_id=consultation.id,
            token_hash=hash_token(token),
            public_id=secrets.token_hex(10),
            language=language,
            content=content.as_json(),
            created_at=now,
            updated_at=now,
            expires_at=closes_at + KEPT_AFTER_CLOSING,
        )
        await audit.record(
            "start", "unsent", unsent.id, by=audit.PUBLIC, now=now, consultation_id=consultation.id
        )
    return unsent, token


async def party_in(consultation: Consultation, content: Content) -> ConsultedParty | None:
    """The consulted party that ``content`` says to be from, as sending will read it."""
    return await party_named(consultation.id, content.sender.organisation)


async def find_unsent(token: str, now: datetime) -> Unsent | None:
    """The unsent response a secret link opens; None for an unknown or expired one."""
    return await Unsent.get_or_none(
        token_hash=hash_token(token), expires_at__gt=now
    ).select_related("consultation")


async def save(unsent: Unsent, content: Content, *, lock_version: int, now: datetime) -> int:
    """Keep what is written and give the new lock version. Raises TooLong, and StaleState where it was saved elsewhere
    since, or sent; then nothing was saved.

    Saving is no step in the case, and an author presses it often: the history does not record it.
    """
    if content.length > MAX_DRAFT:
        raise TooLong(content.length)
    saved = await Unsent.filter(id=unsent.id, lock_version=lock_version, sent_as="").update(
        content=content.as_json(), lock_version=lock_version + 1, updated_at=now
    )
    if not saved:
        raise StaleState("unsent")
    return lock_version + 1


async def mail_way_back(unsent: Unsent, to: str, *, token: str, now: datetime) -> None:
    """Mail the secret link to ``to``, the address in the form."""
    party = await party_in(unsent.consultation, Content.from_json(unsent.content))
    closes_at = await deadline_for(unsent.consultation, party)
    async with database.transaction():
        await letters.send_way_back(
            unsent, unsent.consultation, closes_at=closes_at, to=to, token=token, now=now
        )
        await audit.record(
            "mail_way_back", "unsent", unsent.id, by=audit.PUBLIC, now=now,
            consultation_id=unsent.consultation_id,
        )  # fmt: skip


async def content_of(unsent: Unsent) -> Content:
    """What it holds, its remarks in the order of the text. Six queries at most for each version they were written on."""
    content = Content.from_json(unsent.content)
    return replace(content, remarks=await in_reading_order(unsent.consultation_id, content.remarks))


async def submission_of(unsent: Unsent) -> Submission:
    """What would be sent now, its remarks in the order of the text."""
    return submission_with(unsent, await content_of(unsent), await annexes_of(unsent))


def submission_with(unsent: Unsent, content: Content, annexes: Sequence[UnsentAnnex]) -> Submission:
    """What would be sent if it held this."""
    return Submission(
        respondent=content.sender,
        remarks=content.remarks,
        publish_name=content.is_citizens and content.publish_name,
        kind=ResponseKind.COMMENT if content.is_citizens else ResponseKind.FORMAL,
        language=unsent.language,
        no_remarks=content.no_remarks and not content.is_citizens,
        annexes=_inputs(annexes),
    )


async def annexes_of(unsent: Unsent) -> list[UnsentAnnex]:
    """Its files, in the order they were put to it."""
    return await UnsentAnnex.filter(unsent_id=unsent.id).order_by("id")


def _inputs(annexes: Sequence[UnsentAnnex]) -> tuple[AnnexInput, ...]:
    return tuple(AnnexInput(a.name, a.media_type, a.size, a.file_key) for a in annexes)


async def prepare_to_send(
    unsent: Unsent, *, lock_version: int, received_at: datetime, now: datetime, secret_key: str
) -> Prepared | Receipt:
    """What was saved as ``lock_version``, ready to be sent; the receipt where that was done already.

    Raises Invalid or NotOpen, see ``submitting.prepare``, and StaleState where it was saved elsewhere since.
    """
    if unsent.lock_version != lock_version:
        raise StaleState("unsent")
    return await prepare(
        await submission_of(unsent),
        consultation=unsent.consultation,
        received_at=received_at,
        now=now,
        idempotency_key=f"unsent|{unsent.public_id}",
        secret_key=secret_key,
    )


async def send(unsent: Unsent, prepared: Prepared, *, now: datetime) -> Receipt:
    """Store what was prepared of ``unsent``, and empty the draft in the same transaction.

    Raises StaleState where it was saved, given a file or sent elsewhere since; then nothing was stored.
    """
    async with database.transaction():
        mine = Unsent.filter(id=unsent.id, lock_version=unsent.lock_version, sent_as="")
        if not await mine.update(updated_at=now):
            raise StaleState("unsent")
        # Whoever attaches a file touches the row: the files are now those that are sent, or were not prepared.
        if _inputs(await annexes_of(unsent)) != prepared.submission.annexes:
            raise StaleState("unsent")
        receipt = await store(prepared)
        await UnsentAnnex.filter(unsent_id=unsent.id).delete()
        await Unsent.filter(id=unsent.id).update(sent_as=receipt.public_id, content={})
    return receipt
