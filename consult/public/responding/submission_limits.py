"""Rate limits on what is sent: how many responses, drafts and letters a network may cause in a minute.

The network is counted, never the person; a whole library behind one address fits in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.requests import Request

from consult import clock, database
from consult.rate_limit import allowed, used_up
from consult.responses import submitting
from consult.responses.receipt import Receipt
from consult.responses.submitting import NotSent, Prepared
from consult.web.client import counted_network

# Letters go to addresses nobody has confirmed: enough for one who mistypes, too few to pester anybody.
LETTERS_PER_MINUTE = 5
# Looks at a preview for each response that may be sent.
PREVIEWS = 2


class TooMany(NotSent):
    """The network has sent too much this minute; ``seconds`` until it may go on, rounded up."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.seconds = int(wait.total_seconds()) + 1


async def check_submissions(request: Request) -> None:
    """Raises TooMany when this network has used up its minute. Counts nothing: asked before the body is read."""
    settings = request.app.state.settings
    wait = await used_up(
        "submit",
        await counted_network(request),
        limit=settings.submissions_per_minute,
        secret_key=settings.secret_key,
        now=clock.now(),
    )
    if wait is not None:
        raise TooMany(wait)


async def store_within_limit(
    request: Request,
    prepared: Prepared | Receipt,
    store: Callable[[Prepared], Awaitable[Receipt]] = submitting.store,
) -> Receipt:
    """Store what was prepared and count it, in one transaction and so with one flush to disk; a repetition, which has
    its receipt already, counts nothing. Raises TooMany, and whatever ``store`` raises."""
    if isinstance(prepared, Receipt):
        return prepared
    async with database.transaction():
        wait = await _count(request, "submit", request.app.state.settings.submissions_per_minute)
        if wait is None:
            return await store(prepared)
    raise TooMany(wait)


async def check_preview(request: Request) -> None:
    """Count one look at what is about to be sent, which screens it. Raises TooMany."""
    await _check(request, "preview", PREVIEWS * request.app.state.settings.submissions_per_minute)


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
        await counted_network(request),
        limit=limit,
        secret_key=settings.secret_key,
        now=clock.now(),
    )
