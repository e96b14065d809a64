"""Every button of a page with several keeps what is typed for the others, without scripts."""

from __future__ import annotations

import httpx2

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.consultations.party import ConsultedParty
from consult.documents.document import Document
from tests.desk.desk_work import (
    DRAFT,
    approve,
    desk,
    frame_of,
    last_version,
    make_next,
    public_with_text,
)
from tests.support.page_form import PageForm, kept, open_page

SECOND = DRAFT.replace("Vandet er rent.", "Vandet i havnen er rent.")


async def test_the_period_and_what_happens_to_answers(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    form = await open_page(editor, desk(blank, "dates"))
    period = {"opens_day": "2027-03-01", "closes_day": "2027-05-01"}
    form.fill(**period, late_policy="Ring.\n\nEller skriv.", public_day="2028-01-01")
    again = kept(editor, await form.press("Gem perioden"))
    assert not again.lacks(form)
    assert (await frame_of(blank)).late_policy == ""
    stored = await again.press("Gem, hvad der sker")
    assert stored.status_code == 303, "its own first button is nobody who was first"
    assert (await frame_of(blank)).late_policy == "Ring.\n\nEller skriv."


async def test_a_period_that_cannot_be_keeps_what_happens_to_answers(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    form = await open_page(editor, desk(blank, "dates"))
    form.fill(opens_day="2027-05-01", closes_day="2027-03-01", late_policy="Ring.")
    answer = await form.press("Gem perioden")
    assert answer.status_code == 422
    assert not PageForm(editor, answer).lacks(form)


async def test_a_party_is_removed_and_the_pasted_list_stays(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    await editor.post(desk(blank, "parties"), data={"list": "Bådelauget"})
    form = (await open_page(editor, desk(blank, "parties"))).fill(list="Havnens Venner\nKajen")
    again = kept(editor, await form.press("Fjern"))
    assert not await ConsultedParty.exists()
    assert not again.lacks(form)
    assert (await again.press("Føj dem")).status_code == 303
    assert await ConsultedParty.all().count() == 2


async def test_reasons_are_each_stored_by_itself(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    await editor.post(desk(blank, "reasons"), data={"title-new": "Reklame"})
    form = await open_page(editor, desk(blank, "reasons"))
    typed = {"title-own_1": "Annoncer", "description-own_1": "For varer"}
    form.fill(**typed, **{"title-new": "Kæder", "description-personal_data": "Også andres"})
    again = kept(editor, await form.press("Tilføj begrundelsen"))
    assert again.lacks(form) == {"title-new"}
    removed = kept(editor, await again.press("Fjern begrundelsen"))
    assert "title-own_1" in removed.values
    store = desk(blank, "reasons", "own_1")
    stored = await editor.post(store, data=removed.values)
    assert stored.status_code == 303, "the removed one had the rest"
    assert (await ModerationReason.get(key="own_1")).title == "Annoncer"


async def test_a_document_is_removed_and_the_title_of_the_next_stays(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    files = {"file": ("kort.pdf", b"%PDF-1.4 kort")}
    await editor.post(desk(blank, "background"), data={"title": "Kort"}, files=files)
    form = (await open_page(editor, desk(blank, "background"))).fill(title="Notat")
    again = kept(editor, await form.press("Fjern"))
    assert not await Document.exists()
    assert again["title"] == "Notat"
    assert "Vælg filen igen" not in again.text, "none was chosen"


async def test_a_file_that_was_chosen_must_be_chosen_again_and_that_is_said(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    """A button that sends no files sends the chosen one's name."""
    files = {"file": ("kort.pdf", b"%PDF-1.4 kort")}
    await editor.post(desk(blank, "background"), data={"title": "Kort"}, files=files)
    form = await open_page(editor, desk(blank, "background"))
    assert "Vælg filen igen" in kept(editor, await form.fill(file="notat.pdf").press("Fjern")).text
    untitled = await form.fill(file="").press("Tilføj dokumentet", files=files)
    assert untitled.status_code == 422
    assert "Vælg filen igen" in untitled.text


async def test_a_version_is_not_published_past_a_note_that_is_not_stored(
    editor: httpx2.AsyncClient,
) -> None:
    made = await public_with_text(editor)
    await make_next(editor, made, SECOND)
    await approve(editor, made)
    form = await open_page(editor, desk(made, "next", "publication"))
    form.fill(note="Vandet er nævnt.\n\nResten er som før.")
    answer = await form.press("Offentliggør version 2")
    assert answer.status_code == 422
    assert (await last_version(made)).published_at is None
    again = PageForm(editor, answer)
    assert not again.lacks(form)
    assert (await again.enter()).status_code == 303
    version = await last_version(made)
    assert version.note == form["note"]
    ready = await open_page(editor, desk(made, "next", "publication"))
    published = await ready.fill(looked="yes").press("Offentliggør version 2")
    assert published.status_code == 303


async def test_an_extension_with_a_fault_keeps_what_was_typed(editor: httpx2.AsyncClient) -> None:
    made = await public_with_text(editor)
    form = await open_page(editor, desk(made, "publication"))
    form.fill(reason="Ferie", until_day="2020-01-01")
    answer = await form.press("Forlæng fristen")
    assert answer.status_code == 422
    assert not PageForm(editor, answer).lacks(form)
