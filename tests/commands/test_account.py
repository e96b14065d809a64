from __future__ import annotations

import pytest

from consult import clock
from consult.people import signing_in
from consult.people.account import Account
from consult.people.role import Role, RoleGrant
from tests.commands.conftest import Consult, Within
from tests.support.factories import consultations

HERE = ("--consultation", "havnen")


async def frame() -> None:
    await consultations.consultation(slug="havnen")
    await consultations.committee(slug="teknik")
    await consultations.committee(slug="kultur")


def test_the_printed_link_signs_in_with_the_role(consult: Consult, within: Within) -> None:
    within(frame)
    code, printed, _ = consult(
        "account",
        "add",
        "Kim@fjordby.example",
        "--role",
        "committee",
        "--committee",
        "teknik",
        *HERE,
    )
    assert code == 0
    token = printed.strip().rsplit("/", 1)[1]

    async def use() -> tuple[str | None, RoleGrant]:
        return await signing_in.sign_in(token, now=clock.now()), await RoleGrant.get()

    session, grant = within(use)
    assert session
    assert (grant.role, grant.committee, grant.consultation) == (Role.COMMITTEE, "teknik", "havnen")


@pytest.mark.parametrize(
    "arguments, complaint",
    [
        (["kim@fjordby.example", "--role", "editor", "--consultation", "broen"],
         "There is no consultation broen."),
        (["kim@fjordby.example", "--role", "reader", "--committee", "skole"],
         "There is no committee skole; there are: kultur, teknik."),
        (["kim@fjordby.example", "--role", "committee"], "The role committee needs --committee."),
        (["kim", "--role", "editor"], "kim is not an e-mail address."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_one_line_and_opens_nothing(
    consult: Consult, within: Within, arguments: list[str], complaint: str
) -> None:
    within(frame)
    assert consult("account", "add", *arguments) == (1, "", f"consult: {complaint}\n")
    assert within(lambda: Account.all().count()) == 0
    assert within(lambda: RoleGrant.all().count()) == 0


def test_only_the_five_roles_are_known(consult: Consult) -> None:
    with pytest.raises(SystemExit) as refusal:
        consult("account", "add", "kim@fjordby.example", "--role", "king")
    assert refusal.value.code == 2
