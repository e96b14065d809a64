"""Reminding whoever wrote and did not send: one letter, two days before the deadline, to the address that they gave.

The letter has no secret link, because nobody has confirmed the address: its page opens in the browser that wrote, and
sends the link to that address where it is asked for.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from tortoise.expressions import Q

from consult import database
from consult.consultations.extension import Extension, deadline_for
from consult.mail.address_words import words_on_address
from consult.responses import letters
from consult.responses.confirmation import may_write
from consult.responses.unsent_response import Unsent
from consult.responses.workspace import Content, party_in

BEFORE = timedelta(days=2)
# Who still writes needs no letter.
QUIET = timedelta(hours=6)
AT_ONCE = 200


async def remind_of_unsent(*, secret_key: str, now: datetime) -> int:
    """Write to the authors of unsent responses whose deadline is near; how many letters. Each is written to once, also
    where the deadline is extended afterwards."""
    written = 0
    async for unsent in _near_their_deadline(now):
        written += await _remind(unsent, secret_key=secret_key, now=now)
    return written


async def _near_their_deadline(now: datetime) -> AsyncIterator[Unsent]:
    """Those that wait, some hundreds at a time, with their consultations. Whose own deadline it is is not asked here."""
    soon = now + BEFORE
    granted = Extension.filter(until__gt=now, until__lte=soon, party_id__isnull=False)
    of_parties = [each.consultation_id for each in await granted]
    near = Q(consultation__closes_at__gt=now, consultation__closes_at__lte=soon)
    waiting = Unsent.filter(
        near | Q(consultation_id__in=of_parties),
        sent_as="",
        reminded_at__isnull=True,
        updated_at__lte=now - QUIET,
        consultation__suspended_at__isnull=True,
        consultation__called_off_at__isnull=True,
    )
    last = 0
    while batch := await waiting.filter(id__gt=last).order_by("id").limit(AT_ONCE).select_related(
        "consultation"
    ):  # fmt: skip
        for unsent in batch:
            yield unsent
        last = batch[-1].id


async def _remind(unsent: Unsent, *, secret_key: str, now: datetime) -> bool:
    content = Content.from_json(unsent.content)
    to = content.respondent.email
    if not (to and content.remarks) or words_on_address(to):
        return False
    party = await party_in(unsent.consultation, content)
    closes_at = await deadline_for(unsent.consultation, party)
    if closes_at is None or not now < closes_at <= now + BEFORE:
        return False
    async with database.transaction():
        # An address that has had its letters of this hour is tried again in the next round.
        if not await may_write(to, secret_key=secret_key, now=now):
            return False
        mine = Unsent.filter(id=unsent.id, sent_as="", reminded_at__isnull=True)
        if not await mine.update(reminded_at=now):
            return False
        await letters.remind(
            unsent, unsent.consultation, closes_at=closes_at, to=to,
            remarks=len(content.remarks), now=now,
        )  # fmt: skip
    return True
