"""What was worked out about a published version: it never changes, but for what is taken down from it, so it is
remembered in this process.

Holds no rule, and nothing that another process could not work out again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from consult import database
from consult.documents.document import Version

T = TypeVar("T")


class VersionCache(Generic[T]):
    """One fact about each of the versions last asked for: as many as weigh ``most`` together. Unless ``weigh``
    says otherwise each weighs one; what alone weighs more than ``most`` is worked out every time."""

    def __init__(
        self,
        work_out: Callable[[Version], Awaitable[T]],
        *,
        most: int = 64,
        weigh: Callable[[T], int] = lambda _: 1,
    ) -> None:
        self._work_out = work_out
        self._most = most
        self._weigh = weigh
        self._found: OrderedDict[object, tuple[T, int]] = OrderedDict()

    async def of(self, version: Version) -> T:
        """The fact; worked out every time for a version in preparation, which changes."""
        if version.published_at is None or version.is_previewed:
            return await self._work_out(version)
        # An announcement that is called off gives the text back to its editor; published anew it is another.
        key = (database.opening(), version.id, version.published_at, version.takedowns)
        if key in self._found:
            self._found.move_to_end(key)
            return self._found[key][0]
        fact = await self._work_out(version)
        self._keep(key, fact)
        return fact

    def _keep(self, key: object, fact: T) -> None:
        weight = self._weigh(fact)
        if weight > self._most:
            return
        self._found[key] = fact, weight
        while sum(each for _, each in self._found.values()) > self._most:
            self._found.popitem(last=False)
