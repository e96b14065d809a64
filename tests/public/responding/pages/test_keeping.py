"""The pencil: remarks kept while reading, in one unsent response, sent once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import clock
from consult.mail.outbox import Letter
from consult.responses.annex import Annex
from consult.responses.remark import Remark
from consult.responses.respondent import Contact, Respondent, RespondentKind
from consult.responses.response import Response, ResponseKind
from consult.responses.submission import MAX_REMARKS
from consult.responses.unsent_response import Unsent
from consult.settings import Settings
from tests.public.responding.conftest import comment_address, hidden, send_comment, write
from tests.public.responding.workspace_steps import PDF, chosen, send, start
from tests.support.factories import DAY, NOW
from tests.support.factories.documents import Draft
from tests.support.visitors import site, visitor

ADDRESS = "prove@fjordby.example"
KEPT = {"step": "keep", "stance": "against"}
MARKS = "/consultations/havnen/my-response/remarks?version=1"


async def keep(
    client: httpx2.AsyncClient, text: Draft, paragraph: int, words: str, **fields: str
) -> httpx2.Response:
    """Write on a paragraph and save it, to read on."""
    address = comment_address(text, paragraph)
    form = hidden(await client.get(address))
    return await client.post(address, data={**form, **KEPT, "text": words, **fields})


async def keep_first(client: httpx2.AsyncClient, text: Draft, paragraph: int = 0) -> str:
    """The first remark, by somebody with a name and an address; gives the address of the response's page."""
    who = {"name": "Prøve Person", "email": ADDRESS, "postcode": "2100"}
    answer = await keep(client, text, paragraph, "Det første.", **who)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).split("/kept")[0]


async def fields_of(client: httpx2.AsyncClient, sheet: str) -> dict[str, str]:
    """What the sheet's form holds, as a browser would post it."""
    unsent = await Unsent.get(public_id=sheet.rsplit("/", 1)[1])
    page = await client.get(sheet)
    fields = {**hidden(page), "kind": "citizen", "name": "Prøve Person", "email": ADDRESS}
    for index, each in enumerate(unsent.content["remarks"]):
        name = f"remark-{index}"
        fields[f"{name}-anchor"] = f"{each['version']}:par_{each['anchor_ref']}"
        fields |= {f"{name}-text": each["text"], f"{name}-stance": each["stance"]}
    return fields


async def texts() -> list[str]:
    return [each["text"] for each in (await Unsent.get()).content["remarks"]]


async def test_five_remarks_are_one_response_one_receipt_and_one_letter(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sheet = await keep_first(client, text, 4)
    for paragraph in (1, 3, 0, 2):
        assert (await keep(client, text, paragraph, f"Om {paragraph}.")).status_code == 303
    assert await Response.all().count() == 0
    assert await Letter.all().count() == 0
    answer = await send(client, sheet)
    receipt = await client.get(answer.headers["location"])
    assert '<p class="receipt__number"><bdi>1</bdi></p>' in receipt.text
    response = await Response.get().select_related("respondent")
    assert response.kind is ResponseKind.COMMENT
    assert response.respondent.kind is RespondentKind.CITIZEN
    assert (response.respondent.name, response.respondent.publish_name) == ("Prøve Person", False)
    assert (await Contact.get()).postcode == "2100"
    remarks = await Remark.all().order_by("ordinal")
    in_order = [each.identity_id for each in text.paragraphs[:5]]
    assert [each.paragraph_id for each in remarks] == in_order, "in the order of the text"
    assert [each.ordinal for each in remarks] == [1, 2, 3, 4, 5]
    assert [each.kind for each in await Letter.all()] == ["confirm_email"]
    again = await client.post(f"{sheet}/preview", data={"step": "send", "lock_version": "6"})
    assert again.headers["location"] == answer.headers["location"]


async def test_whoever_has_one_thing_to_say_sends_it_as_before(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await send_comment(client, comment_address(text))
    assert await Unsent.all().count() == 0
    assert await Response.all().count() == 1


async def test_the_preview_offers_to_keep_it_and_read_on(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = comment_address(text)
    form = await write(client, address)
    preview = await client.post(address, data={**form, "step": "preview"})
    assert 'value="send"' in preview.text
    assert 'value="keep"' in preview.text
    kept = await client.post(address, data={**hidden(preview), "step": "keep"})
    page = await client.get(kept.headers["location"])
    assert "1 bemærkning ikke sendt" in page.text
    assert f"/paragraphs/{text.paragraphs[0].identity_id}" in page.text
    assert await texts() == ["Det er godt."]


async def test_who_one_is_is_asked_once(client: httpx2.AsyncClient, text: Draft) -> None:
    sheet = await keep_first(client, text)
    page = await client.get(comment_address(text, 1))
    assert 'name="name"' not in page.text
    assert 'name="email"' not in page.text
    assert 'value="send"' not in page.text
    assert sheet in page.text
    assert (await Unsent.get()).content["respondent"]["email"] == ADDRESS


async def test_with_our_script_the_way_back_is_the_paragraph(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    answer = await keep(client, text, 2, "Ord.", scripted="yes")
    paragraph = text.paragraphs[2].identity_id
    assert answer.headers["location"] == f"/consultations/havnen/paragraphs/{paragraph}"


async def test_the_sheet_has_each_remark_beside_the_drafts_words(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sheet = await keep_first(client, text, 3)
    await keep(client, text, 1, "Tidligere i teksten.", quote="", proposed_text="Nye ord.")
    page = (await client.get(sheet)).text
    assert "2 bemærkninger ikke sendt" in page
    here, there = page.split('id="remark-1"')
    assert "Tidligere i teksten." in here
    assert text.paragraphs[1].text in here
    assert "Nye ord." in here
    assert text.paragraphs[3].text in there
    preview = (await client.get(f"{sheet}/preview")).text
    assert preview.index("Tidligere i teksten.") < preview.index("Det første.")
    assert ADDRESS in preview.split("preview__side--us")[1]


async def test_the_sheet_says_what_is_missing(client: httpx2.AsyncClient, text: Draft) -> None:
    answer = await keep(client, text, 0, "Uden navn.")
    sheet = answer.headers["location"].split("/kept")[0]
    assert "Skriv dit navn." in (await client.get(sheet)).text
    assert (await client.get(f"{sheet}/preview")).status_code == 422
    form = {**(await fields_of(client, sheet)), "step": "preview"}
    assert (await client.post(sheet, data=form)).headers["location"] == f"{sheet}/preview"
    assert "Skriv dit navn." not in (await client.get(sheet)).text


async def test_quoted_words_stay_through_the_sheet(client: httpx2.AsyncClient, text: Draft) -> None:
    quote = text.paragraphs[0].text[:8]
    await keep(client, text, 0, "Om de ord.", quote=quote, name="Prøve Person")
    sheet = f"/consultations/havnen/respond/{(await Unsent.get()).public_id}"
    page = await client.get(sheet)
    assert f">\n{quote}</textarea>" in page.text
    form = {**(await fields_of(client, sheet)), "remark-0-quote": quote, "step": "save"}
    assert (await client.post(sheet, data=form)).status_code == 303
    await send(client, sheet)
    remark = await Remark.get()
    assert (remark.paragraph_id, remark.quote) == (text.paragraphs[0].identity_id, quote)


async def test_a_citizen_sends_photographs_with_several_remarks(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    page = await client.get("/consultations/havnen/respond?as=citizen")
    assert 'name="cvr" value=""' in page.text
    sheet = await start(client, kind="citizen", organisation="", publish_name="yes")
    await keep(client, text, 0, "Se billederne.")
    form = {**(await fields_of(client, sheet)), "publish_name": "yes", "step": "save"}
    await client.post(sheet, data=form, files=chosen(("foto.pdf", PDF)))
    await send(client, sheet)
    assert (await Annex.get()).name == "foto.pdf"
    respondent = await Respondent.get()
    assert (respondent.kind, respondent.public_name) == (RespondentKind.CITIZEN, "Prøve Person")


async def test_an_organisation_comments_into_its_own_response(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    page = await client.get(comment_address(text))
    assert "Fjordens Venner" in page.text
    await keep(client, text, 0, "Foreningens ord.", name="En anden", email="anden@fjordby.example")
    stored = (await Unsent.get()).content
    assert [each["text"] for each in stored["remarks"]] == ["Foreningens ord."]
    assert stored["respondent"]["name"] == "Prøve Kontakt"
    await send(client, workspace)
    response = await Response.get().select_related("respondent")
    assert response.kind is ResponseKind.FORMAL
    assert response.respondent.organisation == "Fjordens Venner"


async def test_a_double_click_keeps_one(client: httpx2.AsyncClient, text: Draft) -> None:
    address = comment_address(text)
    form = {**hidden(await client.get(address)), **KEPT, "text": "Ord.", "name": "Prøve Person"}
    both = await asyncio.gather(*(client.post(address, data=form) for _ in range(2)))
    assert [each.status_code for each in both] == [303, 303]
    assert await Unsent.all().count() == 1
    assert await texts() == ["Ord."]
    assert (await client.post(address, data=form)).status_code == 303
    assert await texts() == ["Ord."]


async def test_a_first_one_sent_twice_at_once_begins_one_response(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    address = comment_address(text)
    form = {**hidden(await client.get(address)), **KEPT, "text": "Ord.", "name": "Prøve Person"}
    # Neither answer's cookie is there when the other is asked.
    async with visitor(app, db) as other:
        assert (await client.post(address, data=form)).status_code == 303
        assert (await other.post(address, data=form)).status_code == 303
    assert await Unsent.all().count() == 1
    assert await texts() == ["Ord."]


async def test_the_same_form_after_it_was_sent_keeps_nothing_and_loses_nothing(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    address = comment_address(text)
    form = {**hidden(await client.get(address)), **KEPT, "text": "Ord.", "name": "Prøve Person"}
    sheet = (await client.post(address, data=form)).headers["location"].split("/kept")[0]
    await send(client, sheet)
    async with visitor(app, db) as other:
        again = await other.post(address, data=form)
        assert again.status_code == 409
        assert "Ord." in again.text
        fresh = {**hidden(again), **KEPT, "text": "Ord.", "name": "Prøve Person"}
        assert (await other.post(address, data=fresh)).status_code == 303
    assert await Response.all().count() == 1
    assert await Unsent.filter(sent_as="").count() == 1


async def test_a_remark_kept_after_sending_begins_the_next_response(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sheet = await keep_first(client, text)
    await send(client, sheet)
    assert 'name="name"' in (await client.get(comment_address(text, 1))).text
    await keep(client, text, 1, "Endnu en ting.")
    assert await Unsent.all().count() == 2
    assert await Remark.all().count() == 1


async def test_two_windows_at_once_lose_neither_remark(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await keep_first(client, text)
    await asyncio.gather(*(keep(client, text, n, f"Nummer {n}.") for n in range(1, 5)))
    assert sorted(await texts())[1:] == [f"Nummer {n}." for n in range(1, 5)]


async def test_a_sheet_open_in_another_window_does_not_save_a_new_remark_away(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sheet = await keep_first(client, text)
    await keep(client, text, 1, "Den fjernes her.")
    form = await fields_of(client, sheet)
    for name in ("anchor", "text", "stance"):
        del form[f"remark-1-{name}"]
    await keep(client, text, 2, "Skrevet imens.")
    form |= {"remark-0-text": "Rettet her.", "step": "save"}
    conflict = await client.post(sheet, data=form)
    assert conflict.status_code == 409
    fields = {**form, **hidden(conflict)}
    assert (
        "Skrevet imens." in conflict.text.split('name="remark-1-text"')[1].split("</textarea>")[0]
    )
    assert 'name="remark-2-text"' not in conflict.text, "what was taken out here is not put back"
    fields |= {"remark-1-anchor": f"1:par_{text.paragraphs[2].identity_id}"}
    fields |= {"remark-1-text": "Skrevet imens."}
    assert (await client.post(sheet, data=fields)).status_code == 303
    assert await texts() == ["Rettet her.", "Skrevet imens."]


async def test_what_cannot_be_kept_is_still_in_the_form(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    empty = await keep(client, text, 0, "  ")
    assert empty.status_code == 422
    assert "Skriv din bemærkning." in empty.text
    unfound = await keep(client, text, 0, "Ord.", quote="Det står der ikke")
    assert unfound.status_code == 422
    assert "Det står der ikke" in unfound.text
    assert await Unsent.all().count() == 0


async def test_one_remark_too_many_is_refused_and_kept_on_the_page(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    await keep_first(client, text)
    unsent = await Unsent.get()
    one = unsent.content["remarks"][0]
    unsent.content["remarks"] = [{**one, "text": f"Nummer {n}"} for n in range(MAX_REMARKS)]
    await unsent.save()
    refused = await keep(client, text, 1, "En for meget.")
    assert refused.status_code == 422
    assert "En for meget." in refused.text
    assert len(await texts()) == MAX_REMARKS


async def test_a_hundred_remarks_on_paragraphs_can_be_saved(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sheet = await keep_first(client, text)
    unsent = await Unsent.get()
    one = unsent.content["remarks"][0]
    unsent.content["remarks"] = [{**one, "text": f"Nummer {n}"} for n in range(MAX_REMARKS)]
    await unsent.save()
    form = await fields_of(client, sheet)
    for n in range(MAX_REMARKS):
        form |= {f"remark-{n}-quote": "", f"remark-{n}-proposed_text": ""}
    saved = await client.post(sheet, data={**form, "step": "save"})
    assert saved.status_code == 303, saved.text
    assert len(await texts()) == MAX_REMARKS


async def test_after_the_deadline_what_is_typed_is_kept_with_the_response_and_not_begun_anew(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch, app: ASGIApp,
    db: Settings,
) -> None:  # fmt: skip
    sheet = await keep_first(client, text)
    address = comment_address(text, 1)
    form = {**hidden(await client.get(address)), **KEPT, "text": "For sent."}
    async with visitor(app, db) as other:
        fresh = {**hidden(await other.get(address)), **KEPT, "text": "Slet ikke begyndt."}
        monkeypatch.setattr(clock, "now", lambda: NOW + 25 * DAY)
        assert (await client.post(address, data=form)).status_code == 303
        refused = await other.post(address, data=fresh)
        assert refused.status_code == 409
        assert "Slet ikke begyndt." in refused.text
    assert await texts() == ["Det første.", "For sent."]
    page = await client.get(sheet)
    assert page.status_code == 200
    assert "For sent." in page.text


async def test_the_script_is_told_what_is_mine_and_nobody_else(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    assert (await client.get(MARKS)).text.count("my-mark") == 0
    sheet = await keep_first(client, text, 4)
    await keep(client, text, 1, "Tidligere i teksten.")
    found = await client.get(MARKS)
    assert found.headers["cache-control"] == "no-store, private"
    assert "2 bemærkninger ikke sendt" in found.text
    assert f'data-beside="p-1-2" href="{sheet}#remark-0"' in found.text
    assert f'data-beside="p-2-2" href="{sheet}#remark-1"' in found.text
    assert "Tidligere" not in found.text
    elsewhere = await client.get(MARKS.replace("version=1", "version=7"))
    assert "2 bemærkninger ikke sendt" in elsewhere.text
    assert "data-beside" not in elsewhere.text
    async with visitor(app, db) as other:
        theirs = (await other.get(MARKS)).text
        assert "my-mark" not in theirs
        assert "ikke sendt" not in theirs


async def test_after_sending_the_text_shows_where_i_wrote(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sent = await send_comment(client, comment_address(text, 2))
    waits = (await client.get(MARKS)).text
    assert f'data-beside="p-1-3" href="{sent.mine}#remark-1"' in waits
    assert "venter på at blive læst" in waits
    assert "ikke sendt" not in waits
    await client.post(f"{sent.mine}/withdraw")
    assert "data-beside" not in (await client.get(MARKS)).text


async def test_the_public_page_is_the_same_for_whoever_has_written(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    page = f"/consultations/havnen/sections/{text.sections[0].key}"
    before = await client.get(page)
    await keep_first(client, text)
    assert (await client.get(page)).content == before.content
    async with visitor(app, db) as other:
        assert (await other.get(page)).content == before.content


async def test_forgetting_it_here_covers_what_is_not_sent(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    sheet = await keep_first(client, text)
    link = (await client.get(f"{sheet}/elsewhere")).text.split('class="receipt__link" href="')[1]
    await client.post("/forget")
    assert (await client.get(sheet)).status_code == 404
    assert "ikke sendt" not in (await client.get(MARKS)).text
    assert "has-mine" not in client.cookies
    assert 'name="name"' in (await client.get(comment_address(text, 1))).text
    opened = await client.get(link.split('"')[0])
    assert opened.headers["location"] == sheet
    assert "Det første." in (await client.get(sheet)).text


async def test_it_is_taken_to_another_device_by_link_or_qr_code(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    sheet = await keep_first(client, text)
    page = (await client.get(f"{sheet}/elsewhere")).text
    assert '<svg width="' in page
    assert 'class="qr-code"' in page
    link = page.split('class="receipt__link" href="')[1].split('"')[0]
    async with visitor(app, db) as telephone:
        assert (await telephone.get(f"{sheet}/elsewhere")).status_code == 404
        await telephone.get(link)
        await keep(telephone, text, 1, "Fra telefonen.")
    assert await texts() == ["Det første.", "Fra telefonen."]
    assert "Fra telefonen." in (await client.get(sheet)).text


async def test_what_is_not_sent_can_be_opened_for_weeks_and_what_was_sent_for_a_day(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    kept = await keep(client, text, 0, "Ord.", name="Prøve Person")
    ages = {each.split("-")[0]: each for each in kept.headers.get_list("set-cookie")}
    assert f"Max-Age={int(timedelta(days=30).total_seconds())}" in ages["unsent"]
    assert "HttpOnly" in ages["unsent"]
    assert "HttpOnly" not in ages["has"], "our script reads it"
    sheet = kept.headers["location"].split("/kept")[0]
    sent = await send(client, sheet)
    cookies = [each for each in sent.headers.get_list("set-cookie") if each.startswith("receipt-")]
    assert f"Max-Age={12 * 60 * 60};" in cookies[0]


async def test_my_response_leads_to_what_is_being_written(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    mine = "/consultations/havnen/my-response"
    assert "?as=citizen" in (await client.get(mine)).text
    sheet = await keep_first(client, text)
    assert (await client.get(mine)).headers["location"] == sheet
    await send(client, sheet)
    assert "/mine/" in (await client.get(mine)).text


async def test_every_step_can_be_answered_by_another_server(text: Draft, db: Settings) -> None:
    """As when one is killed and started again between any two: nothing that matters is in its memory."""
    cookies = httpx2.Cookies()
    address = [comment_address(text, paragraph) for paragraph in range(2)]

    async def step(method: str, path: str, data: dict[str, str] | None = None) -> httpx2.Response:
        async with site(db) as fresh, visitor(fresh, db) as someone:
            someone.cookies.update(cookies)
            answer = await someone.request(method, path, data=data)
            cookies.update(someone.cookies)
            return answer

    form = {
        **hidden(await step("GET", address[0])),
        "text": "Første.",
        "name": "Prøve Person",
        "stance": "for",
    }
    preview = await step("POST", address[0], {**form, "step": "preview"})
    kept = await step("POST", address[0], {**hidden(preview), "step": "keep"})
    assert "1 bemærkning ikke sendt" in (await step("GET", kept.headers["location"])).text
    form = {**hidden(await step("GET", address[1])), **KEPT, "text": "Anden."}
    kept = await step("POST", address[1], form)
    sheet = kept.headers["location"].split("/kept")[0]
    assert "Anden." in (await step("GET", sheet)).text
    last = await step("GET", f"{sheet}/preview")
    sent = await step("POST", f"{sheet}/preview", {**hidden(last), "step": "send"})
    assert (await step("GET", sent.headers["location"])).status_code == 200
    assert [each.text for each in await Remark.all().order_by("ordinal")] == ["Første.", "Anden."]


async def test_what_fails_half_way_keeps_nothing_and_the_same_form_goes_through_afterwards(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = comment_address(text)
    form = {**hidden(await client.get(address)), **KEPT, "text": "Ord.", "name": "Prøve Person"}

    async def fails(*_args: object, **_more: object) -> None:
        raise RuntimeError("killed here")

    with monkeypatch.context() as broken:
        broken.setattr("consult.responses.workspace.audit.record", fails)
        with pytest.raises(RuntimeError):
            await client.post(address, data=form)
    assert await Unsent.all().count() == 0
    assert (await client.post(address, data=form)).status_code == 303
    assert await texts() == ["Ord."]
