"""An earlier text on the desk: kept, followed by the text that is heard, and compared with it by everybody."""

from __future__ import annotations

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.settings import Settings
from tests.desk.desk_work import DRAFT, approve, desk, make_next, ready, upload
from tests.support.factories.consultations import consultation, reason, unannounced_consultation

HEARD = DRAFT.replace("Der er to broer.", "Der er fire broer.")
IN_FORCE = "Den politik, der gælder i dag."
ASKS = "Is this an earlier text"


@pytest.fixture
async def made(db: Settings, editor: httpx2.AsyncClient) -> Consultation:
    """A consultation in preparation with a text, and a public one beside it."""
    await consultation(title="En anden høring")
    of = await unannounced_consultation(title="Havnen")
    await reason(of)
    await ready(editor, of)
    return of


async def seen(editor: httpx2.AsyncClient, of: Consultation) -> str:
    page = (await editor.get(desk(of, "text"))).text
    return page.partition('name="seen" value="')[2].partition('"')[0]


async def keep(editor: httpx2.AsyncClient, of: Consultation, **given: str) -> httpx2.Response:
    fields = {"seen": await seen(editor, of), "note": IN_FORCE, **given}
    return await editor.post("/en" + desk(of, "text", "earlier"), data=fields)


async def test_a_text_in_preparation_can_be_kept_and_taken_up_again(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    assert ASKS in (await editor.get("/en" + desk(made, "text"))).text
    assert (await keep(editor, made)).status_code == 303
    page = (await editor.get("/en" + desk(made, "text"))).text
    assert "Upload the text that is to be heard" in page
    assert IN_FORCE in page
    assert ASKS not in page
    back = await editor.post(desk(made, "text", "earlier", "return"))
    assert back.status_code == 303
    assert ASKS in (await editor.get("/en" + desk(made, "text"))).text


async def test_what_was_written_of_it_is_kept_when_somebody_replaced_the_text_meanwhile(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    before = await seen(editor, made)
    version = await Version.get(document__consultation_id=made.id)
    assert (await upload(editor, made, HEARD, lock_version=1)).status_code == 303
    answer = await keep(editor, made, seen=before)
    assert answer.status_code == 409
    assert IN_FORCE in answer.text
    assert (await Version.get(id=version.id)).published_at is None


async def test_the_text_that_follows_is_published_by_the_announcement_alone(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await keep(editor, made)
    assert (await make_next(editor, made, HEARD)).status_code == 303
    last_step = (await editor.get("/en" + desk(made, "publication"))).text
    assert "It is not approved yet what became of each paragraph." in last_step
    await approve(editor, made)
    page = (await editor.get("/en" + desk(made, "next", "publication"))).text
    assert "It is published together with the consultation." in page
    answer = await editor.post(desk(made, "next", "publication"), data={"looked": "1"})
    assert answer.status_code == 409
    assert await Version.filter(number=2, published_at__isnull=True).exists()


async def test_everybody_reads_what_became_of_it_once_the_consultation_is_announced(
    editor: httpx2.AsyncClient, made: Consultation, client: httpx2.AsyncClient
) -> None:
    await keep(editor, made)
    await make_next(editor, made, HEARD)
    await approve(editor, made)
    public = f"/en/consultations/{made.slug}"
    assert (await client.get(f"{public}/versions")).status_code == 404
    assert (await client.get(f"{public}/versions/1")).status_code == 404
    announced = await editor.post(desk(made, "publication"), data={"when": "now", "sure": "yes"})
    assert announced.status_code == 303
    listed = (await client.get(f"{public}/versions")).text
    assert "It was not out for consultation here." in listed
    assert IN_FORCE in listed
    changed = (await client.get(f"{public}/versions/2/changes/1")).text
    assert "fire" in changed
    kept = (await client.get(f"{public}/versions/1/sections/1")).text
    assert "This is an earlier text, version 1." in kept
    heard = (await client.get(f"{public}/versions/2/sections/1")).text
    assert "earlier text" not in heard


async def test_a_text_is_kept_once_however_often_the_button_is_pressed(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    word = await seen(editor, made)
    answers = [await keep(editor, made, seen=word) for _press in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    late = await keep(editor, made, seen=word, note="Noget helt andet.")
    assert late.status_code == 409, "two editors who said different things of it"
    assert "Noget helt andet." in late.text
    assert [each.note for each in await Version.all()] == [IN_FORCE]


async def test_a_note_that_nobody_could_see_yet_is_not_called_corrected(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    assert (await keep(editor, made)).status_code == 303
    fields = {"note-1": "Planen fra 2019.", "note-1-before": IN_FORCE}
    answer = await editor.post(desk(made, "versions", "1", "note"), data=fields)
    assert answer.status_code == 303
    kept = await Version.get(number=1)
    assert (kept.note, kept.note_corrected_at) == ("Planen fra 2019.", None)
