"""The text on the desk: a file is uploaded and read aside, its headings corrected, another put in its place."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from consult.documents.document import Version
from consult.documents.drafting import import_process
from consult.documents.drafting.import_process import read_in_process
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.importing import ImportRefused
from consult.settings import Settings
from tests.desk.desk_work import desk, preparation_of, upload
from tests.support.factories.consultations import unannounced_consultation


@pytest.fixture
async def made(db: Settings) -> Consultation:
    return await unannounced_consultation(title="Havnen")


async def titles(of: Consultation) -> list[tuple[str, str]]:
    rows = Section.filter(version__document__consultation=of).order_by("position")
    return [(each.key, each.title) for each in await rows]


async def texts(of: Consultation) -> list[str]:
    rows = Paragraph.filter(version__document__consultation=of).order_by("position")
    return [each.text for each in await rows]


async def test_a_file_is_read_and_its_headings_shown(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    assert (await upload(editor, made)).status_code == 303
    assert await titles(made) == [
        ("A", "Havnen i 2030"), ("1", "Vand og bad"), ("1-1", "Det vil vi"), ("2", "Kajer"),
    ]  # fmt: skip
    page = (await editor.get(desk(made, "text"))).text
    assert "Vand og bad" in page
    version = await Version.get()
    assert (version.source_name, version.published_at) == ("udkast.md", None)
    assert len(version.source_file) == 64


@pytest.mark.parametrize(
    ("name", "content"),
    [("plan.pdf", b"%PDF-1.7"), ("plan.docx", b"PK"), ("plan.txt", b""), ("plan.exe", b"MZ")],
)
async def test_a_file_that_cannot_be_read_gets_one_sentence_and_leaves_nothing(
    editor: httpx2.AsyncClient, made: Consultation, db: Settings, name: str, content: bytes
) -> None:
    answer = await upload(editor, made, content, name=name)
    assert answer.status_code == 422
    assert answer.text.count('id="field-file-error"') == 1
    assert await Version.all().count() == 0
    assert [each for each in (db.data_dir / "files").rglob("*") if each.is_file()] == []


async def test_no_file_is_said_to_be_missing(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    answer = await editor.post(desk(made, "text"), data={"lock_version": "0"})
    assert answer.status_code == 422


async def test_another_file_takes_its_place_unless_somebody_was_first(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await upload(editor, made)
    assert (await upload(editor, made, "# Ny\n\nNyt.", lock_version=1)).status_code == 303
    assert (await upload(editor, made, "# For sent\n\nx", lock_version=1)).status_code == 409
    assert await texts(made) == ["Nyt."]


async def test_what_links_mean_is_asked_and_the_file_read_again(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await upload(editor, made, "# Havnen\n\nVi vil [bygge](#) nu.")
    assert "empty_links" in (await editor.get(desk(made, "text"))).text
    assert not await Paragraph.filter(has_changes=True).exists()
    fields = {"empty_links": "insertion", "lock_version": "1"}
    assert (await editor.post(desk(made, "text", "links"), data=fields)).status_code == 303
    paragraph = await Paragraph.get(has_changes=True)
    assert paragraph.changes_html == "Vi vil <ins>bygge</ins> nu."
    assert (await preparation_of(made)).empty_links == "insertion"
    wrong = await editor.post(desk(made, "text", "links"), data={"lock_version": "2"})
    assert wrong.status_code == 422
    await upload(editor, made, "# Havnen\n\nUden links.", lock_version=2)
    assert "empty_links" not in (await editor.get(desk(made, "text"))).text


async def test_headings_and_paragraphs_are_corrected(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await upload(editor, made)

    async def correct(place: int, **fields: str) -> int:
        lock_version = str((await preparation_of(made)).lock_version)
        answer = await editor.post(
            desk(made, "text", "sections", str(place)),
            data={"lock_version": lock_version, **fields},
        )
        return answer.status_code

    assert await correct(1, do="heading", title="1 Vand", level="1") == 303
    assert await correct(2, do="heading", title="Det vil vi", level="1") == 303
    assert await correct(1, do="join:1") == 303
    assert (
        await correct(1, do="split:0", **{"words-0": "Vandet er\n\nrent. Der er to broer."}) == 303
    )
    assert await correct(3, do="make:0") == 303
    assert await titles(made) == [
        ("A", "Havnen i 2030"), ("1", "Vand"), ("B", "Det vil vi"), ("2", "Kajer"),
        ("2-1", "Kajen bruges af mange."),
    ]  # fmt: skip
    assert await texts(made) == [
        "Et forord om havnen.", "Vandet er", "rent. Der er to broer.", "Vi bygger en bro til.",
    ]  # fmt: skip
    assert await correct(4, do="text") == 303
    assert (await texts(made))[-1] == "Kajen bruges af mange."
    for wrong in (
        {"do": "heading", "title": "", "level": "1"},
        {"do": "heading", "title": "x", "level": "9"},
        {"do": "join:0"},
        {"do": "split:0", "words-0": "Helt andre\n\nord"},
        {"do": "make:17"},
    ):
        assert await correct(1, **wrong) == 422, wrong
    assert await correct(0, do="text") == 422


async def test_after_a_correction_one_is_where_one_was(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await upload(editor, made)
    section = desk(made, "text", "sections")
    for place, fields, there in (
        (1, {"do": "join:1"}, "/1?saved=1#paragraph-1"),
        (1, {"do": "split:0", "words-0": "Vandet er\n\nrent. Der er to broer."}, "/1?saved=1#paragraph-1"),
        (1, {"do": "make:1"}, "/2?saved=1#heading"),
        (2, {"do": "text:0"}, "/1?saved=1#heading"),
        (1, {"do": "heading", "title": "1 Vand", "level": "1"}, "/1?saved=1#heading"),
    ):  # fmt: skip
        lock_version = str((await preparation_of(made)).lock_version)
        answer = await editor.post(
            f"{section}/{place}", data={"lock_version": lock_version, **fields}
        )
        assert answer.headers["location"] == section + there, fields
        shown = (await editor.get(answer.headers["location"])).text
        assert f'id="{there.partition("#")[2]}"' in shown


async def test_a_refused_split_keeps_what_was_typed(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await upload(editor, made)
    fields = {"do": "split:1", "words-1": "Der er tre\n\nbroer.", "lock_version": "1"}
    answer = await editor.post(desk(made, "text", "sections", "1"), data=fields)
    assert answer.status_code == 422
    assert "Der er tre\n\nbroer." in answer.text


async def test_areas_are_the_level_the_editor_names(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await upload(editor, made, "# Planen\n\n# Del\n\n## Først\n\nEt.\n\n## Sidst\n\nTo.")
    before = await titles(made)
    fields = {"area_level": "2", "lock_version": "1"}
    assert (await editor.post(desk(made, "text", "areas"), data=fields)).status_code == 303
    assert [key for key, _ in before] == ["A", "B", "B-1", "B-2"]
    assert [key for key, _ in await titles(made)] == ["A", "B", "C", "D"]


async def test_the_site_answers_others_while_a_large_file_is_read(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, made: Consultation
) -> None:
    large = "# Alt\n\n" + "\n\n".join(f"Afsnit {n} om havnen." for n in range(1500))
    reading = asyncio.create_task(upload(editor, made, large))
    asked = 0
    while not reading.done():
        assert (await client.get("/privacy")).status_code == 200
        asked += 1
        await asyncio.sleep(0.02)
    assert (await reading).status_code == 303
    assert await Paragraph.all().count() == 1500
    assert asked > 5


async def test_reading_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_process, "WALL_SECONDS", 0.01)
    with pytest.raises(ImportRefused) as refused:
        await read_in_process(b"# x", "x.md")
    assert refused.value.code == "too-slow"


async def test_the_name_leads_nowhere_and_is_the_title_where_there_is_none() -> None:
    draft = await read_in_process("Ét ord.\n\nTo ord.".encode(), "../../æble/Plån.txt")
    assert draft.title == "Plån"


async def test_the_real_draft_is_shown_with_its_headings_and_warnings(
    editor: httpx2.AsyncClient, made: Consultation, shared_drafts: Path
) -> None:
    file = shared_drafts / "politik-2027-2030.docx"
    assert (await upload(editor, made, file.read_bytes(), name=file.name)).status_code == 303
    page = (await editor.get(desk(made, "text"))).text
    for title in ("Forord", "Beskæftigelse og medborgerskab", "Socialområdet"):
        assert title in page
