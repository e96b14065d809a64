"""Delivery: takes due letters out of the outbox and hands them to the mail server.

Any number of drainers may run, on any host: a letter is claimed by one statement that also moves its next
attempt into the future, and it is sent outside every transaction. A letter whose drainer died becomes due
again when the claim runs out, under the same Message-ID.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
)

from consult import clock, database, logs
from consult.mail.address import wire_address
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
# One broken exchange may be about its letter; so many in a row are about the channel.
BROKEN_IN_A_ROW = 2
CLOSING = 421  # the server's "service not available, closing transmission channel"

# Whose turn comes first. Who signs in waits for the letter. The last ones go to addresses that anybody can write into a
# form, as many as they like: the others never wait for them.
_TURN = "CASE kind WHEN 'sign_in_link' THEN 0 WHEN 'confirm_email' THEN 2 WHEN 'way_back' THEN 2 WHEN 'unsent_reminder' THEN 2 WHEN 'status_link' THEN 2 ELSE 1 END"
_CLAIM = """
UPDATE letter SET attempts = attempts + 1, due_at = ?
WHERE id = (SELECT id FROM letter WHERE sent_at IS NULL AND given_up_at IS NULL AND called_back_at IS NULL
            AND due_at <= ? ORDER BY {turn}, due_at, id LIMIT 1 {skip_locked})
RETURNING id
"""


async def claim(now: datetime) -> Letter | None:
    """Take the due letter whose turn it is, of equals the oldest; nobody else gets it until the lease ends.

    Asked before every letter, so a sign-in link waits for one letter, however many are due.
    """
    skip_locked = "FOR UPDATE SKIP LOCKED" if database.is_postgres() else ""
    claim_one = _CLAIM.format(turn=_TURN, skip_locked=skip_locked)
    rows = await database.execute(claim_one, now + LEASE, now)
    return await Letter.get(id=rows[0]["id"]) if rows else None


class TlsNotOffered(SMTPConnectError):
    """The mail server would take secret links, and our password, as anybody on the way can read them."""


def mail_server(settings: Settings) -> SMTP:
    """A connection to be opened: TLS from the start for smtps; else it must be offered, but by a server on this machine
    or where the operator has said so.

    ``settings.smtp_url`` must not be empty.
    """
    url = urlsplit(settings.smtp_url)
    return SMTP(
        hostname=url.hostname,
        port=settings.smtp_port,
        start_tls=True if settings.smtp_needs_tls else None,
        username=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        use_tls=url.scheme == "smtps",
        timeout=TIMEOUT_SECONDS,
    )


async def connect(server: SMTP) -> None:
    """Open the connection. Raises TlsNotOffered, SMTPException or OSError."""
    try:
        await server.connect()
    except SMTPException as error:
        # The library has no kind of its own for it.
        if type(error) is SMTPException and "STARTTLS" in str(error):
            raise TlsNotOffered("no STARTTLS") from error
        raise


async def deliver_due(settings: Settings) -> bool:
    """Send every letter that is due, over one connection where the server keeps it; False when the channel is in
    trouble, so that the caller waits.

    A letter's own trouble (a recipient or text refused) concerns that letter alone.
    """
    if not settings.smtp_url:
        return True
    server = mail_server(settings)
    broken = 0
    try:
        while letter := await claim(clock.now()):
            trouble = await _send(letter, server, settings)
            if trouble is None:
                broken = 0
                await _sent(letter)
            elif _is_final(trouble) or letter.attempts >= MAX_ATTEMPTS:
                await _give_up(letter, trouble)
            else:
                await _postpone(letter, trouble)
            if trouble is None or _concerns_letter(trouble):
                logs.mail_server.end()
                continue
            broken += 1
            if broken == BROKEN_IN_A_ROW or isinstance(trouble, SMTPConnectError):
                logs.mail_server.begin(trouble_of(trouble))
                return False
    finally:
        server.close()
    return broken == 0


async def _send(letter: Letter, server: SMTP, settings: Settings) -> Exception | None:
    """Hand one claimed letter to the server; what stood in the way, if anything."""
    try:
        message, recipient = as_message(letter, settings), wire_address(letter.to)
        if not server.is_connected:
            await connect(server)
        await server.send_message(message, sender=sender(settings), recipients=[recipient])
    except (ValueError, SMTPException, OSError) as error:
        return error
    return None


async def _sent(letter: Letter) -> None:
    """The words go with the letter: they may hold a secret link, of which we keep only the hash."""
    await Letter.filter(id=letter.id).update(sent_at=clock.now(), body="", trouble="")


async def _postpone(letter: Letter, error: Exception) -> None:
    pause = min(FIRST_PAUSE * 2 ** (letter.attempts - 1), LONGEST_PAUSE)
    await Letter.filter(id=letter.id).update(due_at=clock.now() + pause, trouble=trouble_of(error))


async def _give_up(letter: Letter, error: Exception) -> None:
    log.warning("gave up on letter %s of kind %s: %s", letter.id, letter.kind, trouble_of(error))
    await Letter.filter(id=letter.id).update(given_up_at=clock.now(), trouble=trouble_of(error))


def _concerns_letter(error: Exception) -> bool:
    """Whether it is this letter that cannot go, and not the channel every letter takes."""
    if isinstance(error, ValueError | SMTPNotSupported):
        return True
    codes = _codes(error)
    return bool(codes) and CLOSING not in codes


def _is_final(error: Exception) -> bool:
    """Whether trying again is of no use: no address at all, or refused for good (5xx)."""
    if isinstance(error, ValueError | SMTPNotSupported):
        return True
    codes = _codes(error)
    return bool(codes) and min(codes) >= 500


def _codes(error: Exception) -> list[int]:
    """The server's codes for the recipient or the text; none where it refused neither."""
    refusals = error.recipients if isinstance(error, SMTPRecipientsRefused) else [error]
    return [
        each.code for each in refusals if isinstance(each, SMTPRecipientRefused | SMTPDataError)
    ]


def trouble_of(error: Exception) -> str:
    """The kind of fault and the server's code, or the system's; its words may quote the address."""
    codes = _codes(error) or [code for code in (getattr(error, "code", None),) if code]
    return " ".join([type(error).__name__, *map(str, codes)])
