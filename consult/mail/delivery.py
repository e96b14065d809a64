"""Delivery: takes due letters out of the outbox and hands them to the mail server.

Any number of drainers may run, on any host: a letter is claimed by one statement that also moves its next
attempt into the future, and it is sent outside every transaction. A letter whose drainer died becomes due
again when the claim runs out, under the same Message-ID.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from aiosmtplib import SMTP, SMTPException, SMTPRecipientRefused, SMTPRecipientsRefused

from consult import clock, database
from consult.mail.letter_form import as_message, sender
from consult.mail.outbox import Letter
from consult.settings import Settings

log = logging.getLogger("consult.mail")

TIMEOUT_SECONDS = 20
# A drainer that takes longer than this over one letter is taken for dead.
LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
# With these pauses a letter is tried for about two days.
MAX_ATTEMPTS = 16

_CLAIM = """
UPDATE letter SET attempts = attempts + 1, due_at = ?
WHERE id = (SELECT id FROM letter WHERE sent_at IS NULL AND given_up_at IS NULL AND due_at <= ?
            ORDER BY due_at, id LIMIT 1 {skip_locked})
RETURNING id
"""


async def claim(now: datetime) -> Letter | None:
    """Take the letter that has been due longest; nobody else gets it until the lease ends."""
    skip_locked = "FOR UPDATE SKIP LOCKED" if database.is_postgres() else ""
    rows = await database.execute(_CLAIM.format(skip_locked=skip_locked), now + LEASE, now)
    return await Letter.get(id=rows[0]["id"]) if rows else None


def mail_server(settings: Settings) -> SMTP:
    """A connection to be opened: TLS from the start for smtps, else as soon as the server offers it.

    ``settings.smtp_url`` must not be empty.
    """
    url = urlsplit(settings.smtp_url)
    return SMTP(
        hostname=url.hostname,
        port=url.port,
        username=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        use_tls=url.scheme == "smtps",
        timeout=TIMEOUT_SECONDS,
    )


async def deliver_due(settings: Settings) -> bool:
    """Send every letter that is due; False when the server could not be used, so that the caller waits."""
    if not settings.smtp_url:
        return True
    server = mail_server(settings)
    try:
        while letter := await claim(clock.now()):
            if not await _deliver(letter, server, settings):
                return False
    finally:
        server.close()
    return True


async def _deliver(letter: Letter, server: SMTP, settings: Settings) -> bool:
    """Send one claimed letter and write down what came of it; False when the server is in trouble."""
    try:
        message = as_message(letter, settings)
    except ValueError as error:
        await _give_up(letter, error)
        return True
    try:
        if not server.is_connected:
            await server.connect()
        await server.send_message(message, sender=sender(settings), recipients=[letter.to])
    except (SMTPException, OSError) as error:
        return await _failed(letter, error)
    await _sent(letter)
    return True


async def _sent(letter: Letter) -> None:
    """The words go with the letter: they may hold a secret link, of which we keep only the hash."""
    await Letter.filter(id=letter.id).update(sent_at=clock.now(), body="", trouble="")


async def _failed(letter: Letter, error: Exception) -> bool:
    """Try again later, or give up; True when only this letter's recipient was refused."""
    refused = isinstance(error, SMTPRecipientRefused | SMTPRecipientsRefused)
    if letter.attempts >= MAX_ATTEMPTS or (refused and _is_final(error)):
        await _give_up(letter, error)
    else:
        pause = min(FIRST_PAUSE * 2 ** (letter.attempts - 1), LONGEST_PAUSE)
        await Letter.filter(id=letter.id).update(
            due_at=clock.now() + pause, trouble=_trouble(error)
        )
    return refused


def _is_final(error: Exception) -> bool:
    """Whether every recipient was refused for good (5xx), not just for now (4xx)."""
    refusals = error.recipients if isinstance(error, SMTPRecipientsRefused) else [error]
    return all(isinstance(r, SMTPRecipientRefused) and r.code >= 500 for r in refusals)


async def _give_up(letter: Letter, error: Exception) -> None:
    log.warning("gave up on letter %s of kind %s: %s", letter.id, letter.kind, _trouble(error))
    await Letter.filter(id=letter.id).update(given_up_at=clock.now(), trouble=_trouble(error))


def _trouble(error: Exception) -> str:
    """The kind of fault and the server's code; its words may quote the address."""
    code = getattr(error, "code", None)
    return type(error).__name__ + (f" {code}" if code else "")
