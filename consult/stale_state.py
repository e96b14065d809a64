"""Optimistic locking: what a change raises that was made on a state which is no longer the stored one.

Who was first is found by ``consult.people.conflict``, and templates/shared/conflicts.html says it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

CHANGED = "changed"
ANNOUNCED = "announced"
PUBLISHED = "published"
GONE = "gone"
LOCKED = "locked"


class StaleState(Exception):
    """Somebody changed it since it was read. Nothing was stored.

    ``noun`` names what was to be changed, as the audit trail does. ``happened`` is what became of it: one of the
    constants above, of a remark also "corrected", "withdrawn", "set_aside" or a decision's kind. ``by`` is the
    name of a colleague ("" for the public and where nobody noted it), ``actor`` who that is as the audit trail has it,
    ``at`` the moment. ``current`` are the texts
    that are stored now, ``parts`` the fields of a larger form that this is about.
    """

    def __init__(
        self,
        noun: str,
        happened: str = CHANGED,
        *,
        by: str = "",
        actor: str = "",
        at: datetime | None = None,
        current: Iterable[str] = (),
        parts: Iterable[str] = (),
    ) -> None:
        super().__init__(f"{noun} {happened}")
        self.noun = noun
        self.happened = happened
        self.by = by
        self.actor = actor
        self.at = at
        self.current = tuple(text for text in current if text)
        self.parts = frozenset(parts)
