"""Correcting a remark: a new revision, decided on like a new remark while the old wording stays public.

Everybody may correct until the deadline, a consulted party until its own. What was withheld or taken down may be mended for some days after that
decision as well, so that a decision made late costs nobody the chance to be read.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from consult import audit, database
from consult.cache_version import bump
from consult.clock import local
from consult.consultations.consultation import Consultation, Phase
from consult.consultations.deadline import deadline
from consult.responses.not_sent import Invalid, NotOpen
from consult.responses.party import deadline_of
from consult.responses.remark import Publicity, Remark, Standing
from consult.responses.response import Response
from consult.responses.screening import screen_texts, store_screened_revisions
from consult.responses.validation import errors_in_wording
from consult.stale_state import StaleState

MENDING_DAYS = 14


def mendable_until(
    consultation: Consultation,
    kept_back_at: datetime | None,
    now: datetime,
    *,
    closes_at: datetime | None,
) -> datetime | None:
    """The last instant in time for a new wording, seen from ``now``; None when there is no time left.

    ``closes_at`` is the response's own deadline, see ``deadline_of``. ``kept_back_at`` is when the remark's current wording was kept back, None when it was not. Nothing is
    mended once the consultation is answered.
    """
    phase = consultation.phase(now)
    if phase not in (Phase.OPEN, Phase.CLOSED):
        return None
    moments = [closes_at]
    if kept_back_at:
        last_day = local(kept_back_at).date() + timedelta(days=MENDING_DAYS)
        moments.append(deadline(last_day, time(23, 59)))
    latest = max((each for each in moments if each), default=None)
    return latest if latest and now <= latest else None


async def correct(
    remark: Remark,
    *,
    consultation: Consultation,
    seen_revision: int,
    text: str,
    proposed_text: str,
    received_at: datetime,
    now: datetime,
) -> Remark:
    """Store a new wording of a remark; the same wording again stores nothing.

    ``seen_revision`` is the one the writer had in front of them. A withheld remark waits again with its
    new wording; a published one stays as it is until somebody decides. Raises Invalid,
    NotOpen past ``mendable_until``, StaleState where it was corrected, withdrawn or decided on meanwhile.
    """
    response = await Response.get(id=remark.response_id)
    closes_at = await deadline_of(consultation, response)
    if mendable_until(consultation, remark.kept_back_at, received_at, closes_at=closes_at) is None:
        raise NotOpen
    if errors := errors_in_wording(text, proposed_text, "remarks.0"):
        raise Invalid(errors)
    text, proposed_text = text.strip(), proposed_text.strip()
    if (text, proposed_text) == (remark.text, remark.proposed_text):
        return remark
    findings = await screen_texts(await _texts_of(remark, text, proposed_text))
    async with database.transaction():
        mine = Remark.filter(
            id=remark.id,
            revision=seen_revision,
            standing=Standing.RECEIVED,
            # It may be this that gives the time: not when the wording was let through meanwhile.
            kept_back_at=remark.kept_back_at,
        )
        # Held first: what the public saw of it until now decides whether kept pages are still true.
        before = await mine.select_for_update(no_key=True).first()
        if before is None:
            stored = await Remark.get(id=remark.id)
            raise StaleState("remark", current=[stored.text, stored.proposed_text])
        await mine.update(
            text=text,
            proposed_text=proposed_text,
            revision=seen_revision + 1,
            queued_at=now,
            kept_back_at=None,
        )
        await Remark.filter(id=remark.id, publicity=Publicity.WITHHELD).update(
            publicity=Publicity.WAITING
        )
        corrected = await Remark.get(id=remark.id).select_related("response__respondent")
        await store_screened_revisions(
            [corrected], findings, corrected.response.respondent, now=now
        )
        await audit.record(
            "correct", "remark", remark.id, by=audit.PUBLIC, now=now,
            consultation_id=consultation.id, revision=corrected.revision,
        )  # fmt: skip
        if before.queued_at is None:
            # A published remark now says that a correction waits, a withheld one is counted as such no more.
            await bump(consultation.slug)
    return corrected


async def _texts_of(remark: Remark, text: str, proposed_text: str) -> list[str]:
    """What is screened with the new wording: with a response's first remark the names of its sender, too."""
    response = await Response.get(id=remark.response_id).select_related("respondent")
    return [text, proposed_text, response.respondent.name, response.respondent.organisation]
