"""Who was first is named to colleagues, from what was noted when it was stored."""

from __future__ import annotations

from datetime import timedelta

from consult import audit
from consult.audit import SYSTEM, AuditEntry
from consult.people.conflict import stale, stale_by, stale_since
from consult.settings import Settings
from consult.stale_state import CHANGED, PUBLISHED
from tests.support.factories import NOW
from tests.support.factories.people import account


async def test_the_last_change_in_the_trail_says_who_and_when(db: Settings) -> None:
    bo, mona = await account(name="Bo Prøve"), await account(name="Mona Prøve")
    await audit.record("reworded", "point", 7, by=bo.actor, now=NOW)
    await audit.record("reworded", "point", 7, by=mona.actor, now=NOW + timedelta(minutes=3))
    await audit.record("reworded", "point", 8, by=bo.actor, now=NOW + timedelta(minutes=4))
    await audit.record("reworded", "version", 7, by=bo.actor, now=NOW + timedelta(minutes=5))
    first = await stale("point", 7, current=["Ny titel", ""], parts=["title"])
    assert (first.noun, first.happened, first.by) == ("point", CHANGED, "Mona Prøve")
    assert first.at == NOW + timedelta(minutes=3)
    assert (first.current, set(first.parts)) == (("Ny titel",), {"title"})
    also = await stale("point", 7, PUBLISHED, also=["version"])
    assert (also.happened, also.by) == (PUBLISHED, "Bo Prøve")


async def test_where_nobody_noted_it_nobody_is_named(db: Settings) -> None:
    unknown = await stale("point", 9)
    assert (unknown.by, unknown.at) == ("", None)
    assert (await stale_since("reason", None)).by == ""
    await audit.record("stored", "version", 1, by=SYSTEM, now=NOW)
    entry = await AuditEntry.get()
    assert (await stale_since("version", entry)).at == NOW
    assert (await stale_by("version", "account:99", NOW)).by == ""
