"""Commenting without a script: from every place, looked at once more, sent once, never lost."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from html import escape

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import clock
from consult.public.responding import submission_limits
from consult.responses.remark import AnchorType, Remark, Stance
from consult.responses.response import Response
from consult.settings import Settings
from tests.public.responding.conftest import comment_address, hidden, send_comment, write
from tests.support.factories import DAY, NOW
from tests.support.factories.consultations import consultation, unannounced_consultation
from tests.support.factories.documents import Draft, draft
from tests.support.visitors import visitor

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} hx-get=/x"


async def test_a_comment_can_be_made_on_the_whole_a_section_and_a_paragraph(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    for address in (
        "/consultations/havnen/comment",
        f"/consultations/havnen/sections/{text.sections[1].key}/comment",
        comment_address(text, 4),
    ):
        await send_comment(client, address)
    whole, section, paragraph = await Remark.all().order_by("id")
    assert (whole.anchor_type, whole.section_id) == (AnchorType.CONSULTATION, None)
    assert section.section_id == text.sections[1].identity_id
    assert section.paragraph_id is None
    assert paragraph.paragraph_id == text.paragraphs[4].identity_id
    assert paragraph.stance is Stance.FOR


async def test_nobody_is_counted_for_a_stance_they_did_not_choose(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = comment_address(text)
    assert " checked" not in (await client.get(address)).text.split('name="stance"', 1)[1][:900]
    for stance in ("", "maybe"):
        form = await write(client, address, stance=stance, text="Mine ord.")
        for step in ("preview", "send"):
            answer = await client.post(address, data={**form, "step": step})
            assert answer.status_code == 422
            assert "Mine ord." in answer.text
            assert re.search(r'href="#comment-[0-9]+-stance"', answer.text)
    assert await Remark.all().count() == 0


async def test_the_form_shows_the_words_it_is_about(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    page = await client.get(comment_address(text), params={"quote": text.paragraphs[0].text[:8]})
    assert text.paragraphs[0].text in page.text
    assert f">\n{text.paragraphs[0].text[:8]}</textarea>" in page.text


async def test_htmx_gets_the_form_alone(client: httpx2.AsyncClient, text: Draft) -> None:
    part = await client.get(comment_address(text), headers={"hx-request-type": "partial"})
    assert part.text.lstrip().startswith("<form")
    assert "<html" not in part.text
    assert 'name="key"' in part.text


async def test_the_preview_shows_what_everybody_sees_and_stores_nothing(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    form = await write(client, comment_address(text), email="prove@fjordby.example")
    page = await client.post(comment_address(text), data={**form, "step": "preview"})
    assert page.status_code == 200
    everybody, us = page.text.split("preview__side--us")
    assert "Det er godt." in everybody
    assert "Prøve Person" not in everybody
    assert "Prøve Person" in us
    assert "prove@fjordby.example" in us
    assert await Response.all().count() == 0
    named = await client.post(
        comment_address(text), data={**form, "publish_name": "yes", "step": "preview"}
    )
    assert "Prøve Person" in named.text.split("preview__side--us")[0]


async def test_the_preview_carries_every_field_to_sending_and_back_to_editing(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = comment_address(text)
    form = await write(
        client, address, publish_name="yes", proposed_text="Bedre ord", quote="Afsnit 1",
        email="prove@fjordby.example", postcode="4321", text="To\nlinjer & <b>",
    )  # fmt: skip
    preview = hidden(await client.post(address, data={**form, "step": "preview"}))
    assert preview == form
    edited = await client.post(address, data={**preview, "step": "edit"})
    assert ">\nTo\nlinjer &amp; &lt;b&gt;</textarea>" in edited.text
    assert 'value="4321"' in edited.text
    sent = await client.post(address, data={**preview, "step": "send"})
    assert sent.status_code == 303
    assert (await Remark.get()).text == "To\nlinjer & <b>"


async def test_something_private_is_pointed_out_and_does_not_stop_anybody(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    form = await write(client, comment_address(text), text="Mit nummer er 010190-1234.")
    page = await client.post(comment_address(text), data={**form, "step": "preview"})
    assert page.status_code == 200
    assert 'class="alert alert-warning"' in page.text
    assert 'value="send"' in page.text
    clean = await client.post(
        comment_address(text), data={**form, "text": "Ja.", "step": "preview"}
    )
    assert 'class="alert alert-warning"' not in clean.text


@pytest.mark.parametrize("step", ["preview", "send", "", "anything"])
async def test_what_is_wrong_is_said_and_what_was_written_is_kept(
    client: httpx2.AsyncClient, text: Draft, step: str
) -> None:
    form = await write(client, comment_address(text), name="", email="nowhere")
    page = await client.post(comment_address(text), data={**form, "step": step})
    assert page.status_code == 422
    assert "Det er godt." in page.text
    assert 'value="nowhere"' in page.text
    assert page.text.count("form-error-message") == 2
    assert await Response.all().count() == 0


async def test_a_quote_is_shown_and_stored_in_the_words_of_the_text(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    own = text.paragraphs[0].text
    copied = f"»{own[:4]}-\n{own[4:].upper()} …«"
    form = await write(client, comment_address(text), quote=copied)
    preview = await client.post(comment_address(text), data={**form, "step": "preview"})
    assert hidden(preview)["quote"] == own.rstrip(".")
    await client.post(comment_address(text), data={**hidden(preview), "step": "send"})
    assert (await Remark.get()).quote == own.rstrip(".")


async def test_words_that_are_not_found_can_stand_in_the_comment_instead(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    form = await write(client, comment_address(text), quote="Det står der ikke")
    assert "unquoted" not in form
    asked = await client.post(comment_address(text), data={**form, "step": "preview"})
    assert asked.status_code == 422
    assert 'name="unquoted"' in asked.text
    answer = {**form, "unquoted": "yes", "step": "preview"}
    preview = await client.post(comment_address(text), data=answer)
    assert preview.status_code == 200
    await client.post(comment_address(text), data={**hidden(preview), "step": "send"})
    remark = await Remark.get()
    assert (remark.quote, remark.text) == ("", "“Det står der ikke”\n\nDet er godt.")


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "\u2800", "\u200e\u00ad"])
async def test_a_name_or_a_text_that_shows_nothing_is_asked_for(
    client: httpx2.AsyncClient, text: Draft, blank: str
) -> None:
    form = await write(client, comment_address(text), name=blank, text=blank)
    page = await client.post(comment_address(text), data={**form, "step": "send"})
    assert page.status_code == 422
    assert page.text.count("form-error-message") == 2
    assert await Response.all().count() == 0


async def test_errors_stand_in_the_order_of_the_fields_under_a_heading_that_says_what_kind(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    form = await write(client, comment_address(text), text="", name="", quote="Står der ikke")
    page = await client.post(comment_address(text), data={**form, "email": "bo@", "step": "send"})
    summary = page.text.split("error-summary__list")[1].split("</ul>")[0]
    order = [summary.index(f'-{name}"') for name in ("text", "quote", "name", "email")]
    assert order == sorted(order)
    assert "Noget skal rettes." in page.text
    blank = await client.post(comment_address(text), data={**form, "quote": "", "step": "send"})
    assert "Der mangler noget." in blank.text


async def test_a_second_press_leads_to_the_first_receipt(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    form = await write(client, comment_address(text))
    posts = [client.post(comment_address(text), data={**form, "step": "send"}) for _ in range(50)]
    answers = await asyncio.gather(*posts)
    assert {(a.status_code, a.headers.get("location")) for a in answers} == {
        (303, answers[0].headers["location"])
    }
    assert await Response.all().count() == 1


async def test_another_text_from_the_same_page_is_kept_and_can_be_sent_as_its_own(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = comment_address(text)
    form = await write(client, address)
    await client.post(address, data={**form, "step": "send"})
    page = await client.post(address, data={**form, "text": "Noget andet.", "step": "send"})
    assert page.status_code == 409
    assert "Noget andet." in page.text
    assert hidden(page)["key"] != form["key"]
    again = await client.post(
        address, data={**form, "key": hidden(page)["key"], "text": "Noget andet.", "step": "send"}
    )
    assert again.status_code == 303
    assert await Response.all().count() == 2


async def test_over_the_limit_the_text_is_kept_and_the_page_says_when(
    app: ASGIApp, db: Settings, text: Draft
) -> None:
    address = comment_address(text)
    async with visitor(app, db, address="192.0.2.1") as busy:
        form = await write(busy, address)
        for n in range(db.submissions_per_minute):
            await busy.post(address, data={**form, "key": str(n), "step": "send"})
        page = await busy.post(address, data={**form, "key": "last", "step": "send"})
        assert page.status_code == 429
        assert "Det er godt." in page.text
        assert hidden(page)["key"] == "last"
        assert "60" in page.text
    async with visitor(app, db, address="192.0.2.2") as elsewhere:
        await send_comment(elsewhere, address)


async def test_a_page_opened_in_time_and_sent_late_is_stored_as_late(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    text.consultation.late_policy = "Vi læser <b>også</b> det sene."
    await text.consultation.save()
    form = await write(client, comment_address(text))
    monkeypatch.setattr(clock, "now", lambda: NOW + 20 * DAY + timedelta(seconds=1))
    answer = await client.post(comment_address(text), data={**form, "step": "send"})
    assert answer.status_code == 303
    assert (await Response.get()).is_late
    receipt = answer.headers["location"]
    for page in (receipt, receipt.removesuffix("/receipt")):
        shown = (await client.get(page)).text
        assert 'class="alert alert-warning"' in shown
        assert "Vi læser &lt;b&gt;også&lt;/b&gt; det sene." in shown


async def test_long_after_the_deadline_the_text_is_shown_with_the_way_to_send_it(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await write(client, comment_address(text))
    monkeypatch.setattr(clock, "now", lambda: NOW + 22 * DAY)
    page = await client.post(comment_address(text), data={**form, "step": "send"})
    assert page.status_code == 409
    assert "Det er godt." in page.text
    assert "mailto:hoering@fjordby.example" in page.text
    assert await Response.all().count() == 0


@pytest.mark.parametrize("when", [NOW - 11 * DAY, NOW + 21 * DAY + timedelta(minutes=1)])
async def test_when_it_is_not_open_there_is_no_form(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch, when: object
) -> None:
    monkeypatch.setattr(clock, "now", lambda: when)
    page = await client.get(comment_address(text))
    assert page.status_code == 200
    assert "<textarea" not in page.text
    part = await client.get(comment_address(text), headers={"hx-request-type": "partial"})
    assert part.status_code == 200
    assert "<textarea" not in part.text
    assert "<html" not in part.text


async def test_what_is_not_public_or_not_there_is_not_found(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    hidden_draft = await draft(await unannounced_consultation(slug="skjult"))
    other = await draft(await consultation())
    hidden_id = hidden_draft.paragraphs[0].identity_id
    for address in (
        "/consultations/skjult/comment",
        f"/consultations/skjult/paragraphs/{hidden_id}/comment",
        f"/consultations/havnen/paragraphs/{hidden_id}/comment",
        f"/consultations/havnen/paragraphs/{other.paragraphs[0].identity_id}/comment",
        "/consultations/havnen/sections/99/comment",
        "/consultations/nowhere/comment",
    ):
        assert (await client.get(address)).status_code == 404
        posted = await client.post(address, data={"text": "x", "name": "y", "step": "send"})
        assert posted.status_code == 404
    assert await Response.all().count() == 0


async def test_hostile_words_come_back_as_words(client: httpx2.AsyncClient, text: Draft) -> None:
    fields = dict.fromkeys(("text", "proposed_text", "name", "email", "postcode", "quote"), HOSTILE)
    form = await write(client, comment_address(text), **fields)
    page = await client.post(comment_address(text), data={**form, "step": "preview"})
    assert page.status_code == 422
    assert HOSTILE not in page.text
    assert (
        page.text.count(escape(HOSTILE).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")) == 6
    )
    whole = await write(
        client, "/consultations/havnen/comment", text=HOSTILE, name=HOSTILE, publish_name="yes"
    )
    preview = await client.post("/consultations/havnen/comment", data={**whole, "step": "preview"})
    assert preview.status_code == 200
    assert "<script>alert" not in preview.text


@pytest.mark.parametrize(
    "odd",
    [
        "nul\x00 midt i",
        "\u202eomvendt\u2066",
        "e\u0301 som to tegn",
        "\ud800 alene",
        "a\r\nBcc: x@fjordby.example",
        "🏳️‍🌈 عربي \u200b",
        "=HYPERLINK(1)",
        "' OR 1=1 --",
        "x" * 250_000,
    ],
)
async def test_odd_words_are_stored_or_refused_and_never_a_fault(
    client: httpx2.AsyncClient, text: Draft, odd: str
) -> None:
    address = comment_address(text)
    typed = odd.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for field in ("text", "proposed_text", "quote", "name", "email", "postcode", "stance", "key"):
        form = await write(client, address, **{field: typed})
        answer = await client.post(address, data={**form, "step": "send"})
        assert answer.status_code in (303, 409, 422), field
    for remark in await Remark.all():
        assert not {"\x00", "\u202e", "\u2066", "\r"} & set(remark.text)


async def test_the_words_of_the_form_follow_the_language_of_the_address(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    address = f"/ar{comment_address(text)}"
    page = await client.get(address)
    assert '<html lang="ar" dir="rtl">' in page.text
    sent = await send_comment(client, address)
    assert sent.receipt.startswith("/ar/consultations/havnen/mine/")
    assert (await Response.get()).language == "ar"


async def test_looks_at_the_preview_are_counted_and_keep_what_was_written(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission_limits, "PREVIEWS", 0)
    address = comment_address(text)
    form = await write(client, address, text="Behold mig.", step="preview")
    refused = await client.post(address, data=form)
    assert refused.status_code == 429
    assert "Behold mig." in refused.text
