"""The levels of all headings are changed on one page."""

from __future__ import annotations

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from consult.documents.section import Section
from consult.settings import Settings
from tests.desk.desk_work import desk, preparation_of, upload
from tests.support.factories.consultations import unannounced_consultation


@pytest.fixture
async def made(editor: httpx2.AsyncClient, db: Settings) -> Consultation:
    made = await unannounced_consultation(title="Byen")
    assert (await upload(editor, made)).status_code == 303
    return made


async def headings(of: Consultation) -> list[tuple[int, str]]:
    sections = Section.filter(version__document__consultation_id=of.id).order_by("position")
    return [(each.level, each.title) for each in await sections]


async def test_several_headings_get_their_levels_and_one_becomes_text_in_one_go(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    before = await headings(made)
    assert before == [(1, "Havnen i 2030"), (1, "Vand og bad"), (2, "Det vil vi"), (1, "Kajer")]
    page = (await editor.get(desk(made, "text", "levels"))).text
    assert all(f'name="level-{place}"' in page for place in range(4))
    fields = {"lock_version": "1", "level-0": "1", "level-1": "2", "level-2": "0", "level-3": "6"}
    answer = await editor.post(desk(made, "text", "levels"), data=fields)
    assert answer.status_code == 303
    assert await headings(made) == [(1, "Havnen i 2030"), (2, "Vand og bad"), (3, "Kajer")]
    assert (await preparation_of(made)).lock_version == 2, "one change"
    page = (await editor.get(desk(made, "text", "sections", "1"))).text
    assert "Det vil vi" in page


async def test_what_was_chosen_is_kept_when_it_cannot_be_or_another_was_first(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    before = await headings(made)
    for fields, status in (
        ({"lock_version": "1", "level-0": "0", "level-3": "4"}, 422),
        ({"lock_version": "7", "level-0": "1", "level-3": "4"}, 409),
    ):
        answer = await editor.post("/en" + desk(made, "text", "levels"), data=fields)
        assert answer.status_code == status
        kept = answer.text.split('name="level-3"')[1]
        assert kept.index('<option value="4" selected') < kept.index("</select>")
    for odd in ({"level-1": "7"}, {"level-1": "x"}, {"level-x": "1"}):
        answer = await editor.post(desk(made, "text", "levels"), data={"lock_version": "1", **odd})
        assert answer.status_code == 400
    assert await headings(made) == before
