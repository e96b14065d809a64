"""The letter about a remark that was taken down waits for the reason, but no longer than a day: a chore of the worker."""

from __future__ import annotations

from datetime import datetime

from consult import audit, database
from consult.responses.remark import Remark, Standing
from moderation import letters

# Letters in one go; the rest goes with the next.
MOST = 100


async def send_due_notices(*, secret_key: str, now: datetime) -> None:
    """Tell the authors whose remark was taken down a day ago that it is gone and that the reason follows."""
    unexplained = Remark.filter(unexplained_since__lte=now, standing=Standing.RECEIVED)
    due = unexplained.filter(notice_due_at__lte=now).order_by("notice_due_at", "id").limit(MOST)
    for remark in await due.select_related("consultation", "response"):
        await _send(remark, secret_key=secret_key, now=now)


async def _send(remark: Remark, *, secret_key: str, now: datetime) -> None:
    """Once, whoever else gives the reason or sends it at the same moment."""
    async with database.transaction():
        still_due = Remark.filter(id=remark.id, notice_due_at=remark.notice_due_at)
        if not await still_due.update(notice_due_at=None):
            return
        if await letters.send_notice(remark, secret_key=secret_key, now=now):
            await audit.record(
                "notify", "remark", remark.id, by=audit.WORKER, now=now,
                consultation_id=remark.consultation_id,
            )  # fmt: skip
