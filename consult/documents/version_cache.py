"""A cache of facts about published versions, which change only by what is taken down from them. Per process; another
process computes them again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from consult import clock, database
from consult.documents.document import Version

T = TypeVar("T")


class VersionCache(Generic[T]):
    """One fact about each of the most recently used versions, at most ``most`` in weight. ``weigh`` gives a fact's
    weight, 1 unless given; a fact heavier than ``most`` is never cached."""

    def __init__(
        self,
        load: Callable[[Version], Awaitable[T]],
        *,
        most: int = 64,
        weigh: Callable[[T], int] = lambda _: 1,
    ) -> None:
        self._load = load
        self._most = most
        self._weigh = weigh
        self._entries: OrderedDict[object, tuple[T, int]] = OrderedDict()

    async def of(self, version: Version) -> T:
        """The fact, loaded where it is not cached; always loaded for a version that is not public, which may change."""
        # A version that waits may be called off, changed, and published for the very same moment.
        if version.is_previewed or not version.is_public(clock.now()):
            return await self._load(version)
        # With the moment: a version may be corrected after a cancelled launch, and is published anew then.
        key = (database.opening(), version.id, version.published_at, version.takedowns)
        if key in self._entries:
            self._entries.move_to_end(key)
            return self._entries[key][0]
        fact = await self._load(version)
        self._store(key, fact)
        return fact

    def _store(self, key: object, fact: T) -> None:
        weight = self._weigh(fact)
        if weight > self._most:
            return
        self._entries[key] = fact, weight
        while sum(each for _, each in self._entries.values()) > self._most:
            self._entries.popitem(last=False)
