"""``consult account``: give somebody a role and a link to sign in with, list who works here, shut somebody out."""

from __future__ import annotations

import argparse
import asyncio
from typing import TYPE_CHECKING

from consult import audit, clock, settings
from consult.commands.installation import chosen_settings, opened
from consult.commands.trouble import Trouble

if TYPE_CHECKING:
    from consult.people.account import Account
    from consult.people.role import RoleGrant
    from consult.people.roster import Entry


def run(arguments: argparse.Namespace) -> int:
    """Do one of the actions. Raises Trouble for an unknown committee, consultation or account."""
    actions = {"add": _add, "list": _list, "remove": _remove, "sign-out": _sign_out}
    asyncio.run(actions[arguments.action](chosen_settings(), arguments))
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


async def _list(chosen: settings.Settings, arguments: argparse.Namespace) -> None:
    from consult.people.roster import roster

    async with opened(chosen):
        entries = await roster(clock.now())
    for entry in entries:
        if entry.account.disabled_at is None or arguments.removed:
            print(_line(entry))
    if not entries:
        print("Nobody has an account yet.")


def _line(entry: Entry) -> str:
    """ "kim@fjordby.example  committee (teknik, havnen)  2 sessions, last seen 2026-11-30 20:15 UTC"."""
    if entry.account.disabled_at is not None:
        return f"{entry.account.email}  removed {entry.account.disabled_at:%Y-%m-%d}"
    roles = ", ".join(_named(each) for each in entry.roles) or "no role"
    seen = f"last seen {entry.seen_at:%Y-%m-%d %H:%M} UTC" if entry.seen_at else "not seen lately"
    return f"{entry.account.email}  {roles}  {entry.sessions} session(s), {seen}"


def _named(grant: RoleGrant) -> str:
    where = ", ".join(filter(None, (grant.committee, grant.consultation)))
    return f"{grant.role} ({where})" if where else str(grant.role)


async def _remove(chosen: settings.Settings, arguments: argparse.Namespace) -> None:
    from consult.people import departure

    async with opened(chosen):
        account = await _account(arguments.email)
        ended = await departure.remove(account, by=audit.SYSTEM, now=clock.now())
    if ended is None:
        print(f"{account.email} had been removed already.")
        return
    print(
        f"{account.email} is shut out: {ended.roles} role(s), {ended.sessions} session(s) and "
        f"{ended.links} unused link(s) ended. What they did keeps their name."
    )


async def _sign_out(chosen: settings.Settings, arguments: argparse.Namespace) -> None:
    from consult.people import departure

    async with opened(chosen):
        account = await _account(arguments.email)
        ended = await departure.sign_out_everywhere(account, by=audit.SYSTEM, now=clock.now())
    print(
        f"{account.email} is signed out: {ended.sessions} session(s) and {ended.links} unused "
        "link(s) ended. The roles stay."
    )


async def _account(email: str) -> Account:
    from consult.people.account import account_of

    account = await account_of(email)
    if account is None:
        raise Trouble(f"Nobody has an account with the address {email}.")
    return account


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
