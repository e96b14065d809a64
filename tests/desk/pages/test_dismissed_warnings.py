"""What the reader of a file could not judge is gone through place by place, or a kind at a time."""

from __future__ import annotations

import html
import re

import httpx2
import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.desk.readiness import Lack, readiness_of
from consult.documents.document import Version
from consult.documents.drafting.dismissed_warnings import Judgement
from consult.settings import Settings
from consult.web.forms import MAX_FIELDS
from tests.desk.desk_work import desk, make_next, preparation_of, public_with_text, upload
from tests.support.factories import NOW
from tests.support.factories.consultations import unannounced_consultation

# Two places are in doubt by their words, and one is about the whole: the file does not say what it is called.
TEXT = """# Havnen

Indsætterne har været til møde, og vandet er rent, og det skal det blive ved med at være hele året.

Der er et samarbejde med af foreningerne, og kajen bruges af mange mennesker hver dag om sommeren.
"""


@pytest.fixture
async def made(editor: httpx2.AsyncClient, db: Settings) -> Consultation:
    made = await unannounced_consultation(title="Byen")
    assert (await upload(editor, made, TEXT, name="plan.txt")).status_code == 303
    return made


async def page(editor: httpx2.AsyncClient, address: str) -> str:
    answer = await editor.get("/en" + address)
    assert answer.status_code == 200
    return html.unescape(answer.text)


async def keys(editor: httpx2.AsyncClient, of: Consultation) -> list[str]:
    """The keys of the places that the list offers to judge."""
    shown = await page(editor, desk(of, "text"))
    fields = re.findall(r'name="(?:judge|again)" value="([^"]*)"', shown)
    return list(dict.fromkeys(key for field in fields for key in field.split()))


async def judged(
    editor: httpx2.AsyncClient, of: Consultation, *wanted: str, **fields: str
) -> httpx2.Response:
    version = await Version.get(document__consultation_id=of.id)
    data = {"seen_version": str(version.id), "judge": " ".join(wanted), **fields}
    return await editor.post("/en" + desk(of, "text", "judged"), data=data)


async def test_each_place_leads_to_its_paragraph_and_on_to_the_next(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    second, first, whole = await keys(editor, made)  # the list begins with the weightiest kind
    shown = await page(editor, desk(made, "text"))
    assert "3 places are left to judge" in shown
    [start] = re.findall(r'class="button button-primary" href="/en([^"]*)"', shown)
    assert f"warning={first}" in start
    there = await page(editor, start)
    assert "<mark>Indsætterne</mark> har været" in there
    assert "3 places left" in there
    assert "perhaps indsatser" in there
    answer = await judged(editor, made, first, place="0")
    assert f"warning={second}#paragraph-" in answer.headers["location"]
    answer = await judged(editor, made, second, place="0")
    there = await page(editor, answer.headers["location"].removeprefix("/en"))
    assert "1 place is left to judge" in there, "the one that is at no paragraph"
    await judged(editor, made, whole)
    assert "Every place is judged." in await page(editor, desk(made, "text"))
    assert await AuditEntry.filter(verb="judged").count() == 3


async def test_a_whole_kind_is_judged_at_once_and_taken_back_one_by_one(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    wanted = await keys(editor, made)
    assert Lack.IMPORT_WARNINGS in (await readiness_of(made, NOW)).lacks
    for _again in range(2):
        assert (await judged(editor, made, *wanted)).status_code == 303
    assert await Judgement.all().count() == 3
    assert await AuditEntry.filter(verb="judged").count() == 1
    assert Lack.IMPORT_WARNINGS not in (await readiness_of(made, NOW)).lacks
    assert (await judged(editor, made, again=wanted[0])).status_code == 303
    assert await Judgement.all().count() == 2


async def test_a_kind_with_more_places_than_a_form_has_fields_is_judged_at_once(
    editor: httpx2.AsyncClient, db: Settings
) -> None:
    made = await unannounced_consultation(title="Byen")
    lines = "".join(f"Indsætterne har møde nummer {each}.\n\n" for each in range(MAX_FIELDS + 1))
    await upload(editor, made, f"# Havnen\n\n{lines}", name="plan.txt")
    shown = await page(editor, desk(made, "text"))
    fields = re.findall(r'name="(?:judge|again)" value="([^"]*)"', shown)
    most = max((field.split() for field in fields), key=len)
    assert len(most) > MAX_FIELDS
    assert (await judged(editor, made, *most)).status_code == 303
    assert await Judgement.all().count() == len(most)


async def test_what_was_judged_stays_so_when_the_text_is_corrected_and_when_another_file_says_the_same(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    first, second, whole = await keys(editor, made)
    await judged(editor, made, first, whole)
    before = {"do": "heading", "title": "Havnen i dag", "level": "1"}
    section = desk(made, "text", "sections", "0")
    lock_version = str((await preparation_of(made)).lock_version)
    answer = await editor.post(
        section, data={**before, "lock_version": lock_version, "warning": second}
    )
    assert answer.status_code == 303
    assert f"warning={second}" in answer.headers["location"], "one is still on the way"
    assert set(await keys(editor, made)) == {first, second, whole}, (
        "to be looked at again, or at all"
    )
    assert f"/sections/0?warning={second}" in await page(editor, desk(made, "text"))
    assert await Judgement.all().count() == 2
    lock_version = str((await preparation_of(made)).lock_version)
    await upload(editor, made, TEXT + "\nMere.\n", name="2.txt", lock_version=int(lock_version))
    kept = await Judgement.get()
    assert kept.key == first, "what says nothing of its words is asked again"
    lock_version = str((await preparation_of(made)).lock_version)
    await upload(editor, made, "# Kun\n\nLidt.", lock_version=int(lock_version))
    assert not await Judgement.exists()


async def test_nothing_is_judged_by_a_page_of_another_text(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    first, *_others = await keys(editor, made)
    for wrong in ({"seen_version": "987654"}, {"judge": "ingenting"}, {"judge": ""}):
        fields = {"judge": first, "seen_version": "", **wrong}
        answer = await editor.post("/en" + desk(made, "text", "judged"), data=fields)
        assert answer.status_code == 409
        assert "You changed this yourself since you opened this page" in answer.text
    assert not await Judgement.exists()


async def test_what_was_judged_of_a_discarded_version_goes_with_it(
    editor: httpx2.AsyncClient, db: Settings
) -> None:
    made = await public_with_text(editor)
    await make_next(editor, made, TEXT, name="2.txt")
    assert (await make_next(editor, made, TEXT)).status_code == 409
    wanted = await keys(editor, made)
    version = await Version.get(number=2)
    fields = {"seen_version": str(version.id), "judge": " ".join(wanted)}
    assert (await editor.post(desk(made, "text", "judged"), data=fields)).status_code == 303
    assert await Judgement.filter(version_id=version.id).count() == 3
    assert (await editor.post(desk(made, "next", "discarding"))).status_code == 303
    assert not await Judgement.exists()


async def test_a_published_text_is_judged_no_more(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    wanted = await keys(editor, made)
    await Version.all().update(published_at=NOW)
    assert (await judged(editor, made, *wanted)).status_code == 409
    assert not await Judgement.exists()
