"""When something that an operator must know last happened: a sign of life of the worker, a proxy not believed."""

from __future__ import annotations

from datetime import datetime

from tortoise import fields
from tortoise.models import Model

WORKER = "worker"
# The site could write to the database again.
SITE = "site"
# A proxy said for whom it asks, and nobody told us to believe it.
UNBELIEVED_PROXY = "proxy"
# The cleanup found so much to tidy away that something else must be wrong.
CLEANUP_REFUSED = "cleanup refused"


class Heartbeat(Model):
    """``name`` is one of the above, ``at`` when it last happened."""

    name = fields.CharField(max_length=40, primary_key=True)
    at = fields.DatetimeField()

    class Meta:
        table = "heartbeat"


async def beat(name: str, now: datetime) -> None:
    """Note that it happened now."""
    await Heartbeat.update_or_create(defaults={"at": now}, name=name)


async def last_beat(name: str) -> datetime | None:
    """When it last happened; None for never."""
    row = await Heartbeat.get_or_none(name=name)
    return row.at if row else None
