"""When each long-running process last said that it is alive. Holds no other news of it."""

from __future__ import annotations

from datetime import datetime

from tortoise import fields
from tortoise.models import Model

WORKER = "worker"


class Heartbeat(Model):
    """``name`` is the kind of process, ``at`` its last sign of life."""

    name = fields.CharField(max_length=40, primary_key=True)
    at = fields.DatetimeField()

    class Meta:
        table = "heartbeat"


async def beat(name: str, now: datetime) -> None:
    """Say that a process is alive."""
    await Heartbeat.update_or_create(defaults={"at": now}, name=name)


async def last_beat(name: str) -> datetime | None:
    """When a process was last alive, None for one that never was."""
    row = await Heartbeat.get_or_none(name=name)
    return row.at if row else None
