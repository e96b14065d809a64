"""A person signed in: an account with the roles it holds now. What templates call ``me``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consult.audit import Actor
from consult.people.account import Account
from consult.people.role import Role, RoleGrant


@dataclass(frozen=True)
class Person:
    """``grants`` are all roles of the account, ended ones too; ``now`` is when they were loaded."""

    account: Account
    grants: tuple[RoleGrant, ...]
    now: datetime

    @property
    def name(self) -> str:
        return self.account.name or self.account.email

    @property
    def actor(self) -> Actor:
        """How the audit trail names this person."""
        return self.account.actor

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held anywhere, now."""
        return frozenset(g.role for g in self.grants if g.covers(g.role, None, None, self.now))

    def has(
        self, *roles: Role, consultation: str | None = None, committee: str | None = None
    ) -> bool:
        """Whether the person holds one of the roles there, now; slugs, None for anywhere."""
        return any(
            each.covers(role, consultation, committee, self.now)
            for role in roles
            for each in self.grants
        )

    def has_everywhere(self, *roles: Role) -> bool:
        """Whether the person holds one of the roles for the whole municipality, now."""
        return any(
            not (each.consultation or each.committee) and each.covers(role, None, None, self.now)
            for role in roles
            for each in self.grants
        )
