"""A public consultation is suspended or called off with a reason: nobody can send, nothing of what was sent goes."""

from __future__ import annotations

import re

import httpx2
import pytest
from lxml import html

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation, Phase
from consult.consultations.extension import Extension
from consult.consultations.suspension import Suspension, suspend
from consult.responses.not_sent import NotOpen
from consult.responses.remark import Publicity, Remark
from consult.responses.response import Response
from consult.responses.submission import RemarkInput, RespondentInput, Submission
from consult.responses.submitting import Prepared, prepare, store
from consult.settings import Settings
from tests.desk.desk_work import desk
from tests.support.factories import NOW, consultations, drafts, responses
from tests.support.factories.documents import Draft
from tests.support.factories.drafts import EDITOR
from tests.support.page_form import kept, open_page

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("stopped_clock")]

WHY = "Udkastet byggede på <forkerte> tal."


@pytest.fixture
async def text(db: Settings) -> Draft:
    of = await drafts.store(await consultations.consultation(title="Havnen", slug="havnen"))
    await responses.remark(of, publicity=Publicity.PUBLISHED, text="Vi glæder os.")
    await consultations.consultation(title="En anden høring", slug="anden")
    return of


async def press(editor: httpx2.AsyncClient, what: str, **fields: str) -> httpx2.Response:
    return await editor.post(desk("havnen", "publication", what), data=fields)


async def phase(slug: str = "havnen") -> Phase:
    return (await Consultation.get(slug=slug)).phase(NOW)


async def test_it_says_so_everywhere_and_keeps_what_was_sent(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, text: Draft
) -> None:
    api = "/api/v1/consultations/havnen"
    assert (await client.get(api)).json()["phase"] == "open"
    assert (await press(editor, "suspension", stop_reason=WHY)).status_code == 303
    page = (await client.get("/consultations/havnen")).text
    assert "Høringen er sat i bero" in page
    assert "Udkastet byggede på &lt;forkerte&gt; tal." in page
    assert "Sat i bero" in (await client.get("/")).text
    record = (await client.get(api)).json()
    assert (record["phase"], record["stop_reason"]) == ("suspended", WHY)
    assert "Vi glæder os." in (await client.get("/consultations/havnen/remarks")).text
    assert (await Remark.get()).publicity == Publicity.PUBLISHED
    assert await phase("anden") is Phase.OPEN


async def test_nobody_can_send_and_is_told_why_with_what_they_wrote(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, text: Draft
) -> None:
    here = "/consultations/havnen/comment"
    form = {"text": "Det her har jeg skrevet længe på.", "name": "Prøve", "step": "send"}
    await press(editor, "suspension", stop_reason=WHY)
    page = (await client.get(here)).text
    assert "&lt;forkerte&gt;" in page
    assert "<textarea" not in page
    sent = await client.post(here, data=form)
    assert sent.status_code == 409
    assert "Det her har jeg skrevet længe på." in sent.text
    assert "før den bliver genoptaget" in sent.text
    assert await Response.all().count() == 1
    assert (await press(editor, "resumption")).status_code == 303
    assert "<textarea" in (await client.get(here)).text
    assert "Høringen er sat i bero" not in (await client.get("/consultations/havnen")).text
    [stop] = await Suspension.all()
    assert (stop.reason, stop.is_final, stop.resumed_at) == (WHY, False, NOW)


async def test_what_is_on_its_way_while_it_is_suspended_is_not_stored(
    db: Settings, text: Draft
) -> None:
    submission = Submission(RespondentInput(name="Prøve"), remarks=(RemarkInput("På vej."),))
    prepared = await prepare(
        submission, consultation=text.consultation, received_at=NOW, now=NOW, idempotency_key="k",
        secret_key=db.secret_key,
    )  # fmt: skip
    assert isinstance(prepared, Prepared)
    await suspend(await Consultation.get(slug="havnen"), reason=WHY, by=EDITOR, now=NOW)
    with pytest.raises(NotOpen):
        await store(prepared)
    assert await Response.all().count() == 1


async def test_calling_off_is_final_and_asks_first(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, text: Draft
) -> None:
    asked = await press(editor, "end", final_reason=WHY)
    assert (asked.status_code, "Det kan ikke gøres om" in asked.text) == (422, True)
    assert (await press(editor, "suspension", stop_reason="  ")).status_code == 422
    assert await phase() is Phase.OPEN
    await press(editor, "suspension", stop_reason="Vi ser på det.")
    assert (await press(editor, "end", final_reason=WHY, final="yes")).status_code == 303
    assert await phase() is Phase.CALLED_OFF
    assert (await press(editor, "resumption")).status_code == 409
    assert (await press(editor, "suspension", stop_reason=WHY)).status_code == 409
    assert await phase() is Phase.CALLED_OFF
    page = (await client.get("/consultations/havnen")).text
    assert "Høringen er aflyst" in page
    assert "Vi glæder os." in (await client.get("/consultations/havnen/remarks")).text
    entries = await AuditEntry.filter(noun="consultation").order_by("id")
    assert [each.verb for each in entries][-2:] == ["suspended", "called off"]


async def test_every_press_says_what_happened(editor: httpx2.AsyncClient, text: Draft) -> None:
    for what, words in (("suspension", WHY), ("resumption", ""), ("end", WHY)):
        answer = await press(editor, what, stop_reason=words, final_reason=words, final="yes")
        if answer.status_code == 303:
            answer = await editor.get(answer.headers["location"])
            assert "Det er gemt" in answer.text, what
    await Consultation.filter(slug="havnen").update(called_off_at=None, stop_reason="")
    page = await open_page(editor, desk("havnen", "publication"))
    page.fill(stop_reason="En anden grund.", reason="Ferie", final_reason=WHY, final="yes")
    ended = (await page.press("Aflys høringen")).text
    [heading] = html.fromstring(ended).xpath(
        "//*[contains(@class, 'unsaved')]//*[contains(@class, 'heading')]"
    )
    assert heading.text_content().strip() == "Høringen er aflyst."
    assert {"En anden grund.", "Ferie"} <= set(re.findall(r"<blockquote[^>]*>([^<]*)<", ended))
    assert not html.fromstring(ended).xpath("//textarea[@name='stop_reason']")


async def test_who_was_first_oneself_is_told_so(editor: httpx2.AsyncClient, text: Draft) -> None:
    await press(editor, "suspension", stop_reason="Den første grund.")
    late = (await press(editor, "suspension", stop_reason="Den anden grund.")).text
    assert "Du ændrede det selv, efter at du åbnede siden." in late
    assert "En anden kom først" not in late


async def test_the_second_of_two_is_told_and_keeps_the_words(
    editor: httpx2.AsyncClient, text: Draft
) -> None:
    await press(editor, "suspension", stop_reason="Den første grund.")
    late = await press(editor, "suspension", stop_reason="Den anden grund.")
    assert late.status_code == 409
    assert "Den anden grund." in late.text
    assert (await Consultation.get(slug="havnen")).stop_reason == "Den første grund."


async def test_a_new_deadline_and_a_reason_to_stop_are_each_kept_when_the_other_is_stored(
    editor: httpx2.AsyncClient, text: Draft
) -> None:
    page = desk("havnen", "publication")
    form = (await open_page(editor, page)).fill(stop_reason=WHY, reason="Ferie")
    form.fill(until_day="2998-01-01")
    extended = kept(editor, await form.press("Forlæng fristen"))
    assert await Extension.all().count() == 1
    assert extended["stop_reason"] == WHY
    extended.fill(reason="Mere ferie", until_day="2999-01-01")
    suspended = kept(editor, await extended.press("Sæt høringen i bero"))
    assert await phase() is Phase.SUSPENDED
    assert suspended["reason"] == "Mere ferie"
    resumed = kept(editor, await suspended.press("Genoptag"))
    assert resumed["until_day"] == "2999-01-01"
