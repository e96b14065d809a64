"""The form a letter has on the wire: its headers and encoding. Knows nothing of servers or the outbox's order."""

from __future__ import annotations

from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

from consult.mail.address import wire_address
from consult.mail.outbox import Letter
from consult.settings import Settings

# In characters: a longer subject is encoded, so that it can be cut anywhere.
LONGEST_PLAIN_SUBJECT = 60


class Subject(str):
    """A subject that folds itself, by Header. EmailPolicy loses a space where it cuts a long one that is not ASCII, and
    leaves a long word uncut (Python 3.11); it asks a header with a name to fold itself."""

    name = "Subject"
    defects: tuple[Exception, ...] = ()

    def fold(self, *, policy: EmailPolicy) -> str:
        """Its lines on the wire with their ends, each at most 76 characters."""
        is_plain = self.isascii() and len(self) <= LONGEST_PLAIN_SUBJECT and "=?" not in self
        header = Header(str(self), None if is_plain else "utf-8", header_name=self.name)
        return (
            f"{self.name}: {header.encode(linesep=policy.linesep, maxlinelen=75)}{policy.linesep}"
        )


def sender(settings: Settings) -> str:
    """The address our letters come from."""
    return settings.mail_from or f"no-reply@{settings.base_host}"


def as_message(letter: Letter, settings: Settings) -> EmailMessage:
    """The letter, ready to be sent. Raises ValueError when its address or subject cannot stand in a header,
    so nobody can add headers or recipients of their own."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(settings.municipality.site_name, addr_spec=sender(settings))
    message["To"] = _recipient(wire_address(letter.to))
    message["Subject"] = _subject(letter.subject)
    message["Date"] = letter.written_at
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.body, charset="utf-8", cte="quoted-printable")
    return message


def _subject(written: str) -> Subject:
    """Raises ValueError for one that would add headers of its own."""
    if "\r" in written or "\n" in written:
        raise ValueError("a subject of several lines")
    return Subject(written)


def _recipient(address: str) -> Address:
    try:
        return Address(addr_spec=address)
    except (IndexError, MessageError) as error:  # what the parser raises beside ValueError
        raise ValueError("not an address") from error
