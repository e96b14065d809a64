"""A real mail server on a loopback port that keeps what it is sent. Holds no letter of ours."""

from __future__ import annotations

import contextlib
import email
import email.policy
import time
from collections.abc import Iterator
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.ports import free_port


class Letterbox:
    """The letters that arrived, oldest first, and their headers as they came over the wire. ``refuse_with`` set, the server answers that instead."""

    def __init__(self, port: int) -> None:
        self.url = f"smtp://127.0.0.1:{port}"
        self.letters: list[EmailMessage] = []
        self.heads: list[str] = []
        self.refuse_with = ""

    async def handle_DATA(
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:  # aiosmtpd's name
        if self.refuse_with:
            return self.refuse_with
        content = envelope.content
        assert isinstance(content, bytes)
        letter = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.heads.append(content.partition(b"\r\n\r\n")[0].decode())
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to one address."""
        return [letter for letter in self.letters if address in str(letter["to"])]

    def wait_for(self, address: str, *, count: int = 1, seconds: float = 45) -> EmailMessage:
        """The newest letter to an address once ``count`` have come; AssertionError if they do not."""
        until = time.monotonic() + seconds
        while len(self.to(address)) < count:
            assert time.monotonic() < until, f"no letter {count} to {address} within {seconds} s"
            time.sleep(0.05)
        return self.to(address)[-1]


@contextlib.contextmanager
def letterbox() -> Iterator[Letterbox]:
    """Listen while the block runs."""
    port = free_port()
    box = Letterbox(port)
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
