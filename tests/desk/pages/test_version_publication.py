"""The next version is published when it is approved and looked at, and nothing of it is seen before."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx2
import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.versions.stored_lineage import Lineage
from consult.settings import Settings
from tests.desk.desk_work import (
    DRAFT,
    approve,
    desk,
    last_version,
    make_next,
    public_with_text,
    publish_next,
    upload,
)
from tests.support.factories.consultations import (
    consultation,
)

SECOND = DRAFT.replace("Vandet er rent.", "Vandet i havnen er rent.").replace(
    "# 2 Kajer", "# 2 Parker\n\nParken er ny og stor, og alle er velkomne i den.\n\n# 3 Kajer"
)


@pytest.fixture
async def made(editor: httpx2.AsyncClient) -> Consultation:
    """A public consultation with version 1, and another beside it."""
    await consultation(title="En anden høring")
    return await public_with_text(editor)


async def test_it_is_published_when_approved_and_looked_at_and_everybody_reads_it_then(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    public = f"/consultations/{made.slug}/sections/1"
    before = (await client.get(public)).text
    await make_next(editor, made, SECOND + "\n\nVi vil [bygge](#) nu.\n")
    refused = await publish_next(editor, made)
    assert refused.status_code == 409
    assert (await last_version(made)).published_at is None
    await approve(editor, made)
    unseen = await publish_next(editor, made, looked="")
    assert unseen.status_code == 422
    assert (await client.get(public)).text == before
    assert (await publish_next(editor, made)).status_code == 303
    assert "Vandet i havnen er rent." in (await client.get(public)).text
    assert (await publish_next(editor, made)).status_code == 404
    assert (
        "Version 2 is published" in (await editor.get("/en" + desk(made, "text?published=1"))).text
    )
    entry = await AuditEntry.filter(verb="published", noun="version").order_by("-id").first()
    assert entry is not None
    assert entry.facts == {"number": 2}
    assert (await make_next(editor, made, DRAFT)).status_code == 303
    assert (await last_version(made)).number == 3


async def test_the_page_that_publishes_lists_what_is_still_to_do(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await make_next(editor, made, SECOND)
    page = (await editor.get("/en" + desk(made, "next", "publication"))).text
    assert "It is not approved yet" in page
    assert "3 areas have no committee" not in page
    await approve(editor, made)
    page = (await editor.get("/en" + desk(made, "next", "publication"))).text
    assert "Ellen Prøve" in page
    assert "4 areas have no committee" in page


@pytest.mark.parametrize("language", ["", "/en", "/ar"])
async def test_the_preview_shows_the_next_version_of_a_public_consultation(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation, language: str
) -> None:
    preview = language + desk(made, "preview")
    moved = await editor.get(preview)
    assert moved.status_code == 303
    await make_next(editor, made, SECOND)
    for approved in (False, True):
        if approved:
            await approve(editor, made)
        for path in ("", "/contents", "/sections/1", "/sections/2"):
            page = await editor.get(preview + path)
            assert page.status_code == 200, path
            assert "preview-banner" in page.text
            assert desk(made, "next", "publication") in page.text
            assert page.headers["cache-control"] == "no-store, private"
        assert "Parken er ny og stor" in page.text
    assert (await client.get(preview)).status_code in (303, 404)


async def test_what_was_seen_in_the_preview_is_remembered_by_nobody(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    """What is worked out about a published version is remembered; the preview only looks like one."""
    await make_next(editor, made, SECOND)
    await approve(editor, made)
    await editor.get(desk(made, "preview/sections/2"))
    other = SECOND.replace("# 2 Parker", "# 2 Skove")
    assert (await upload(editor, made, other, lock_version=1)).status_code == 303
    preview = await editor.get(desk(made, "preview/sections/2"))
    assert "Skove" in preview.text
    assert "Parker" not in preview.text
    await approve(editor, made)
    assert (await publish_next(editor, made)).status_code == 303
    page = await client.get(f"/consultations/{made.slug}/sections/2")
    assert "Skove" in page.text
    assert "Parker" not in page.text


async def test_after_the_hearing_closed_a_version_is_made_all_the_same(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation, db: Settings
) -> None:
    await Consultation.filter(id=made.id).update(closes_at=datetime(2020, 4, 1, 12, tzinfo=UTC))
    await make_next(editor, made, SECOND)
    await approve(editor, made)
    assert (await publish_next(editor, made)).status_code == 303
    page = await client.get(f"/consultations/{made.slug}/sections/2")
    assert "Parken er ny og stor" in page.text
    lineage = await Lineage.get(version=await last_version(made))
    assert lineage.approved_at is not None


async def test_an_approval_that_another_text_undoes_is_said_and_so_is_a_title_that_stayed(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await make_next(editor, made, SECOND)
    assert "har samme titel" in (await editor.get(desk(made, "next", "publication"))).text
    unapproved = await upload(editor, made, SECOND + "\n\nMere.\n", lock_version=1)
    assert "unapproved" not in unapproved.headers["location"]
    await approve(editor, made)
    replaced = await upload(editor, made, SECOND + "\n\nEndnu mere.\n", lock_version=2)
    assert "godkend det igen" in (await editor.get(replaced.headers["location"])).text
