"""Rate limits on what is sent: how many responses, drafts and letters a network may cause in a minute.

The network is counted, never the person; a whole library behind one address fits in.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from starlette.requests import Request

from consult import clock, database
from consult.rate_limit import allowed
from consult.responses.submitting import NotSent
from consult.web.client import network_of

# Letters go to addresses nobody has confirmed: enough for one who mistypes, too few to pester anybody.
LETTERS_PER_MINUTE = 5


class TooMany(NotSent):
    """The network has sent too much this minute; ``seconds`` until it may go on, rounded up."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.seconds = int(wait.total_seconds()) + 1


@asynccontextmanager
async def submission_limit(request: Request) -> AsyncIterator[None]:
    """Count one response of this network. Raises TooMany before the block runs.

    The count and the response share one transaction, and so one flush to disk.
    """
    async with database.transaction():
        wait = await _count(request, "submit", request.app.state.settings.submissions_per_minute)
        if wait is None:
            yield
    if wait is not None:
        raise TooMany(wait)


async def check_start(request: Request) -> None:
    """Count one formal response begun. Raises TooMany."""
    await _check(request, "start", request.app.state.settings.submissions_per_minute)


async def check_letter(request: Request) -> None:
    """Count one letter asked for. Raises TooMany."""
    await _check(request, "letter", LETTERS_PER_MINUTE)


async def _check(request: Request, kind: str, limit: int) -> None:
    wait = await _count(request, kind, limit)
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
