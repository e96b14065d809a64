"""A button that is pressed twice does its work once, and says so both times."""

from __future__ import annotations

import httpx2

from consult.audit import AuditEntry
from consult.consultations.extension import Extension
from consult.consultations.moderation_reason import ModerationReason
from consult.documents.document import Document, DocumentKind
from tests.desk.desk_work import desk, ready
from tests.support.days import NEXT_WEEK, day
from tests.support.factories import NOW
from tests.support.factories.consultations import consultation, reason, unannounced_consultation


async def twice(
    editor: httpx2.AsyncClient,
    address: str,
    data: dict[str, str],
    files: dict[str, tuple[str, bytes]] | None = None,
) -> None:
    """Press, and press again before the first answer is there; both lead to the same page."""
    answers = [await editor.post(address, data=data, files=files) for _press in range(2)]
    assert [each.status_code for each in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]


async def test_an_extension_is_granted_once(editor: httpx2.AsyncClient) -> None:
    public = await consultation(closes_at=NOW)
    fields = {
        "until_day": "2998-01-01",
        "until_clock": "12.00",
        "who": "everybody",
        "reason": "Jul",
    }
    await twice(editor, desk(public, "extensions"), fields)
    assert await Extension.all().count() == 1
    answer = await editor.post(desk(public, "extensions"), data={**fields, "reason": "Ferie"})
    assert answer.status_code == 422, "another reason is another extension"


async def test_an_announcement_is_called_off_once(editor: httpx2.AsyncClient) -> None:
    made = await unannounced_consultation(title="Byen")
    await reason(made)
    await ready(editor, made)
    later = {"when": "later", "sure": "yes", "at_day": day(NEXT_WEEK), "at_clock": "8.00"}
    assert (await editor.post(desk(made, "publication"), data=later)).status_code == 303
    await twice(editor, desk(made, "publication", "calling-off"), {})
    assert await AuditEntry.filter(verb="called off").count() == 1


async def test_a_reason_and_a_background_document_are_added_once(
    editor: httpx2.AsyncClient,
) -> None:
    made = await unannounced_consultation(title="Byen")
    await twice(editor, desk(made, "reasons"), {"title-new": "Reklame"})
    assert await ModerationReason.filter(title="Reklame").count() == 1
    files = {"file": ("kort.pdf", b"%PDF-1.4 kort")}
    await twice(editor, desk(made, "background"), {"title": "Kort"}, files)
    await twice(editor, desk(made, "background"), {"title": "Samme kort"}, files)
    assert await Document.filter(kind=DocumentKind.BACKGROUND).count() == 2


async def test_a_reason_that_another_reworded_is_not_written_over(
    editor: httpx2.AsyncClient,
) -> None:
    made = await unannounced_consultation(title="Byen")
    await editor.post(desk(made, "reasons"), data={"title-new": "Reklame"})
    page = (await editor.get(desk(made, "reasons"))).text
    assert 'name="title_before-own_1" value="Reklame"' in page
    seen = {"title_before-own_1": "Reklame", "description_before-own_1": ""}
    first = {**seen, "title-own_1": "Reklame for en vare"}
    assert (await editor.post(desk(made, "reasons", "own_1"), data=first)).status_code == 303
    late = {**seen, "title-own_1": "Annoncer"}
    answer = await editor.post(desk(made, "reasons", "own_1"), data=late)
    assert answer.status_code == 409
    assert 'value="Annoncer"' in answer.text
    assert (await ModerationReason.get(key="own_1")).title == "Reklame for en vare"
