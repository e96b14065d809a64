"""All areas get their committees in one go, and one of them leads."""

from __future__ import annotations

import httpx2
import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.documents.ownership import Ownership
from consult.documents.section import Section
from consult.settings import Settings
from tests.desk.desk_work import desk, upload
from tests.support.factories.consultations import committee, unannounced_consultation


@pytest.fixture
async def made(editor: httpx2.AsyncClient, db: Settings) -> Consultation:
    await upload(editor, await unannounced_consultation(title="Støj"))
    made = await unannounced_consultation(title="Byen")
    assert (await upload(editor, made)).status_code == 303
    return made


async def fields_of(of: Consultation) -> dict[str, str]:
    """The name of the field beside each area, by the area's key."""
    sections = await Section.filter(version__document__consultation_id=of.id)
    return {each.key: f"area-{each.identity_id}" for each in sections if each.key == each.area}


async def owned(of: Consultation) -> set[tuple[str, str, bool]]:
    rows = Ownership.filter(section__document__consultation_id=of.id)
    columns = ("section__key", "committee__name", "is_lead")
    return set(await rows.values_list(*columns))


async def test_every_area_is_given_at_once_and_a_second_committee_joins_the_first(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    harbour, finance = await committee(name="Havn"), await committee(name="Økonomi")
    field = await fields_of(made)
    page = (await editor.get("/en" + desk(made, "owners"))).text
    assert all(f'name="{each}"' in page for each in field.values())
    given = {field["1"]: str(harbour.id), field["2"]: str(finance.id), field["A"]: ""}
    answer = await editor.post(
        desk(made, "owners", "areas"), data={**given, "lead": str(finance.id)}
    )
    assert answer.status_code == 303
    assert await owned(made) == {("1", "Havn", False), ("2", "Økonomi", True)}
    again = {field["2"]: str(harbour.id), "lead": str(harbour.id)}
    assert (await editor.post(desk(made, "owners", "areas"), data=again)).status_code == 303
    assert await owned(made) == {
        ("1", "Havn", True),
        ("2", "Havn", True),
        ("2", "Økonomi", False),
    }
    assert await AuditEntry.filter(verb="assigned", noun="document").count() == 2


async def test_all_or_none_is_given(editor: httpx2.AsyncClient, made: Consultation) -> None:
    harbour, idle = await committee(name="Havn"), await committee(name="Uden område")
    field = await fields_of(made)
    given = {field["1"]: str(harbour.id)}
    for wrong, status in (
        ({"area-987654": str(harbour.id)}, 409),
        ({field["2"]: "987654"}, 409),
        ({"lead": str(idle.id)}, 422),
        ({field["2"]: "x"}, 400),
    ):
        answer = await editor.post(desk(made, "owners", "areas"), data={**given, **wrong})
        assert answer.status_code == status, wrong
        if status != 400:
            assert f'<option value="{harbour.id}" selected>' in answer.text, "the choice is kept"
    assert await owned(made) == set()


async def test_a_section_that_is_written_another_way_is_the_same_section(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    harbour = await committee(name="Havn")
    field = (await fields_of(made))["1"].replace("area-", "area-00")
    answer = await editor.post(desk(made, "owners", "areas"), data={field: f"0{harbour.id}"})
    assert answer.status_code == 303
    assert await owned(made) == {("1", "Havn", False)}
