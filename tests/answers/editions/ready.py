"""A hearing that is over and answered, so that its edition can be published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.answers.approval import Contribution, Doubt
from consult.answers.contribution import approve, contribution_status, open_again
from consult.answers.disposition import DispositionInput, Outcome, dispose
from consult.answers.editions.edition import Edition
from consult.answers.editions.publishing import EditionIntent, publish_edition
from consult.answers.editions.readiness import readiness_of
from consult.answers.point import Point, quote
from consult.answers.point_register import points_of
from consult.answers.remark_list import unpointed_ids
from consult.consultations.consultation import Consultation
from consult.responses.remark import Publicity, Remark
from tests.answers.scene import BY, Scene, bare
from tests.support.factories import DAY, NOW

ANSWER = "Der kommer ti bænke i parken i det nye år."


@dataclass
class Answered:
    """``point`` is on area 2, answered by the town (met) and the money (not met); ``remark`` is in it and quoted, and so
    is ``hidden``, which is withheld."""

    hearing: Scene
    point: Point
    remark: Remark
    hidden: Remark

    @property
    def consultation(self) -> Consultation:
        return self.hearing.consultation

    def address(self, rest: str = "") -> str:
        return f"/consultations/{self.consultation.slug}{rest}"


async def answered(text: str = "Sæt bænke i parken ved åen.") -> Answered:
    """Everything is approved and the deadline has passed, beside another hearing in which nothing is."""
    noise = await bare()
    await noise.point(await noise.remark(2))
    hearing = await bare()
    remark = await hearing.remark(2, text=text)
    hidden = await hearing.remark(
        2, publicity=Publicity.WITHHELD, text="Min nabo Karl Emil Hansen på Åvej 7 larmer."
    )
    point = await hearing.point(remark, hidden)
    await quote(point, remark.id, "parken ved åen", by=BY, now=NOW)
    for committee, outcome, reason in (
        (hearing.town, Outcome.MET, ANSWER),
        (hearing.money, Outcome.NOT_MET, "Der er ikke penge til det."),
    ):
        answer = DispositionInput(outcome, reason)
        await dispose(point, await hearing.remit(committee), answer, by=BY, now=NOW)
    made = Answered(hearing, point, remark, hidden)
    await close(made)
    await approve_all(made)
    return made


async def close(made: Answered) -> None:
    made.consultation.closes_at = NOW - DAY
    await made.consultation.save(update_fields=["closes_at"])


async def approve_all(made: Answered) -> None:
    for committee in (made.hearing.lead, made.hearing.town, made.hearing.money):
        remit = await made.hearing.remit(committee)
        part = await contribution_status(remit, await points_of(remit), await unpointed_ids(remit))
        await approve(
            remit, checksum=part.checksum, acknowledged=True, despite=list(Doubt), by=BY, now=NOW
        )


async def open_all(made: Answered) -> None:
    """Every approved part is opened again, so that it can be changed."""
    for committee in (made.hearing.lead, made.hearing.town, made.hearing.money):
        remit = await made.hearing.remit(committee)
        if await Contribution.exists(committee_id=committee.id, state="approved"):
            await open_again(remit, reason="Et svar skal rettes.", by=BY, now=NOW)


async def intent_of(made: Answered, at: datetime | None = None) -> EditionIntent:
    """What somebody has in view who opens the page now."""
    ready = await readiness_of(made.consultation, NOW)
    return EditionIntent(ready.number, ready.record.content.checksum(), at)


async def publish(made: Answered, at: datetime | None = None, now: datetime = NOW) -> Edition:
    intent = await intent_of(made, at)
    return await publish_edition(made.consultation, intent, by=BY, now=now)


async def published(text: str = "Sæt bænke i parken ved åen.") -> Answered:
    """The same with its edition public."""
    made = await answered(text)
    await publish(made)
    return made
