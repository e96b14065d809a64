"""What was worked out about a published version: it never changes, so it is remembered in this process.

Holds no rule, and nothing that another process could not work out again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from consult import database
from consult.documents.document import Version

T = TypeVar("T")


class Remembered(Generic[T]):
    """One fact about each of the ``most`` versions last worked out."""

    def __init__(self, work_out: Callable[[Version], Awaitable[T]], *, most: int = 64) -> None:
        self._work_out = work_out
        self._most = most
        self._found: OrderedDict[tuple[object, int], T] = OrderedDict()

    async def of(self, version: Version) -> T:
        """The fact; worked out every time for a version in preparation, which changes."""
        if version.published_at is None or version.is_previewed:
            return await self._work_out(version)
        key = (database.opening(), version.id)
        if key not in self._found:
            self._found[key] = await self._work_out(version)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return self._found[key]
