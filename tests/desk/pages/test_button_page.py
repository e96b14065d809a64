"""Every button of a page with several keeps what is typed for the others, without scripts."""

from __future__ import annotations

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from consult.consultations.moderation_reason import ModerationReason
from consult.consultations.party import ConsultedParty
from consult.documents.document import Document, Version
from consult.documents.drafting.dismissed_warnings import Judgement
from consult.documents.paragraph import Paragraph
from tests.desk.desk_work import (
    DRAFT,
    approve,
    desk,
    frame_of,
    last_version,
    make_next,
    public_with_text,
    upload,
)
from tests.importing.picture_files import as_address, png
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
    published = await ready.fill(looked="yes", more_time="stays").press("Offentliggør version 2")
    assert published.status_code == 303


async def test_an_extension_with_a_fault_keeps_what_was_typed(editor: httpx2.AsyncClient) -> None:
    made = await public_with_text(editor)
    form = await open_page(editor, desk(made, "publication"))
    form.fill(reason="Ferie", until_day="2020-01-01")
    answer = await form.press("Forlæng fristen")
    assert answer.status_code == 422
    assert not PageForm(editor, answer).lacks(form)


@pytest.fixture
async def following(editor: httpx2.AsyncClient) -> Consultation:
    """A public consultation with a version in preparation."""
    made = await public_with_text(editor)
    await make_next(editor, made, SECOND)
    return made


async def test_the_note_of_a_published_version_stays_while_areas_are_named(
    editor: httpx2.AsyncClient, following: Consultation
) -> None:
    form = await open_page(editor, desk(following, "text"))
    form.fill(area_level="2", **{"note-1": "Bredden er rettet."})
    again = kept(editor, await form.press("Nummerér dem sådan"))
    assert not again.lacks(form)
    assert (await again.press("Gem den rettede note")).status_code == 303
    assert (await Version.get(number=1)).note == "Bredden er rettet."
    form = (await open_page(editor, desk(following, "text"))).fill(area_level="1")
    form.fill(**{"note-1": "Højden er rettet."})
    other = kept(editor, await form.press("Gem den rettede note"))
    assert other["area_level"] == "1"
    stored = await other.press("Nummerér dem sådan")
    assert stored.status_code == 303


async def test_a_note_stays_when_a_file_cannot_be_read_and_when_it_is_discarded(
    editor: httpx2.AsyncClient, following: Consultation
) -> None:
    form = await open_page(editor, desk(following, "text"))
    form.fill(**{"note-1": "Bredden er rettet."})
    files = {"file": ("plan.doc", b"\xd0\xcf\x11\xe0")}
    answer = await form.press("Læg filen op", files=files)
    assert answer.status_code == 422
    again = PageForm(editor, answer)
    assert not again.lacks(form)
    assert not kept(editor, await again.press("Kassér version 2")).lacks(form)
    assert not await Version.filter(number=2).exists()


async def test_a_heading_is_stored_beside_what_a_picture_shows(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    text = f"# 1 Vand\n\n![]({as_address(png())})\n\nVandet er rent."
    await upload(editor, blank, text)
    section = desk(blank, "text", "sections", "0")
    form = (await open_page(editor, section)).fill(title="1 Havnen", description_0="En bro")
    again = kept(editor, await form.press("Gem overskriften"))
    assert again["description-0"] == "En bro"
    assert (await again.press("Gem beskrivelsen")).status_code == 303, "nobody else was first"
    assert (await open_page(editor, section))["description-0"] == "En bro"


async def test_no_paragraph_is_moved_past_what_is_not_stored(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    await upload(editor, blank)
    section = desk(blank, "text", "sections", "1")
    opened = PageForm(editor, await (await open_page(editor, section)).press("Del det"))
    assert opened["words-0"] == "Vandet er rent."
    form = opened.fill(title="1 Vand", **{"words-0": "Vandet\n\ner rent."})
    for button in ("Saml med det forrige", "Gør det til en overskrift", "Del stykket"):
        answer = await form.press(button)
        assert answer.status_code == 422, button
        assert not PageForm(editor, answer).lacks(form)
    stored = kept(editor, await form.press("Gem overskriften"))
    assert stored["words-0"] == "Vandet\n\ner rent."
    assert (await stored.press("Del stykket")).status_code == 303
    assert await Paragraph.filter(text="er rent.").exists()


async def test_a_place_is_judged_and_what_is_typed_beside_it_stays(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    await upload(editor, blank, "# 1 Vand\n\nVi vil [bygge](#) nu.")
    listed = await open_page(editor, desk(blank, "text"))
    [key] = {each.get("value") for each in listed.buttons() if each.get("name") == "judge"}
    form = await open_page(editor, f"{desk(blank, 'text', 'sections', '0')}?warning={key}")
    again = kept(editor, await form.fill(title="1 Havnen").press("I orden"))
    assert again["title"] == "1 Havnen"
    assert await Judgement.exists()
