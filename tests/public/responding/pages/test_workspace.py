"""A formal response: saved behind a secret link, never overwritten, files kept, sent once."""

from __future__ import annotations

import re

import httpx2
import pytest
from starlette.types import ASGIApp

from consult import clock
from consult.audit import Actor, AuditEntry
from consult.consultations.extension import extend
from consult.mail.outbox import Letter
from consult.responses import upload
from consult.responses.annex import Annex
from consult.responses.remark import Publicity, Remark
from consult.responses.respondent import Contact, Respondent, RespondentKind
from consult.responses.response import Response, ResponseKind
from consult.responses.submission import MAX_REMARKS
from consult.responses.unsent_response import KEPT_AFTER_CLOSING, Unsent
from consult.settings import Settings
from consult.web.forms import MAX_FORM_TEXT
from tests.public.responding.conftest import hidden
from tests.public.responding.workspace_steps import (
    PDF,
    START,
    WHO,
    chosen,
    press,
    ready,
    send,
    start,
)
from tests.support.factories import DAY, NOW
from tests.support.factories.consultations import party
from tests.support.factories.documents import Draft
from tests.support.visitors import visitor


async def test_looking_at_the_first_page_keeps_nothing(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    page = await client.get(START)
    assert page.status_code == 200
    assert str(upload.MAX_MEGABYTES) in page.text
    assert await Unsent.all().count() == 0


async def test_the_whole_way_from_the_first_page_to_the_receipt(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    await press(client, workspace, "save", files=chosen(("bilag.pdf", PDF)), **{
        "remark-0-anchor": "", "remark-0-text": "Vi takker.",
        "remark-1-anchor": text.sections[1].key, "remark-1-text": "Her mangler noget.",
        "remark-1-proposed_text": "Nye ord.", "remark-1-stance": "against", "cvr": "13 74 81 36",
    })  # fmt: skip
    preview = await client.get(f"{workspace}/preview")
    everybody, us = preview.text.split("preview__side--us")
    assert "Fjordens Venner" in everybody
    assert "bilag.pdf" in everybody
    assert "Prøve Kontakt" not in everybody
    assert "venner@fjordby.example" in us
    answer = await send(client, workspace)
    receipt = await client.get(answer.headers["location"])
    assert '<p class="receipt__number"><bdi>1</bdi></p>' in receipt.text
    response = await Response.get().select_related("respondent")
    assert response.kind is ResponseKind.FORMAL
    assert (response.respondent.kind, response.respondent.cvr) == (
        RespondentKind.ORGANISATION,
        "13748136",
    )
    assert not response.respondent.publish_name
    whole, section = await Remark.all().order_by("ordinal")
    assert (whole.section_id, section.section_id) == (None, text.sections[1].identity_id)
    assert (section.proposed_text, section.stance) == ("Nye ord.", "against")
    annex = await Annex.get()
    assert (annex.name, annex.publicity) == ("bilag.pdf", Publicity.WAITING)


async def test_the_secret_link_opens_it_elsewhere_and_nothing_else_does(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    workspace = await ready(client, text)
    page = await client.get(workspace)
    link = page.text.split('class="receipt__link" href="')[1].split('"')[0]
    async with visitor(app, db) as other:
        for address in (workspace, f"{workspace}/preview"):
            assert (await other.get(address)).status_code == 404
            assert (
                await other.post(address, data={"step": "send", "lock_version": "2"})
            ).status_code == 404
        own = await start(other)
        stolen = other.cookies[f"unsent-{own.rsplit('/', 1)[1]}"]
        other.cookies.set(f"unsent-{workspace.rsplit('/', 1)[1]}", stolen)
        assert (await other.get(workspace)).status_code == 404
    async with visitor(app, db) as elsewhere:
        opened = await elsewhere.get(link)
        assert opened.headers["location"] == workspace
        assert "Her mangler noget." in (await elsewhere.get(workspace)).text
        assert (await elsewhere.get("/unsent/unknown")).status_code == 404
    assert await Response.all().count() == 0


async def test_remarks_are_added_where_one_chooses_and_removed_again(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    await press(client, workspace, "add", new_anchor=text.sections[0].key)
    added = (await Unsent.get()).content["remarks"]
    assert [r["anchor_ref"] for r in added] == [text.sections[0].key]
    fields = {"remark-0-anchor": text.sections[0].key, "remark-0-text": "Første"}
    await press(client, workspace, "add", **fields, new_anchor="")
    fields |= {"remark-1-anchor": "", "remark-1-text": "Anden"}
    await press(client, workspace, "remove:0", **fields)
    assert [r["text"] for r in (await Unsent.get()).content["remarks"]] == ["Anden"]
    await press(client, workspace, "remove:77", **{"remark-0-anchor": "", "remark-0-text": "Anden"})
    assert len((await Unsent.get()).content["remarks"]) == 1


async def test_as_many_remarks_as_may_be_sent_can_be_saved_and_none_is_lost_past_them(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    fields = {"no_remarks": "", "new_anchor": "", "phone": "", "cvr": ""}
    for n in range(MAX_REMARKS + 1):
        fields |= {f"remark-{n}-anchor": "", f"remark-{n}-text": f"Bemærkning {n}"}
        fields |= {f"remark-{n}-proposed_text": "", f"remark-{n}-stance": "neutral"}
    assert (await press(client, workspace, "add", **fields)).status_code == 303
    kept = (await Unsent.get()).content["remarks"]
    assert [r["text"] for r in kept] == [f"Bemærkning {n}" for n in range(MAX_REMARKS + 1)]


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "-1", "٣", "1e9", "x", ""])
async def test_numbers_that_no_form_of_ours_has_written_do_no_harm(
    client: httpx2.AsyncClient, text: Draft, number: str
) -> None:
    workspace = await ready(client, text)
    fields = {"remark-0-anchor": "", "remark-0-text": "Skrevet"}
    for step in ("remove", "detach"):
        assert (await press(client, workspace, f"{step}:{number}", **fields)).status_code == 303
    assert (
        await press(client, workspace, "save", lock_version=number, **fields)
    ).status_code == 409
    sent = await client.post(f"{workspace}/preview", data={"step": "send", "lock_version": number})
    assert sent.status_code == 409
    assert [r["text"] for r in (await Unsent.get()).content["remarks"]] == ["Skrevet"]


async def test_two_browsers_do_not_overwrite_each_other(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    form = {**hidden(await client.get(workspace)), **WHO, "remark-0-anchor": ""}
    first = await client.post(
        workspace, data={**form, "remark-0-text": "Den første", "step": "save"}
    )
    assert first.status_code == 303
    second = await client.post(
        workspace, data={**form, "remark-0-text": "Den anden", "step": "save"}
    )
    assert second.status_code == 409
    assert "Den første" in second.text
    assert ">\nDen anden</textarea>" in second.text
    assert (await Unsent.get()).content["remarks"][0]["text"] == "Den første"
    insisted = {**form, **hidden(second), "remark-0-text": "Den anden", "step": "save"}
    assert (await client.post(workspace, data=insisted)).status_code == 303
    assert (await Unsent.get()).content["remarks"][0]["text"] == "Den anden"


async def test_two_windows_that_change_different_remarks_end_with_both_changes_and_no_copy(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    both = {"remark-0-anchor": "", "remark-1-anchor": ""}
    both |= {"remark-0-stance": "for", "remark-1-stance": "for"}
    await press(client, workspace, "save", **both, **{"remark-0-text": "Et", "remark-1-text": "To"})
    form = {**hidden(await client.get(workspace)), **WHO, **both, "step": "save"}
    first = {**form, "remark-0-text": "Et, rettet", "remark-1-text": "To"}
    assert (await client.post(workspace, data=first)).status_code == 303
    second = {**form, "remark-0-text": "Et", "remark-1-text": "To, rettet"}
    refused = await client.post(workspace, data=second)
    assert refused.status_code == 409
    written = re.findall(r'name="remark-\d+-text"[^>]*>\n([^<]*)</textarea>', refused.text)
    assert sorted(written) == ["Et, rettet", "To, rettet"]


async def test_after_the_deadline_nothing_is_started_but_what_was_written_is_still_there(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = await ready(client, text)
    monkeypatch.setattr(clock, "now", lambda: NOW + 22 * DAY)
    assert (await client.post(START, data=WHO)).status_code == 409
    refused = await send(client, workspace)
    assert refused.status_code == 409
    assert "Her mangler noget." in refused.text
    assert await Response.all().count() == 0
    assert await Unsent.all().count() == 1
    monkeypatch.setattr(clock, "now", lambda: NOW + 51 * DAY)
    assert (await client.get(workspace)).status_code == 404


async def test_a_party_with_a_longer_deadline_begins_and_sends_after_the_general_one(
    client: httpx2.AsyncClient, text: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    friends = await party(text.consultation, name="Fjordens Venner")
    await party(text.consultation, name="Havnens Naboer")
    until = NOW + 60 * DAY
    await extend(
        text.consultation, until=until, reason="Møde", by=Actor("test"), now=NOW, party=friends
    )
    monkeypatch.setattr(clock, "now", lambda: NOW + 55 * DAY)
    assert START in (await client.get("/consultations/havnen")).text
    blank = await client.get(START)
    assert 'name="organisation"' in blank.text
    assert "Skriv organisationens navn" in blank.text
    assert "Havnens Naboer" not in blank.text
    other = await client.post(START, data={**WHO, "organisation": "Havnens Naboer"})
    assert other.status_code == 409
    assert "Havnens Naboer" in other.text, "what was written is kept"
    assert 'type="submit"' in other.text, "and can be put right"
    assert await Unsent.all().count() == 0

    workspace = await ready(client, text)
    page = await client.get(workspace)
    assert "Ikke åben for svar" not in page.text
    assert "9. maj 2027" in page.text
    assert (await Unsent.get()).expires_at == until + KEPT_AFTER_CLOSING
    assert (await send(client, workspace)).status_code == 303
    response = await Response.get()
    assert (response.is_late, response.claims_party) == (True, True), "until somebody confirms it"

    monkeypatch.setattr(clock, "now", lambda: until + DAY)
    assert START not in (await client.get("/consultations/havnen")).text
    assert 'name="organisation"' not in (await client.get(START)).text
    assert (await client.post(START, data=WHO)).status_code == 409


async def test_the_link_is_mailed_on_request_and_holds_nothing_of_the_text(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    await press(client, workspace, "mail", **{"remark-0-anchor": "", "remark-0-text": "Fortroligt"})
    letter = await Letter.get(kind="way_back")
    assert letter.to == WHO["email"]
    assert await AuditEntry.filter(verb="mail_way_back").count() == 1
    assert "Fortroligt" not in letter.body
    link = re.search(r"/unsent/\S+", letter.body)
    assert link
    assert (await client.get(link[0])).headers["location"] == workspace
    nobody = await press(client, workspace, "mail", email="")
    assert "no-address" in nobody.headers["location"]
    assert await Letter.all().count() == 1


async def test_letters_and_beginnings_are_limited_and_what_was_written_is_kept(
    client: httpx2.AsyncClient, text: Draft, db: Settings
) -> None:
    workspace = await ready(client, text)
    fields = {"remark-0-anchor": "", "remark-0-text": "Skrevet"}
    answers = [await press(client, workspace, "mail", **fields) for _ in range(6)]
    assert [a.status_code for a in answers] == [303] * 5 + [429]
    assert "Skrevet" in answers[-1].text
    assert ["just-mailed" in a.headers.get("location", "") for a in answers] == [False] * 3 + [
        True,
        True,
        False,
    ]
    assert await Letter.filter(kind="way_back").count() == 3
    for _ in range(db.submissions_per_minute):
        last = await client.post(START, data=WHO)
    assert last.status_code == 429
    assert "Fjordens Venner" in last.text


async def test_many_networks_together_cannot_fill_one_letterbox(
    client: httpx2.AsyncClient, text: Draft, app: ASGIApp, db: Settings
) -> None:
    for n in range(5):
        async with visitor(app, db, address=f"192.0.2.{n}") as other:
            await press(other, await ready(other, text), "mail")
    assert await Letter.filter(kind="way_back").count() == 3
    page = await client.get(f"{await ready(client, text)}?just-mailed")
    assert "sendte ikke" in page.text or "er ikke sendt" in page.text
    workspace = await ready(client, text)
    await press(client, workspace, "mail", email="en.anden@example.dk")
    assert await Letter.filter(kind="way_back", to="en.anden@example.dk").exists()


async def test_one_letterbox_is_one_however_its_domain_is_spelled(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    for domain in ("example.org", "\uff45xample.org", "Example.Org", "example\u3002org"):
        await press(client, workspace, "mail", email=f"kim@{domain}")
    assert await Letter.filter(kind="way_back").count() == 3
    nobody = await press(client, workspace, "mail", email="kim@\uff45xa_mple.org")
    assert nobody.status_code == 422
    assert "Ingen breve kan nå denne e-mailadresse" in nobody.text


async def test_the_contact_is_kept_apart_from_what_is_public(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await ready(client, text)
    await send(client, workspace)
    respondent = await Respondent.get()
    assert respondent.public_name == "Fjordens Venner"
    assert (await Contact.get(respondent_id=respondent.id)).email == WHO["email"]


async def test_more_text_than_any_form_holds_is_refused_though_files_of_the_size_are_taken(
    client: httpx2.AsyncClient, text: Draft
) -> None:
    workspace = await start(client)
    fields = {f"remark-{n}-text": "a" * 100_000 for n in range(MAX_FORM_TEXT // 100_000 + 1)}
    assert (await press(client, workspace, "save", **fields)).status_code == 413
