"""Links that sign in to the demo accounts, made each time the site is served on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.people import sign_in_link
from consult.people.role import Role, RoleGrant
from consult.settings import Settings


@dataclass(frozen=True)
class DemoLink:
    """``address`` opens the page with the button; it works again and again."""

    role: str
    email: str
    address: str


async def demo_links(settings: Settings, now: datetime) -> list[DemoLink]:
    """One link for each role that a demo account holds, in the order of the roles."""
    grants = (
        await RoleGrant.filter(account__is_demo=True, account__disabled_at=None, ends_at=None)
        .order_by("id")
        .select_related("account")
    )
    links = []
    for role in Role:
        first = next((grant for grant in grants if grant.role == role), None)
        if first:
            token = await sign_in_link.issue(
                first.account, lifetime=sign_in_link.DEMO_LIFETIME, now=now
            )
            links.append(
                DemoLink(role, first.account.email, f"{settings.base_url}/sign-in/{token}")
            )
    return links
