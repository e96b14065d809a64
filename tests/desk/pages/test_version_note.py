"""What is said of a published version can be put right; that it was, and when, everybody sees."""

from __future__ import annotations

import httpx2
import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.settings import Settings
from tests.desk.desk_work import DRAFT, approve, desk, make_next, public_with_text, publish_next

NOTE = "Bredden på broen er rettet."


@pytest.fixture
async def made(editor: httpx2.AsyncClient, db: Settings) -> Consultation:
    """Two published versions, and a third in preparation."""
    made = await public_with_text(editor)
    await make_next(editor, made, DRAFT.replace("to broer", "tre broer"))
    await approve(editor, made)
    assert (await publish_next(editor, made)).status_code == 303
    await make_next(editor, made, DRAFT.replace("to broer", "fire broer"))
    return made


def note_of(of: Consultation, number: int) -> str:
    return desk(of, "versions", str(number), "note")


def typed(note: str, before: str, number: int = 2) -> dict[str, str]:
    """The field of a version's note, and what it was made with."""
    return {f"note-{number}": note, f"note-{number}-before": before}


async def test_a_note_is_corrected_and_everybody_sees_that_it_was(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    public = f"/en/consultations/{made.slug}/versions"
    assert "Note corrected" not in (await client.get(public)).text
    before = await Version.get(number=2)
    answer = await editor.post(note_of(made, 2), data=typed(NOTE, ""))
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("#version-2")
    page = (await client.get(public)).text
    assert NOTE in page
    assert page.count("Note corrected on") == 1
    after = await Version.get(number=2)
    assert (after.title, after.published_at) == (before.title, before.published_at)
    entry = await AuditEntry.get(verb="note corrected")
    assert entry.facts == {"before": ""}
    assert NOTE in (await client.get(f"/en/consultations/{made.slug}")).text


async def test_a_note_that_another_corrected_is_not_written_over(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await editor.post(note_of(made, 2), data=typed(NOTE, ""))
    late = typed("Noget andet er rettet.", "")
    answer = await editor.post(note_of(made, 2), data=late)
    assert answer.status_code == 409
    assert late["note-2"] in answer.text
    twice = await editor.post(note_of(made, 2), data=typed(NOTE, ""))
    assert twice.status_code == 303, "the same words again"
    long = typed("x" * 1001, NOTE)
    assert (await editor.post(note_of(made, 2), data=long)).status_code == 422
    same = typed(NOTE, NOTE)
    assert (await editor.post(note_of(made, 2), data=same)).status_code == 303
    assert (await Version.get(number=2)).note == NOTE
    assert await AuditEntry.filter(verb="note corrected").count() == 1


async def test_only_a_published_version_has_a_note_to_correct(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    for number in (3, 4, 10**20):
        answer = await editor.post(note_of(made, number), data=typed(NOTE, "", number))
        assert answer.status_code == 404, number
    assert not await Version.filter(note=NOTE).exists()
