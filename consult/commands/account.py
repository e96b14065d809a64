"""``consult account add``: give somebody a role, and a link to sign in with."""

from __future__ import annotations

import argparse
import asyncio

from consult import audit, clock, settings
from consult.commands.installation import opened
from consult.commands.trouble import Trouble


def run(arguments: argparse.Namespace) -> int:
    """Print a link that works once. Raises Trouble for an unknown committee or consultation."""
    asyncio.run(_add(settings.load(), arguments))
    return 0


async def _add(chosen: settings.Settings, arguments: argparse.Namespace) -> None:
    from consult.people import role, sign_in_link
    from consult.people.account import open_account

    now = clock.now()
    async with opened(chosen):
        await _refuse_unknown(arguments)
        try:
            account = await open_account(arguments.email, by=audit.SYSTEM, now=now)
        except ValueError as error:
            raise Trouble(f"{error}.") from error
        await role.grant(
            account,
            role.Role(arguments.role),
            consultation=arguments.consultation,
            committee=arguments.committee,
            by=audit.SYSTEM,
            now=now,
        )
        token = await sign_in_link.issue(
            account, lifetime=sign_in_link.HANDED_OVER_LIFETIME, now=now
        )
    print(f"{account.email} is now {arguments.role}. This link signs in once, within two days:")
    print(f"{chosen.base_url}/sign-in/{token}")


async def _refuse_unknown(arguments: argparse.Namespace) -> None:
    from consult.consultations.committee import Committee
    from consult.consultations.consultation import Consultation
    from consult.people.role import Role

    committee, consultation = arguments.committee, arguments.consultation
    if arguments.role in (Role.COMMITTEE, Role.READER) and not committee:
        raise Trouble(f"The role {arguments.role} needs --committee.")
    if committee and not await Committee.filter(slug=committee).exists():
        known = ", ".join([c.slug for c in await Committee.all().order_by("slug")]) or "none yet"
        raise Trouble(f"There is no committee {committee}; there are: {known}.")
    if consultation and not await Consultation.filter(slug=consultation).exists():
        raise Trouble(f"There is no consultation {consultation}.")
