"""Links that sign in to the demo accounts, made each time the site is served on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.people import sign_in_link
from consult.people.role import Role, RoleGrant
from consult.settings import Settings


@dataclass(frozen=True)
class DemoLink:
    """``role`` with its committee, where it has one. ``address`` opens the page with the button; it works again and again."""

    role: str
    email: str
    address: str


async def demo_links(settings: Settings, now: datetime) -> list[DemoLink]:
    """One link for each account of the demo, in the order of the roles; an account with a role in several committees is
    named by the first."""
    grants = await (
        RoleGrant.filter(account__is_demo=True, account__disabled_at=None, ends_at=None)
        .order_by("id")
        .select_related("account")
    )
    first = {given.account_id: given for given in reversed(grants)}
    roles = list(Role)
    ordered = sorted(first.values(), key=lambda given: (roles.index(given.role), given.id))
    return [await _link(given, settings, now) for given in ordered]


async def _link(given: RoleGrant, settings: Settings, now: datetime) -> DemoLink:
    token = await sign_in_link.issue(given.account, lifetime=sign_in_link.DEMO_LIFETIME, now=now)
    role = f"{given.role} {given.committee}".strip()
    return DemoLink(role, given.account.email, f"{settings.base_url}/sign-in/{token}")
