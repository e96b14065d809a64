"""The sample's accounts: one a role, for this machine alone."""

from __future__ import annotations

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


async def open_accounts(lead: str, now: datetime) -> None:
    """``lead`` is the committee that those belong to who belong to one, by its slug."""
    for role in Role:
        account = await open_account(
            f"{role}@{DEMO_HOST}", name=DEMO_NAMES[role], is_demo=True, by=audit.SYSTEM, now=now
        )
        committee = lead if role in (Role.COMMITTEE, Role.READER) else ""
        await grant(account, role, committee=committee, by=audit.SYSTEM, now=now)
