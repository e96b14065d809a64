"""The tests' own tools: they must not lie."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

import httpx2
from tortoise import connections

from consult import clock
from consult.people.account import Account
from consult.people.role import Role
from consult.people.session import COOKIE, person_of
from consult.responses.remark import Publicity, Remark
from consult.responses.tally import Tally
from consult.settings import Settings
from tests.support.databases import ENGINE
from tests.support.factories import consultations, documents, people, responses
from tests.support.mail import Letterbox
from tests.support.queries import queries


async def test_every_test_gets_a_clean_migrated_database(db: Settings) -> None:
    assert await Account.all().count() == 0
    assert connections.get("default").capabilities.dialect == (
        "sqlite" if ENGINE == "sqlite" else "postgres"
    )
    await Account.create(email="a@fjordby.example", created_at="2027-01-01T00:00:00Z")


async def test_and_the_next_one_too(db: Settings) -> None:
    assert await Account.all().count() == 0


async def test_the_counter_sees_every_statement(db: Settings) -> None:
    with queries() as sent:
        await Account.all()
        await Account.filter(email="b@fjordby.example").exists()
    assert len(sent) == 2
    await Account.all()
    assert len(sent) == 2


async def test_the_client_reaches_the_site_on_the_test_database(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/static/vendor/htmx.min.js")
    assert answer.status_code == 200
    assert "htmx" in answer.text


def test_the_letterbox_keeps_what_it_is_sent(smtp: Letterbox) -> None:
    letter = EmailMessage()
    letter["to"], letter["from"], letter["subject"] = "x@fjordby.example", "y@fjordby.example", "Æ"
    letter.set_content("Kære")
    with smtplib.SMTP("127.0.0.1", int(smtp.url.rsplit(":", 1)[1])) as connection:
        connection.send_message(letter)
    assert smtp.wait_for("x@fjordby.example")["subject"] == "Æ"
    assert smtp.to("z@fjordby.example") == []


async def test_factories_make_a_site_that_agrees_with_itself(db: Settings) -> None:
    draft = await documents.draft(await consultations.consultation(), areas=2, paragraphs=2)
    on = draft.paragraphs[3]
    shown = await responses.remark(draft, on, publicity=Publicity.PUBLISHED)
    waiting = await responses.remark(draft, on, within=await responses.response(draft))
    assert (shown.section_id, on.number) == (draft.sections[1].identity_id, "2.2")
    assert shown.public_text == shown.text
    assert (waiting.public_text, await Remark.filter(queued_at__isnull=False).count()) == ("", 1)
    assert await Tally.all().values_list("section_id", "paragraph_id", "published") == [
        (None, on.identity_id, 1)
    ]


async def test_a_factory_account_can_be_signed_in(client: httpx2.AsyncClient, db: Settings) -> None:
    who = await people.account(Role.MODERATOR)
    await people.sign_in(client, who, db)
    token = client.cookies[db.cookie_name(COOKIE)]
    person = await person_of(token, clock.now())
    assert person is not None
    assert person.roles == {Role.MODERATOR}
