"""How much one address may do in a minute, an hour or a day. Counts hashes of addresses, never addresses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tortoise import fields
from tortoise.models import Model

from consult import database
from consult.attack_traces import Trace, note
from consult.tokens import keyed_hash

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# Windows are counted from here, so every worker means the same one.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class RateWindow(Model):
    """How often one key was seen in the window of time that starts at ``starts_at``."""

    id = fields.BigIntField(primary_key=True)
    key = fields.CharField(max_length=64)
    starts_at = fields.DatetimeField()
    count = fields.IntField(default=0)

    class Meta:
        table = "rate_window"
        unique_together = (("key", "starts_at"),)


async def allowed(
    kind: str,
    address: str,
    *,
    limit: int,
    secret_key: str,
    now: datetime,
    per: timedelta = MINUTE,
    uses: int = 1,
) -> timedelta | None:
    """Count ``uses`` of ``kind`` from ``address``; None when within ``limit``, else how long to wait.

    ``per`` is a span by the clock that divides a day; a ``kind`` is always asked for with the same one.

    The rows live in the database, so every worker counts together and a restart forgets nothing.
    """
    window = _window(now, per)
    count = await _increment(_key(kind, address, secret_key, window), window, uses)
    if count <= limit:
        return None
    note(Trace.LIMIT, kind)
    return window + per - now


async def used_up(
    kind: str,
    address: str,
    *,
    limit: int,
    secret_key: str,
    now: datetime,
    per: timedelta = MINUTE,
) -> timedelta | None:
    """How long to wait where one use more would be over ``limit``, else None. Counts nothing; one query."""
    window = _window(now, per)
    counted = await RateWindow.get_or_none(
        key=_key(kind, address, secret_key, window), starts_at=window
    )
    if counted is None or counted.count < limit:
        return None
    note(Trace.LIMIT, kind)
    return window + per - now


def _window(now: datetime, per: timedelta) -> datetime:
    """When the window that ``now`` is in started."""
    return now - (now - EPOCH) % per


def _key(kind: str, address: str, secret_key: str, window: datetime) -> str:
    return keyed_hash(secret_key, f"{kind}|{address}|{window:%Y-%m-%d}")


_COUNT = (
    "INSERT INTO rate_window (key, starts_at, count) VALUES (?, ?, ?) "
    "ON CONFLICT (key, starts_at) DO UPDATE SET count = rate_window.count + excluded.count RETURNING count"
)


async def _increment(key: str, window: datetime, uses: int) -> int:
    [row] = await database.execute(_COUNT, key, window, uses)
    return int(row["count"])


async def forget_old_windows(now: datetime) -> None:
    """Delete windows that can no longer matter: all of two hours ago but those of the day."""
    today = _window(now, DAY)
    await RateWindow.filter(starts_at__lt=now - 2 * HOUR).exclude(starts_at=today).delete()
