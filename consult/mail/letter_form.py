"""The form a letter has on the wire: its headers and encoding. Knows nothing of servers or the outbox's order."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from consult.mail.address import wire_address
from consult.mail.outbox import Letter
from consult.settings import Settings


def sender(settings: Settings) -> str:
    """The address our letters come from."""
    return settings.mail_from or f"no-reply@{settings.base_host}"


def as_message(letter: Letter, settings: Settings) -> EmailMessage:
    """The letter, ready to be sent. Raises ValueError when its address or subject cannot stand in a header,
    so nobody can add headers or recipients of their own."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(settings.municipality.site_name, addr_spec=sender(settings))
    message["To"] = _recipient(wire_address(letter.to))
    message["Subject"] = letter.subject
    message["Date"] = letter.written_at
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    return message


def _recipient(address: str) -> Address:
    try:
        return Address(addr_spec=address)
    except (IndexError, MessageError) as error:  # what the parser raises beside ValueError
        raise ValueError("not an address") from error
