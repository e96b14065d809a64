"""What the letters to the staff say. They leave through the outbox."""

from __future__ import annotations

from datetime import datetime

from consult.locale import gettext as _
from consult.mail.outbox import post
from consult.people.account import Account
from consult.web.rendering import letter


async def send_sign_in_link(account: Account, *, link: str, minutes: int, now: datetime) -> None:
    """The link that was asked for. ``link`` is the full address, ``minutes`` how long it works."""
    await post(
        "sign_in_link",
        to=account.email,
        subject=_("Your link to sign in"),
        body=letter("mail/sign_in_link/body.txt", link=link, minutes=minutes),
        now=now,
    )
