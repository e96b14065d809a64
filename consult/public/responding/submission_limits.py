"""Keeping within the rate limits: one transaction for the count and the response, one flush to disk.

What is counted is the network, never the person; a whole library behind one address fits in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.requests import Request

from consult import clock, database
from consult.rate_limit import allowed
from consult.responses.receipt import Receipt
from consult.web.client import network_of

# Letters go to addresses nobody has confirmed: enough for one who mistypes, too few to pester anybody.
LETTERS_PER_MINUTE = 5


class TooMany(Exception):
    """The network has sent too much this minute. ``wait`` is how long until it may go on."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.wait = wait

    @property
    def seconds(self) -> int:
        """Whole seconds to wait, rounded up."""
        return int(self.wait.total_seconds()) + 1


async def within_limit(request: Request, send: Callable[[], Awaitable[Receipt]]) -> Receipt:
    """Send, unless this network has used up its minute. Raises TooMany, and whatever ``send`` raises."""
    async with database.transaction():
        wait = await _count(request, "submit", request.app.state.settings.submissions_per_minute)
        if wait is None:
            return await send()
    raise TooMany(wait)


async def check_start(request: Request) -> None:
    """Raises TooMany when this network has started too many formal responses this minute."""
    wait = await _count(request, "start", request.app.state.settings.submissions_per_minute)
    if wait is not None:
        raise TooMany(wait)


async def check_letter(request: Request) -> None:
    """Raises TooMany when this network has had too many letters sent this minute."""
    wait = await _count(request, "letter", LETTERS_PER_MINUTE)
    if wait is not None:
        raise TooMany(wait)


async def _count(request: Request, kind: str, limit: int) -> timedelta | None:
    settings = request.app.state.settings
    return await allowed(
        kind,
        network_of(request, trusted_proxy=settings.trusted_proxy),
        limit=limit,
        secret_key=settings.secret_key,
        now=clock.now(),
    )
