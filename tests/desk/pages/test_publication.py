"""Publishing a consultation: what is missing, what must be seen, now or later, and calling it off."""

from __future__ import annotations

import httpx2

from consult import clock
from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from tests.desk.desk_work import desk, frame_of, preparation_of, ready, upload
from tests.support.days import NEXT_WEEK, day
from tests.support.factories.consultations import (
    consultation,
)


async def test_what_is_missing_is_listed_with_its_step_and_keeps_it_from_being_published(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    page = (await editor.get(desk(blank, "publication"))).text
    points = page.split("checklist__item--")[1:]
    still_open = [point for point in points if point.startswith("open")]
    for step in ("text", "summary", "dates", "parties", "owners"):
        assert any(f'<a href="{desk(blank, step)}">' in point for point in still_open), step
    assert len(still_open) == 5
    answer = await editor.post(desk(blank, "publication"), data={"when": "now", "sure": "yes"})
    assert answer.status_code == 422
    assert (await frame_of(blank)).announced_at is None


async def test_nothing_is_published_by_a_button_pressed_in_passing(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    await ready(editor, blank)
    page = (await editor.get("/en" + desk(blank, "publication"))).text
    assert "Answers can be sent from" in page
    assert f"/consultations/{blank.slug}</bdi>" in page, "where everybody will find it"
    answer = await editor.post("/en" + desk(blank, "publication"), data={"when": "now"})
    assert answer.status_code == 422
    assert "Say that you have seen what everybody will see." in answer.text
    assert (await frame_of(blank)).announced_at is None
    await editor.post(desk(blank, "publication"), data={"when": "now", "sure": "yes"})
    after = (await editor.get("/en" + desk(blank, "publication") + "?saved=1")).text
    assert "What happens now" in after
    assert "make version 2" in after


async def test_published_it_is_public_at_once_and_its_text_is_frozen(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, blank: Consultation
) -> None:
    await ready(editor, blank)
    public = f"/consultations/{blank.slug}"
    assert (await client.get(public)).status_code == 404
    answer = await editor.post(desk(blank, "publication"), data={"when": "now", "sure": "yes"})
    assert answer.status_code == 303
    assert (await client.get(public)).status_code == 200
    assert "Vandet er rent." in (await client.get(f"{public}/sections/1")).text
    lock_version = (await preparation_of(blank)).lock_version
    for refused in (
        await upload(editor, blank, lock_version=lock_version),
        await editor.post(
            desk(blank, "text", "sections", "1"),
            data={"do": "heading", "title": "x", "level": "1", "lock_version": str(lock_version)},
        ),
        await editor.post(
            desk(blank, "text", "areas"),
            data={"area_level": "1", "lock_version": str(lock_version)},
        ),
    ):
        assert refused.status_code == 409
    fields = {"lock_version": str((await frame_of(blank)).lock_version), "opens_day": "2027-01-01"}
    assert (await editor.post(desk(blank, "dates"), data=fields)).status_code == 409
    again = await editor.post(desk(blank, "publication"), data={"when": "now", "sure": "yes"})
    assert again.status_code == 409
    assert await AuditEntry.filter(verb="announced").count() == 1
    page = (await editor.get("/en" + desk(blank, "text"))).text
    assert "A published version never changes." in page


async def test_announced_for_later_it_can_be_taken_back_until_then(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, blank: Consultation
) -> None:
    await ready(editor, blank)
    later = {"when": "later", "sure": "yes", "at_day": day(NEXT_WEEK), "at_clock": "8.00"}
    assert (await editor.post(desk(blank, "publication"), data=later)).status_code == 303
    assert (await client.get(f"/consultations/{blank.slug}")).status_code == 404
    assert (await editor.post(desk(blank, "publication", "calling-off"))).status_code == 303
    assert (await frame_of(blank)).announced_at is None
    assert await Version.filter(published_at__isnull=False).count() == 0
    lock_version = (await preparation_of(blank)).lock_version
    assert (await upload(editor, blank, lock_version=lock_version)).status_code == 303


async def test_what_was_announced_for_later_called_off_and_changed_is_public_as_it_is_now(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, blank: Consultation
) -> None:
    await ready(editor, blank, "# 1 Parker\n\nParken er stor.")
    later = {"when": "later", "sure": "yes", "at_day": day(NEXT_WEEK), "at_clock": "8.00"}
    assert (await editor.post(desk(blank, "publication"), data=later)).status_code == 303
    assert "Parker" in (await editor.get(desk(blank, "preview/contents"))).text
    assert (await editor.post(desk(blank, "publication", "calling-off"))).status_code == 303
    other = await upload(editor, blank, "# 1 Skove\n\nParken er stor.", lock_version=1)
    assert other.status_code == 303
    assert (
        await editor.post(desk(blank, "publication"), data={"when": "now", "sure": "yes"})
    ).status_code == 303
    assert "Skove" in (await client.get(f"/consultations/{blank.slug}/contents")).text


async def test_what_everybody_has_seen_is_not_called_off(editor: httpx2.AsyncClient) -> None:
    public = await consultation(announced_at=clock.now())
    assert (await editor.post(desk(public, "publication", "calling-off"))).status_code == 409
    assert (await frame_of(public)).announced_at is not None


async def test_a_later_moment_needs_its_day(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    await ready(editor, blank)
    answer = await editor.post(desk(blank, "publication"), data={"when": "later", "sure": "yes"})
    assert answer.status_code == 422
    assert (await frame_of(blank)).announced_at is None
