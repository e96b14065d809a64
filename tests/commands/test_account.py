from __future__ import annotations

import pytest

from consult import clock
from consult.audit import AuditEntry
from consult.people import signing_in
from consult.people.account import Account, names_of
from consult.people.person import Person
from consult.people.role import Role, RoleGrant
from consult.people.session import person_of
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


ROLE = ("--role", "moderator")


def link_of(printed: str) -> str:
    return printed.strip().rsplit("/", 1)[1]


def signed_in(within: Within, token: str) -> str | None:
    session: str | None = within(lambda: signing_in.sign_in(token, now=clock.now()))
    return session


def person(within: Within, session: str) -> Person | None:
    found: Person | None = within(lambda: person_of(session, clock.now()))
    return found


def two_at_work(consult: Consult, within: Within) -> tuple[str, str, str]:
    """Kim, at work with another link unused, and a colleague at work: both sessions, and the unused link."""
    within(frame)
    kim = signed_in(within, link_of(consult("account", "add", "kim@fjordby.example", *ROLE)[1]))
    unused = link_of(consult("account", "add", "kim@fjordby.example", "--role", "editor", *HERE)[1])
    other = signed_in(within, link_of(consult("account", "add", "bo@fjordby.example", *ROLE)[1]))
    assert kim
    assert other
    return kim, other, unused


def test_who_is_removed_is_out_at_once_and_a_colleague_stays(
    consult: Consult, within: Within
) -> None:
    kim, other, unused = two_at_work(consult, within)
    code, printed, _ = consult("account", "remove", "Kim@fjordby.example")
    assert code == 0
    assert "2 role(s), 1 session(s) and 1 unused link(s) ended" in printed
    assert person(within, kim) is None
    assert signed_in(within, unused) is None
    assert person(within, other)
    assert consult("account", "remove", "kim@fjordby.example")[1].endswith("removed already.\n")


def test_what_somebody_did_keeps_their_name_after_they_left(
    consult: Consult, within: Within
) -> None:
    two_at_work(consult, within)
    consult("account", "remove", "kim@fjordby.example")

    async def done() -> tuple[list[str], dict[str, str]]:
        entries = await AuditEntry.filter(noun="account").order_by("id")
        return [entry.verb for entry in entries], await names_of({each.actor for each in entries})

    verbs, names = within(done)
    assert verbs == ["open", "sign_in", "open", "sign_in", "disable"]
    assert set(names.values()) == {"kim@fjordby.example", "bo@fjordby.example"}


def test_who_comes_back_has_only_the_role_that_is_given_now(
    consult: Consult, within: Within
) -> None:
    kim, _, unused = two_at_work(consult, within)
    consult("account", "remove", "kim@fjordby.example")
    again = link_of(
        consult(
            "account", "add", "kim@fjordby.example", "--role", "reader", "--committee", "teknik"
        )[1]
    )
    session = signed_in(within, again)
    assert session
    back = person(within, session)
    assert back
    assert back.roles == {Role.READER}
    assert person(within, kim) is None
    assert signed_in(within, unused) is None


def test_who_is_signed_out_may_ask_for_a_new_link(consult: Consult, within: Within) -> None:
    kim, other, unused = two_at_work(consult, within)
    code, printed, _ = consult("account", "sign-out", "kim@fjordby.example")
    assert code == 0
    assert "1 session(s) and 1 unused link(s) ended. The roles stay." in printed
    assert person(within, kim) is None
    assert signed_in(within, unused) is None
    assert person(within, other)
    again = link_of(consult("account", "add", "kim@fjordby.example", *ROLE)[1])
    assert signed_in(within, again)


def test_the_list_says_who_works_here_with_which_roles(consult: Consult, within: Within) -> None:
    assert consult("account", "list")[1] == "Nobody has an account yet.\n"
    two_at_work(consult, within)
    consult(
        "account",
        "add",
        "ea@fjordby.example",
        "--role",
        "committee",
        "--committee",
        "teknik",
        *HERE,
    )
    consult("account", "remove", "bo@fjordby.example")
    listed = consult("account", "list")[1].splitlines()
    assert [line.split("  ")[:2] for line in listed] == [
        ["ea@fjordby.example", "committee (teknik, havnen)"],
        ["kim@fjordby.example", "moderator, editor (havnen)"],
    ]
    assert listed[0].endswith("0 session(s), not seen lately")
    assert "1 session(s), last seen " in listed[1]
    removed = consult("account", "list", "--removed")[1].splitlines()
    assert removed[0].startswith("bo@fjordby.example  removed 20")


@pytest.mark.parametrize("action", ["remove", "sign-out"])
def test_nobody_of_that_address_is_said_in_one_line(consult: Consult, action: str) -> None:
    assert consult("account", action, "x@fjordby.example") == (
        1, "", "consult: Nobody has an account with the address x@fjordby.example.\n",
    )  # fmt: skip
