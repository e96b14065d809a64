"""The next version on the desk: uploaded, corrected, described, discarded, published; and what it leaves alone."""

from __future__ import annotations

import httpx2
import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.current_version import current_version
from consult.documents.document import Version
from consult.documents.drafting.preparation import Preparation
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.settings import Settings
from tests.desk.desk_work import (
    DRAFT,
    approve,
    desk,
    last_version,
    make_next,
    public_with_text,
    publish_next,
)
from tests.support.factories.consultations import (
    committee,
    consultation,
    unannounced_consultation,
)

SECOND = DRAFT.replace("Vandet er rent.", "Vandet i havnen er rent.").replace(
    "# 2 Kajer", "# 2 Parker\n\nParken er ny og stor, og alle er velkomne i den.\n\n# 3 Kajer"
)


@pytest.fixture
async def made(editor: httpx2.AsyncClient) -> Consultation:
    """A public consultation with version 1, and another beside it."""
    await consultation(title="En anden høring")
    return await public_with_text(editor)


async def test_the_text_step_says_what_is_published_and_takes_the_next_versions_file(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    before = (await editor.get("/en" + desk(made, "text"))).text
    assert "Make version 2" in before
    assert "udkast.md" in before
    assert desk(made, "next") + '"' in before
    assert (await make_next(editor, made, SECOND)).status_code == 303
    version = await last_version(made)
    assert (version.number, version.published_at, version.source_name) == (2, None, "2.md")
    page = (await editor.get("/en" + desk(made, "text"))).text
    assert "Only its editors can see version 2" in page
    assert "Discard version 2" in page
    assert "Parker" in page
    heard = await current_version(made.id)
    assert heard is not None
    assert heard.number == 1


@pytest.mark.parametrize(
    ("name", "content"), [("plan.pdf", b"%PDF-1.7"), ("plan.txt", b""), ("plan.exe", b"MZ")]
)
async def test_a_file_that_cannot_be_read_is_refused_as_for_the_first_version(
    editor: httpx2.AsyncClient, made: Consultation, name: str, content: bytes
) -> None:
    answer = await make_next(editor, made, content, name=name)
    assert answer.status_code == 422
    assert answer.text.count('id="field-file-error"') == 1
    assert (await last_version(made)).number == 1


async def test_there_is_one_next_version_at_a_time_and_none_before_the_first_is_published(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await make_next(editor, made, SECOND)
    assert (await make_next(editor, made, SECOND)).status_code == 409
    new = await unannounced_consultation()
    assert (await make_next(editor, new, SECOND)).status_code == 404
    for path in ("mapping", "publication", "mapping/correction?which=old-1"):
        assert (await editor.get(desk(new, "next", path))).status_code == 404


async def test_the_next_version_is_corrected_and_asked_about_like_the_first(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await make_next(editor, made, SECOND + "\n\nVi vil [bygge](#) nu.\n")
    version = await last_version(made)

    async def lock_version() -> str:
        return str((await Preparation.get(version_id=version.id)).lock_version)

    said = {"empty_links": "insertion", "lock_version": await lock_version()}
    assert (await editor.post(desk(made, "text", "links"), data=said)).status_code == 303
    assert await Paragraph.filter(version=version, has_changes=True).count() == 1
    fields = {
        "do": "heading",
        "title": "2 Haver",
        "level": "1",
        "lock_version": await lock_version(),
    }
    answer = await editor.post(desk(made, "text", "sections", "3"), data=fields)
    assert answer.status_code == 303
    assert await Section.filter(version=version, title="Haver").exists()
    assert not await Section.filter(version__number=1, title="Haver").exists()
    again = await editor.post(
        desk(made, "text"),
        data={"lock_version": await lock_version()},
        files={"file": ("3.md", SECOND.encode())},
    )
    assert again.status_code == 303
    assert (await last_version(made)).source_name == "3.md"
    assert (await last_version(made)).number == 2


async def test_areas_are_at_the_level_that_was_named_for_the_version_before(
    editor: httpx2.AsyncClient, db: Settings
) -> None:
    made = await public_with_text(editor, "# Planen\n\n# Del\n\n## Først\n\nEt.\n\n## Sidst\n\nTo.")
    first = await last_version(made)
    await Preparation.filter(version=first).update(area_level=2)
    await make_next(editor, made, "# Planen\n\n# Del\n\n## Først\n\nEt.\n\n## Sidst\n\nTre.")
    keys = (
        await Section.filter(version=await last_version(made))
        .order_by("position")
        .values_list("key")
    )
    assert [key for (key,) in keys] == ["A", "B", "C", "D"]


async def test_it_is_discarded_and_made_again(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await make_next(editor, made, SECOND)
    assert (await editor.post(desk(made, "next", "discarding"))).status_code == 303
    assert (await last_version(made)).number == 1
    assert (await editor.post(desk(made, "next", "discarding"))).status_code == 404
    assert (await make_next(editor, made, SECOND)).status_code == 303
    assert await AuditEntry.filter(verb="discarded").count() == 1


async def test_its_title_and_note_are_its_own_and_nobody_overwrites_the_others(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await make_next(editor, made, SECOND)
    title = (await last_version(made)).title

    async def describe(note: str, **before: str) -> int:
        given = {"title_before": title, "note_before": "", **before}
        fields = {"title": "Havnen igen", "note": note, **given}
        answer = await editor.post(desk(made, "next", "note"), data=fields)
        if answer.status_code >= 400:
            assert note[:50] in answer.text
        return answer.status_code

    assert await describe("Der er en park.") == 303
    assert await describe("Noget andet.") == 409
    assert await describe("x" * 1001, title_before="Havnen igen") == 422
    stored = await last_version(made)
    assert (stored.title, stored.note) == ("Havnen igen", "Der er en park.")
    assert (await Version.get(document_id=stored.document_id, number=1)).title == "Havnen"


async def test_owners_are_those_of_what_is_published_until_it_is_approved(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    """Sections get the identities they keep with the approval, and owners hang on those."""
    who = await committee()
    quays = await Section.get(version__document__consultation=made, title="Kajer")
    give = {"committee": str(who.id), f"section-{quays.identity_id}": "yes"}
    await editor.post(desk(made, "owners"), data=give)
    await make_next(editor, made, SECOND)
    page = (await editor.get("/en" + desk(made, "owners"))).text
    assert who.name in page
    assert "Its new sections can be given" in page
    assert "Parker" not in page
    await approve(editor, made)
    page = (await editor.get("/en" + desk(made, "owners"))).text
    assert page.count(who.name) >= 2
    assert "These are the sections of version 2" in page
    assert "Parker" in page
    parks = await Section.get(version=await last_version(made), title="Parker")
    give = {"committee": str(who.id), f"section-{parks.identity_id}": "yes"}
    assert (await editor.post(desk(made, "owners"), data=give)).status_code == 303
    await publish_next(editor, made)
    assert who.name in (await editor.get(desk(made, "owners"))).text
