"""Who was first: a StaleState that names the colleague and the moment. Asked only where a change was refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from consult.audit import AuditEntry
from consult.people.account import names_of
from consult.stale_state import CHANGED, StaleState


async def stale(
    noun: str,
    noun_id: int,
    happened: str = CHANGED,
    *,
    current: Iterable[str] = (),
    parts: Iterable[str] = (),
    also: Iterable[str] = (),
) -> StaleState:
    """To be raised: by whom and when the thing was changed last, from the audit trail; at most two queries.

    ``also`` are other nouns under which the trail notes changes of the same id.
    """
    entries = AuditEntry.filter(noun__in=[noun, *also], noun_id=noun_id)
    last = await entries.order_by("-id").first()
    return await stale_since(noun, last, happened, current=current, parts=parts)


async def stale_since(
    noun: str,
    entry: AuditEntry | None,
    happened: str = CHANGED,
    *,
    current: Iterable[str] = (),
    parts: Iterable[str] = (),
) -> StaleState:
    """The same where the entry that tells of the change is in hand; at most one query."""
    by, at = (entry.actor, entry.at) if entry else ("", None)
    return await stale_by(noun, by, at, happened, current=current, parts=parts)


async def stale_by(
    noun: str,
    actor: str,
    at: datetime | None,
    happened: str = CHANGED,
    *,
    current: Iterable[str] = (),
    parts: Iterable[str] = (),
) -> StaleState:
    """The same where the row says who changed it last (an Actor) and when; at most one query."""
    names = await names_of([actor])
    return StaleState(
        noun, happened, by=names.get(actor, ""), actor=actor, at=at, current=current, parts=parts
    )
