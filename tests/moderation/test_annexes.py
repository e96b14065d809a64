"""Files that came with a response: opened by moderators alone, each decided on by itself, never run."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html
from starlette.types import ASGIApp

from consult.audit import AuditEntry
from consult.files import FileStore
from consult.people.role import Role
from consult.responses.annex import Annex
from consult.responses.copy_chores import make_copies
from consult.responses.remark import Publicity, Remark
from consult.responses.response import Response
from consult.settings import Settings
from tests.moderation.pressing import press as press_remark
from tests.support import telling_files
from tests.support.factories import NOW, people, responses
from tests.support.factories.documents import Draft
from tests.support.visitors import visitor

CONTENT = telling_files.pdf()


@pytest.fixture
async def annex(db: Settings, text: Draft) -> Annex:
    remark = await responses.remark(text)
    return await Annex.create(
        response_id=remark.response_id, ordinal=1, name='bilag "æ".pdf', size=len(CONTENT),
        media_type="text/html", file_key=FileStore(db.data_dir / "files").save(CONTENT),
    )  # fmt: skip


def address(text: Draft, annex: Annex) -> str:
    return f"/staff/consultations/{text.consultation.slug}/annexes/{annex.id}"


async def press(
    browser: httpx2.AsyncClient, draft: Draft, annex: Annex, button: str, **fields: str
) -> httpx2.Response:
    form = {"seen": "waiting", "reference": "1.1", **fields, "decision": button}
    return await browser.post(address(draft, annex), data=named(annex, form))


def named(annex: Annex, form: dict[str, str]) -> dict[str, str]:
    """The fields by the names they have on a page that may have several files."""
    own = ("seen", "reason", "told")
    return {f"{name}-{annex.id}" if name in own else name: value for name, value in form.items()}


async def publicity(annex: Annex) -> Publicity:
    return (await Annex.get(id=annex.id)).publicity


async def test_a_file_is_given_to_be_saved_and_never_to_be_run(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    answer = await moderator.get(address(text, annex))
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''bilag%20")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in answer.headers["cache-control"]


async def test_publishing_the_text_publishes_no_file_and_the_file_no_text(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    answer = await press(moderator, text, annex, "publish")
    assert answer.headers["location"].endswith("/queue/1.1?annex=decided#annexes")
    assert await publicity(annex) == Publicity.PUBLISHED
    [remark] = await Remark.all()
    assert remark.publicity == Publicity.WAITING
    assert [entry.verb for entry in await AuditEntry.filter(noun="annex")] == ["publish"]


async def test_a_file_is_kept_back_for_a_reason_and_taken_down_after_all(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    asked = await press(moderator, text, annex, "withhold")
    assert "annex=reason" in asked.headers["location"]
    assert await publicity(annex) == Publicity.WAITING
    await press(moderator, text, annex, "publish")
    await press(moderator, text, annex, "withhold", seen="published", reason="private")
    assert await publicity(annex) == Publicity.WITHHELD
    entries = await AuditEntry.filter(noun="annex").order_by("id")
    assert [(e.verb, e.facts["reason"]) for e in entries] == [
        ("publish", None), ("take_down", "private"),
    ]  # fmt: skip


async def test_a_file_is_published_without_a_reason_and_none_is_stored(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    await press(moderator, text, annex, "publish", reason="private")
    assert await publicity(annex) == Publicity.PUBLISHED
    [entry] = await AuditEntry.filter(noun="annex")
    assert (entry.verb, entry.facts["reason"]) == ("publish", None)


async def test_a_public_file_is_taken_down_with_one_press_and_waits_again(
    client: httpx2.AsyncClient, moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    [remark] = await Remark.all()
    await press_remark(moderator, remark, "publish")
    await press(moderator, text, annex, "publish")
    public = f"/consultations/{text.consultation.slug}/responses/1/annexes/1"
    assert (await client.get(public)).status_code == 200
    answer = await press(moderator, text, annex, "take_down", seen="published")
    assert (await client.get(public)).status_code == 404
    assert await publicity(annex) == Publicity.WAITING
    page = await moderator.get(answer.headers["location"])
    assert "Vis filen igen" in page.text
    history = html.fromstring(page.text).find_class("history")[0].text_content()
    assert 'Filen bilag "æ".pdf: Taget ned' in history
    twice = await press(moderator, text, annex, "take_down")
    assert "annex=yours" in twice.headers["location"]
    assert "Du afgjorde filen selv" in (await moderator.get(twice.headers["location"])).text
    assert [each.verb for each in await AuditEntry.filter(noun="annex")] == ["publish", "take_down"]


async def test_the_second_of_two_is_told(
    moderator: httpx2.AsyncClient, colleague: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    await press(colleague, text, annex, "withhold", reason="private")
    late = await press(moderator, text, annex, "publish")
    assert "annex=overtaken" in late.headers["location"]
    assert await publicity(annex) == Publicity.WITHHELD
    told = await moderator.get(late.headers["location"])
    assert "En anden afgjorde filen først" in told.text


async def test_a_withdrawn_responses_file_is_not_published(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    await responses.response(text)
    await Response.filter(id=annex.response_id).update(withdrawn_at=NOW)
    await press(moderator, text, annex, "publish")
    assert await publicity(annex) == Publicity.WAITING


@pytest.mark.parametrize(
    "fields", [{"seen": "x"}, {"reference": "../x"}, {"decision": "delete"}, {"reference": ""}]
)
async def test_what_no_form_of_ours_sends_is_refused(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex, fields: dict[str, str]
) -> None:
    form = {"seen": "waiting", "reference": "1.1", "decision": "publish", **fields}
    assert (await moderator.post(address(text, annex), data=named(annex, form))).status_code == 400
    assert await publicity(annex) == Publicity.WAITING


async def test_nobody_else_gets_the_file(
    app: ASGIApp, db: Settings, client: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    assert (await client.get(address(text, annex))).status_code == 303
    elsewhere = await people.account(Role.MODERATOR, consultation="andetsteds")
    committee = await people.account(Role.COMMITTEE)
    for account in (elsewhere, committee):
        async with visitor(app, db) as browser:
            await people.sign_in(browser, account, db)
            assert (await browser.get(address(text, annex))).status_code == 404
            assert (await press(browser, text, annex, "publish")).status_code == 404
            wrong = address(text, annex).replace(text.consultation.slug, "andetsteds")
            assert (await browser.get(wrong)).status_code == 404
    assert await publicity(annex) == Publicity.WAITING


async def test_the_moderator_sees_what_becomes_of_the_file_and_may_open_the_copy(
    moderator: httpx2.AsyncClient, db: Settings, text: Draft, annex: Annex
) -> None:
    page = f"/staff/consultations/{text.consultation.slug}/queue/1.1"
    assert "Den offentlige kopi bliver lavet." in (await moderator.get(page)).text
    assert (await moderator.get(address(text, annex) + "/copy")).status_code == 404
    await make_copies(db)
    shown = (await moderator.get(page)).text
    for words in ("af hvem den er lavet", "1 kommentar i margenen", "1 fil inde i den er udeladt"):
        assert words in shown
    copy = await moderator.get(address(text, annex) + "/copy")
    assert telling_files.MAKER.encode() not in telling_files.everything_in(copy.content)
    assert (await moderator.get(address(text, annex))).content == CONTENT, "the original"


async def test_a_file_that_cannot_be_cleaned_is_published_by_whoever_was_told(
    moderator: httpx2.AsyncClient, db: Settings, text: Draft, annex: Annex
) -> None:
    locked = telling_files.pdf(password="kode", owner="ejer")
    await Annex.all().update(file_key=FileStore(db.data_dir / "files").save(locked))
    first = await press(moderator, text, annex, "publish")
    assert "annex=trouble" in first.headers["location"]
    assert await publicity(annex) == Publicity.WAITING
    page = (await moderator.get(first.headers["location"])).text
    assert "Filen har en adgangskode" in page
    [told] = html.fromstring(page).xpath(
        f"//form[.//button[@value='publish']]//input[@name='told-{annex.id}']/@value"
    )
    await press(moderator, text, annex, "publish", told=told)
    assert await publicity(annex) == Publicity.PUBLISHED


async def test_it_is_told_at_once_where_it_is_known(
    moderator: httpx2.AsyncClient, db: Settings, text: Draft, annex: Annex
) -> None:
    await Annex.all().update(file_key=FileStore(db.data_dir / "files").save(b"%PDF-1.4 half"))
    await make_copies(db)
    page = (await moderator.get(f"/staff/consultations/{text.consultation.slug}/queue/1.1")).text
    assert "Filen er beskadiget" in page
    await press(moderator, text, annex, "publish", told="damaged")
    assert await publicity(annex) == Publicity.PUBLISHED


async def test_a_decision_on_a_file_keeps_what_is_typed_for_the_other_buttons(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    [remark] = await Remark.all()
    typed = {"text": f"[[{remark.text}]]", "note": "Skriv det kortere.", "reason": "", "party": ""}
    answer = await press(moderator, text, annex, "publish", **typed)
    assert answer.status_code == 200
    assert "Din afgørelse om filen er gemt." in answer.text
    page = html.fromstring(answer.text)
    assert page.xpath("//textarea[@name='note']")[0].text.strip() == "Skriv det kortere."
    assert page.xpath("//textarea[@name='text']")[0].text.strip() == f"[[{remark.text}]]"
    assert await publicity(annex) == Publicity.PUBLISHED


async def test_a_decision_on_the_remark_keeps_the_reason_chosen_for_a_file(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    [remark] = await Remark.all()
    chosen = {f"reason-{annex.id}": "private", "opened": ""}
    answer = await press_remark(moderator, remark, "publish", **chosen)
    assert answer.status_code == 200
    selected = html.fromstring(answer.text).xpath(
        f"//select[@name='reason-{annex.id}']/option[@selected]/@value"
    )
    assert selected == ["private"]


async def test_a_file_withheld_without_a_reason_keeps_what_is_typed(
    moderator: httpx2.AsyncClient, text: Draft, annex: Annex
) -> None:
    [remark] = await Remark.all()
    answer = await press(
        moderator, text, annex, "withhold", text=remark.text, note="Skriv det kortere."
    )
    assert "Skriv det kortere." in answer.text
    assert "Vælg" in answer.text
    assert await publicity(annex) == Publicity.WAITING
