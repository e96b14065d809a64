"""An editor takes down what should never have been public, puts it back, and stops the consultation; with and without
scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from consult import clock
from consult.people.role import Role
from consult.people.session import COOKIE, Session
from consult.tokens import hash_token, new_token
from tests.support.browser import NARROW, WIDE, Visits, assert_accessible, assert_fits
from tests.support.factories import consultations, drafts, people
from tests.support.server import Server

PUBLIC = "/consultations/havn"
DESK = "/staff/consultations/havn"
WORDS = "Der er to broer."


@pytest.fixture(scope="module", autouse=True)
def heard(server: Server) -> None:
    """A consultation out to hearing today."""

    async def make() -> None:
        found = await consultations.open_today(slug="havn", title="En havn for alle")
        await consultations.reason(found, key="personal_data", title="")
        await drafts.store(found)

    server.within(make)


@pytest.fixture
def token(server: Server) -> str:
    """What an editor's cookie holds."""
    made = new_token()

    async def make() -> None:
        now = clock.now()
        account = await people.account(Role.EDITOR)
        await Session.create(
            account=account, token_hash=hash_token(made), created_at=now, seen_at=now,
            expires_at=now + timedelta(hours=8),
        )  # fmt: skip

    server.within(make)
    return made


def editor(visits: Visits, token: str, *, javascript: bool = True, width: int = WIDE) -> Page:
    page = visits.open(width=width, javascript=javascript)
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": visits.base_url}])
    return page


@pytest.mark.parametrize("javascript", [True, False])
def test_a_paragraph_is_taken_down_and_put_back(
    visits: Visits, token: str, javascript: bool
) -> None:
    page, reader = editor(visits, token, javascript=javascript), visits.open()
    page.goto(DESK + "/text")
    page.get_by_role("link", name="Tag det ned, der aldrig skulle have været offentligt").click()
    page.get_by_label("Nummeret").fill("1.2")
    page.get_by_role("button", name="Find det").click()
    page.get_by_role("button", name="Tag stykke 1.2 ned").click()
    expect(page.locator(".alert").first).to_contain_text("Det er gemt")
    reader.goto(PUBLIC + "/sections/1")
    expect(reader.locator(".taken-down")).to_have_text(
        "Taget ned: Det skulle ikke have været offentligt."
    )
    expect(reader.get_by_text(WORDS)).to_have_count(0)
    page.get_by_role("button", name="Sæt det tilbage").first.click()
    expect(page.locator(".alert").first).to_contain_text("Det er gemt")
    reader.reload()
    expect(reader.get_by_text(WORDS)).to_have_count(1)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_consultation_is_suspended_and_resumed(
    visits: Visits, token: str, javascript: bool
) -> None:
    page, reader = editor(visits, token, javascript=javascript), visits.open()
    page.goto(DESK + "/publication")
    page.get_by_label("Begrundelse").first.fill("Tallene var forkerte.")
    page.get_by_role("button", name="Sæt høringen i bero").click()
    reader.goto(PUBLIC)
    expect(reader.get_by_text("Tallene var forkerte.")).to_be_visible()
    page.get_by_role("button", name="Genoptag høringen").click()
    reader.reload()
    expect(reader.get_by_text("Tallene var forkerte.")).to_have_count(0)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_the_pages_suit_everybody_at_every_width(
    visits: Visits, token: str, language: str, width: int
) -> None:
    page = editor(visits, token, width=width)
    for address in (f"{language}{DESK}/takedowns?number=1.1", f"{language}{DESK}/publication"):
        page.goto(address)
        assert_accessible(page)
        assert_fits(page)
