"""Rate limits on what is sent: how many responses, drafts, letters and bytes of files a network may cause.

The network is counted, never the person; a whole library behind one address fits in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

from starlette.requests import Request

from consult import clock, database
from consult.mail.address import normal_email
from consult.public.responding.cookies import receipt_secrets
from consult.rate_limit import DAY, HOUR, MINUTE, allowed, used_up
from consult.responses import submitting, workspace
from consult.responses.not_sent import NotSent
from consult.responses.receipt import Receipt
from consult.responses.response import Channel
from consult.responses.sender import sender_holding
from consult.responses.submitting import Prepared
from consult.responses.unsent_response import Unsent
from consult.responses.workspace import Content
from consult.web.client import counted_network

Stored = TypeVar("Stored")

# Letters go to addresses nobody has confirmed: enough for one who mistypes, too few to pester anybody.
LETTERS_PER_MINUTE = 5
# Letters to one address that is written into a draft, whoever asks for them: a link that works is among them.
LETTERS_PER_ADDRESS = 3
# Letters that ask to confirm the address written with a response: a library full of people at a hearing, and no more.
CONFIRM_LETTERS_PER_MINUTE = 30
# Bytes of files for one network: ten organisations behind one address, each with all that fits into a response.
MEGABYTES_PER_HOUR = 400
KILOBYTE = 1024
# Bytes of drafts saved by one network: a hundred times the longest that can be sent.
DRAFT_MEGABYTES_PER_HOUR = 50
# In characters: a longer one is not saved any more when the disk is nearly full, so that what is sent still is.
SHORT_DRAFT = 20_000
# Looks at a preview for each response that may be sent.
PREVIEWS = 2


class TooMany(NotSent):
    """The network has sent too much; ``seconds`` until it may go on, rounded up."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.seconds = int(wait.total_seconds()) + 1


async def check_submissions(request: Request, channel: Channel = Channel.WEB) -> None:
    """Raises TooMany when this network has used up its minute, or by program its day. Counts nothing: asked before the
    body is read."""
    settings = request.app.state.settings
    for kind, limit, per in _submission_windows(request, channel):
        wait = await used_up(
            kind,
            await counted_network(request),
            limit=limit,
            secret_key=settings.secret_key,
            now=clock.now(),
            per=per,
        )
        if wait is not None:
            raise TooMany(wait)


def _submission_windows(request: Request, channel: Channel) -> Iterator[tuple[str, int, timedelta]]:
    """(what is counted, how many, in how long) of responses sent. A program may send a day's work but no flood; people
    behind one address, however many, write for themselves."""
    settings = request.app.state.settings
    yield "submit", settings.submissions_per_minute, MINUTE
    if channel is Channel.API:
        yield "submit-day", settings.submissions_per_day, DAY


async def store_within_limit(
    request: Request,
    prepared: Prepared | Receipt,
    store: Callable[[Prepared], Awaitable[Receipt]] = submitting.store,
) -> Receipt:
    """Store what was prepared and count it, in one transaction and so with one flush to disk; a repetition, which has
    its receipt already, counts nothing. Raises TooMany, and whatever ``store`` raises."""
    if isinstance(prepared, Receipt):
        return prepared
    prepared = await _with_sender(request, prepared)
    async with database.transaction():
        wait = await _count_submission(request, prepared.response.channel)
        if wait is None:
            return await store(await _with_letter_counted(request, prepared))
    raise TooMany(wait)


async def _with_sender(request: Request, prepared: Prepared) -> Prepared:
    """The response as its sender's, where this browser holds the secret of another one."""
    email = prepared.submission.respondent.email
    return replace(prepared, sender=await sender_holding(receipt_secrets(request), email))


async def _count_submission(request: Request, channel: Channel) -> timedelta | None:
    """Count one response sent; None when it may be stored, else how long to wait."""
    for kind, limit, per in _submission_windows(request, channel):
        if wait := await _count(request, kind, limit, per=per):
            return wait
    return None


async def _with_letter_counted(request: Request, prepared: Prepared) -> Prepared:
    """The response, without its confirm letter where this network has caused all it may: it is stored all the same."""
    if not prepared.submission.respondent.email:
        return prepared
    wait = await _count(request, "confirm-network", CONFIRM_LETTERS_PER_MINUTE)
    return replace(prepared, asks_to_confirm=wait is None)


async def save_within_limit(
    request: Request, unsent: Unsent, content: Content, *, lock_version: int
) -> int:
    """Save a draft, see ``draft_within_limit``. Gives the new lock version. Raises TooMany, NoRoom, and whatever
    ``workspace.save`` raises."""
    now = clock.now()
    save = partial(workspace.save, unsent, content, lock_version=lock_version, now=now)
    return await draft_within_limit(request, content, save)


async def draft_within_limit(
    request: Request, content: Content, store: Callable[[], Awaitable[Stored]]
) -> Stored:
    """Store ``content`` of a draft and count its bytes, in one transaction; what is not stored is not counted. Gives what
    ``store`` gives. Raises TooMany, NoRoom for a long one on a nearly full disk, and whatever ``store`` raises."""
    size = content.size
    if content.length > SHORT_DRAFT:
        request.app.state.files.check_room(size)
    limit, kilobytes = DRAFT_MEGABYTES_PER_HOUR * KILOBYTE, size // KILOBYTE + 1
    async with database.transaction():
        wait = await _count(request, "drafts", limit, per=HOUR, uses=kilobytes)
        if wait is None:
            return await store()
    raise TooMany(wait)


async def check_preview(request: Request) -> None:
    """Count one look at what is about to be sent, which screens it. Raises TooMany."""
    await _check(request, "preview", PREVIEWS * request.app.state.settings.submissions_per_minute)


async def check_correction(request: Request) -> None:
    """Count one new wording, as if it were a response sent. Raises TooMany."""
    await _check(request, "submit", request.app.state.settings.submissions_per_minute)


async def check_start(request: Request) -> None:
    """Count one formal response begun. Raises TooMany."""
    await _check(request, "start", request.app.state.settings.submissions_per_minute)


async def check_letter(request: Request) -> None:
    """Count one letter asked for. Raises TooMany."""
    await _check(request, "letter", LETTERS_PER_MINUTE)


async def was_just_mailed(request: Request, to: str) -> bool:
    """Count one letter asked for to this address, by whatever network; whether it has had enough of them this hour."""
    wait = await allowed(
        "letter-address",
        normal_email(to),
        limit=LETTERS_PER_ADDRESS,
        secret_key=request.app.state.settings.secret_key,
        now=clock.now(),
        per=HOUR,
    )
    return wait is not None


async def check_file(request: Request, size: int) -> None:
    """Count a file of ``size`` bytes that is about to be kept. Raises TooMany."""
    kilobytes = size // KILOBYTE + 1
    limit = MEGABYTES_PER_HOUR * KILOBYTE
    wait = await _count(request, "files", limit, per=HOUR, uses=kilobytes)
    if wait is not None:
        raise TooMany(wait)


async def _check(request: Request, kind: str, limit: int) -> None:
    wait = await _count(request, kind, limit)
    if wait is not None:
        raise TooMany(wait)


async def _count(
    request: Request, kind: str, limit: int, *, per: timedelta = MINUTE, uses: int = 1
) -> timedelta | None:
    settings = request.app.state.settings
    return await allowed(
        kind,
        await counted_network(request),
        limit=limit,
        secret_key=settings.secret_key,
        now=clock.now(),
        per=per,
        uses=uses,
    )
