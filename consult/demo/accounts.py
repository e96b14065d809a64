"""The sample's accounts: one a role and one a committee, for this machine alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from consult import audit
from consult.people.account import open_account
from consult.people.role import Role, grant

DEMO_HOST = "demo.example"
MODERATOR = f"{Role.MODERATOR}@{DEMO_HOST}"

# What the header calls whoever is signed in; the made-up municipality is Danish.
DEMO_NAMES = {
    Role.ADMIN: "Administrator",
    Role.EDITOR: "Redaktør",
    Role.MODERATOR: "Moderator",
    Role.COMMITTEE: "Udvalgssekretær",
    Role.READER: "Læser",
    Role.LEAD: "Ledende sekretær",
}


async def open_accounts(lead: str, now: datetime, committees: Iterable[str] = ()) -> None:
    """``lead`` is the committee, by its slug, of the accounts that are called by their role; each of the other
    ``committees`` has one that is called by its slug."""
    for role in Role:
        account = await open_account(
            f"{role}@{DEMO_HOST}", name=DEMO_NAMES[role], is_demo=True, by=audit.SYSTEM, now=now
        )
        committee = lead if role in (Role.COMMITTEE, Role.READER) else ""
        await grant(account, role, committee=committee, by=audit.SYSTEM, now=now)
    for slug in committees:
        if slug != lead:
            account = await open_account(
                f"{slug}@{DEMO_HOST}",
                name=DEMO_NAMES[Role.COMMITTEE],
                is_demo=True,
                by=audit.SYSTEM,
                now=now,
            )
            await grant(account, Role.COMMITTEE, committee=slug, by=audit.SYSTEM, now=now)
