"""A moderator: reads what waits, leaves words out, publishes several, and takes one down; with and without scripts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from consult import clock
from consult.files import FileStore
from consult.people.role import Role
from consult.people.session import COOKIE, Session
from consult.responses.annex import Annex
from consult.responses.annex_copies import ensure_copy
from consult.responses.finding import Finding
from consult.responses.remark import Remark, Revision
from consult.settings import load
from consult.tokens import hash_token, new_token
from tests.support import telling_files
from tests.support.browser import NARROW, WIDE, Visits, assert_accessible, assert_fits
from tests.support.factories import consultations, documents, people, responses
from tests.support.server import Server

QUEUE = "/staff/consultations/havn/queue"
TEXT = "Ring til mig på 12 34 56 78, så fortæller jeg om havnen."


@pytest.fixture(scope="module", autouse=True)
def heard(server: Server) -> None:
    """A consultation out to hearing today."""

    async def make() -> None:
        now = clock.now()
        found = await consultations.open_today(slug="havn", title="En havn for alle")
        await consultations.reason(found, key="personal_data", title="")
        text = await documents.draft(found)
        for _ in range(6):
            await responses.remark(text, text.paragraphs[0], queued_at=now, text=TEXT)
        for remark in (await Remark.all().order_by("id"))[:4]:
            await Finding.create(
                revision=await Revision.get(remark_id=remark.id),
                field="text", rule="phone", start=16, end=27, confidence="high",
            )  # fmt: skip

    server.within(make)


@pytest.fixture
def token(server: Server) -> str:
    """What a moderator's cookie holds."""
    return signed_in(server, "havn")


def signed_in(server: Server, slug: str) -> str:
    """A moderator of this consultation: what the cookie holds."""
    made = new_token()
    server.within(lambda: _sign_in(made, slug))
    return made


async def _sign_in(token: str, slug: str) -> None:
    now = clock.now()
    account = await people.account(Role.MODERATOR, consultation=slug)
    await Session.create(
        token_hash=hash_token(token), account=account, created_at=now, seen_at=now,
        expires_at=now + timedelta(hours=1),
    )  # fmt: skip


def moderator(visits: Visits, token: str, **options: object) -> Page:
    """A moderator's page."""
    page = visits.open(**options)  # type: ignore[arg-type]
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": visits.base_url}])
    return page


def test_words_are_left_out_with_the_mouse_and_everybody_sees_the_rest(
    visits: Visits, token: str
) -> None:
    page = moderator(visits, token)
    page.goto(QUEUE)
    page.locator(".queue__link").first.click()
    page.wait_for_url("**/queue/*")
    place = page.url
    page.locator("textarea[name=text]").evaluate("e => { e.focus(); e.setSelectionRange(16, 27) }")
    page.get_by_role("button", name="Udelad de valgte ord").click()
    expect(page.locator("textarea[name=text]")).to_have_value(
        TEXT.replace("12 34 56 78", "[[12 34 56 78]]")
    )
    expect(page.locator(".preview__side .remark__text")).not_to_contain_text("12 34")
    page.get_by_label("Begrundelse").select_option("personal_data")
    page.get_by_role("button", name="Offentliggør med ord udeladt").click()
    expect(page.locator(".alert-success")).to_contain_text("er gemt")

    page.goto(place)
    page.get_by_role("link", name="Se den, som alle andre ser den").click()
    expect(page.locator(".remark__text")).to_contain_text("så fortæller jeg om havnen.")
    expect(page.locator(".remark__text")).not_to_contain_text("12 34")

    page.get_by_role("link", name="Åbn den i køen").click()
    page.get_by_label("Begrundelse").select_option("personal_data")
    page.get_by_role("button", name="Tag ned").click()
    expect(page.locator(".alert-success")).to_contain_text("er gemt")
    assert page.goto(place.replace("/staff", "").replace("/queue/", "/remarks/")).status == 410  # type: ignore[union-attr]


def test_without_a_script_brackets_are_put_and_seen_before_anything_is_decided(
    visits: Visits, token: str
) -> None:
    page = moderator(visits, token, javascript=False, width=NARROW)
    page.goto(QUEUE + "?findings=with")
    page.locator(".queue__link").first.click()
    page.get_by_role("button", name="Sæt klammer om det, screeningen fandt").click()
    expect(page.locator("textarea[name=text]")).to_have_value(
        TEXT.replace("12 34 56 78", "[[12 34 56 78]]")
    )
    expect(page.locator(".preview__side .remark__text")).not_to_contain_text("12 34")
    page.get_by_role("button", name="Offentliggør med ord udeladt").click()
    expect(page.locator(".error-summary")).to_contain_text("Vælg begrundelsen")
    page.get_by_label("Begrundelse").select_option("personal_data")
    page.get_by_role("button", name="Offentliggør med ord udeladt").click()
    expect(page.locator(".alert-success")).to_contain_text("er gemt")


def test_several_are_published_without_a_script(visits: Visits, token: str) -> None:
    page = moderator(visits, token, javascript=False)
    page.goto(QUEUE)
    page.locator(".queue__tick label").first.click()
    page.get_by_role("button", name="Offentliggør de afkrydsede").click()
    expect(page.locator(".alert")).to_contain_text("1 bemærkning er offentliggjort.")


@pytest.mark.parametrize("javascript", [True, False])
def test_going_back_to_the_list_ticks_nothing_that_nobody_ticked(
    visits: Visits, server: Server, javascript: bool
) -> None:
    """A browser that fills a form again does it by name and order, and the list is another one by then."""
    slug = f"kaj-{str(javascript).lower()}"

    async def make() -> None:
        found = await consultations.open_today(slug=slug, title="En kaj for alle")
        text = await documents.draft(found)
        for number in range(5):
            await responses.remark(text, queued_at=clock.now(), text=f"Ord nummer {number}.")

    server.within(make)
    page = moderator(visits, signed_in(server, slug), javascript=javascript)
    page.goto(f"/staff/consultations/{slug}/queue")
    boxes, ticked = page.locator(".queue__tick input"), page.locator(".queue__tick input:checked")
    for place in (0, 1):
        boxes.nth(place).check()
    page.get_by_role("button", name="Offentliggør de afkrydsede").click()
    expect(page.locator(".alert")).to_contain_text("2 bemærkninger er offentliggjort.")
    page.go_back()
    expect(boxes).to_have_count(3)
    expect(ticked).to_have_count(0)
    boxes.nth(1).check()
    page.locator(".queue__link").first.click()
    page.go_back()
    expect(ticked).to_have_count(1)
    expect(boxes.nth(1)).to_be_checked()


def test_single_comments_of_a_file_are_left_out_in_arabic_on_a_phone_without_a_script(
    visits: Visits, server: Server
) -> None:
    content = telling_files.word()

    async def make() -> None:
        found = await consultations.open_today(slug="bro", title="En bro for alle")
        await consultations.reason(found, key="personal_data", title="")
        remark = await responses.remark(await documents.draft(found), queued_at=clock.now())
        files = FileStore(load(server.environ).data_dir / "files")
        annex = await Annex.create(
            response_id=remark.response_id, ordinal=1, name="svar.docx", size=len(content), media_type="x",
            file_key=files.save(content),
        )  # fmt: skip
        annex = await Annex.get(id=annex.id).select_related("response__respondent")
        await ensure_copy(annex, files, now=clock.now())

    server.within(make)
    page = moderator(visits, signed_in(server, "bro"), javascript=False, width=NARROW)
    page.goto("/ar/staff/consultations/bro/queue")
    page.locator(".queue__link").first.click()
    page.locator("a[href*='/annotations']").click()
    expect(page.locator(".cited")).to_have_text(["indsat", "slettet", "Hvorfor ikke?"])
    assert_fits(page)
    page.locator("select[name=reason-3]").select_option("personal_data")
    page.locator("main form[data-page-form] button").click()
    expect(page.locator(".alert-success")).to_be_visible()
    expect(page.locator("select[name=reason-3]")).to_have_value("personal_data")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_the_pages_suit_everybody_at_every_width(
    visits: Visits, token: str, language: str, width: int
) -> None:
    page = moderator(visits, token, width=width)
    page.goto(language + QUEUE + "?findings=with")
    assert_accessible(page)
    assert_fits(page)
    page.locator(".queue__link").first.click()
    page.wait_for_url("**/queue/*")
    assert_accessible(page)
    assert_fits(page)
