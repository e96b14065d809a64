"""Committees and the sections they answer for."""

from __future__ import annotations

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.audit import AuditEntry
from consult.consultations.committee import Committee, CommitteeName
from consult.consultations.consultation import Consultation
from consult.documents.ownership import Ownership
from consult.documents.section import Section
from consult.people.role import Role
from consult.settings import Settings
from tests.desk.desk_work import desk, upload
from tests.support.factories import people
from tests.support.factories.consultations import (
    committee,
    unannounced_consultation,
)
from tests.support.page_form import PageForm, kept, open_page
from tests.support.visitors import visitor


def boxes(*sections: object) -> dict[str, str]:
    """These sections ticked."""
    return {f"section-{each}": "yes" for each in sections}


async def test_a_section_may_have_several_committees_and_one_below_it_more(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    await upload(editor, blank)
    first, second = await committee(), await committee()
    sections = {s.key: str(s.identity_id) for s in await Section.all()}
    give = {"committee": str(first.id), "is_lead": "yes"}
    give |= boxes(sections["1"], sections["2"])
    assert (await editor.post(desk(blank, "owners"), data=give)).status_code == 303
    assert await AuditEntry.filter(verb="assigned").count() == 1, "one press is one entry"
    also = {"committee": str(second.id), **boxes(sections["1"], sections["1-1"])}
    assert (await editor.post(desk(blank, "owners"), data=also)).status_code == 303
    assert await Ownership.all().count() == 4
    page = (await editor.get(desk(blank, "owners"))).text
    assert first.name in page
    take = {"owner": f"{sections['1']}-{second.id}"}
    await editor.post(desk(blank, "owners", "removal"), data=take)
    left = await Ownership.filter(committee=second).select_related("section")
    assert [each.section.key for each in left] == ["1-1"]


async def test_sections_of_another_text_cannot_be_given_away(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    other = await unannounced_consultation()
    await upload(editor, other)
    await upload(editor, blank)
    foreign = await Section.filter(version__document__consultation=other).first()
    assert foreign is not None
    give = {"committee": str((await committee()).id), **boxes(foreign.identity_id)}
    assert (await editor.post(desk(blank, "owners"), data=give)).status_code == 422
    assert await Ownership.all().count() == 0


async def test_a_committee_is_made_and_renamed_and_its_earlier_name_kept(
    editor: httpx2.AsyncClient, blank: Consultation
) -> None:
    add = {"new_name": "Havneudvalget"}
    assert (await editor.post(desk(blank, "owners", "committees"), data=add)).status_code == 303
    again = await editor.post(desk(blank, "owners", "committees"), data=add)
    assert again.status_code == 422
    row = await Committee.get(name="Havneudvalget")
    rename = {"renamed": str(row.id), "name": "Vand- og Havneudvalget", "since": "2026-01-01"}
    assert (await editor.post(desk(blank, "owners", "names"), data=rename)).status_code == 303
    row = await Committee.get(id=row.id)
    assert (row.name, row.slug) == ("Vand- og Havneudvalget", "havneudvalget")
    assert await CommitteeName.filter(committee=row).count() == 2
    tomorrow = {**rename, "name": "Fremtidsudvalget", "since": "2999-01-01"}
    refused = await editor.post(desk(blank, "owners", "names"), data=tomorrow)
    assert refused.status_code == 422
    assert "Fremtidsudvalget" in refused.text


async def test_an_editor_of_one_consultation_names_no_committee_for_all_others(
    app: ASGIApp, db: Settings, blank: Consultation
) -> None:
    """The action's scope decides, not the address's."""
    named = await committee(name="Socialudvalget")
    own = await people.account(Role.EDITOR, consultation=blank.slug)
    async with visitor(app, db) as browser:
        await people.sign_in(browser, own, db)
        page = (await browser.get(desk(blank, "owners"))).text
        assert desk(blank, "owners", "committees") not in page
        assert "en redaktør for hele kommunen" in page
        renaming = {"renamed": str(named.id), "name": "Mit udvalg", "since": "2027-01-01"}
        for what, fields in {"committees": {"new_name": "Nyt udvalg"}, "names": renaming}.items():
            answer = await browser.post(desk(blank, "owners", what), data=fields)
            assert answer.status_code == 404
    assert [each.name for each in await Committee.all()] == ["Socialudvalget"]


@pytest.fixture
async def page(editor: httpx2.AsyncClient, blank: Consultation) -> PageForm:
    """The page of a text that a committee answers for, with something typed for each button."""
    await upload(editor, blank)
    first = await committee()
    areas = [str(each.identity_id) for each in await Section.all() if each.number]
    give = {f"area-{areas[0]}": str(first.id), "lead": str(first.id)}
    await editor.post(desk(blank, "owners", "areas"), data=give)
    form = await open_page(editor, desk(blank, "owners"))
    chosen = {name: str(first.id) for name in (f"area-{areas[1]}", "committee", "renamed")}
    return form.fill(**chosen, **boxes(*areas[:2]), name="Vandudvalget", new_name="Havneudvalget")


@pytest.mark.parametrize(
    ("button", "group"),
    [
        ("Gem områdernes udvalg", {"area"}),
        ("Giv dem til udvalget", {"section", "committee"}),
        ("Tag det fra udvalget", set()),
        ("Tilføj udvalget", {"new_name"}),
        ("Omdøb udvalget", {"renamed", "name"}),
    ],
)
async def test_every_button_keeps_what_is_typed_for_the_others(
    page: PageForm, editor: httpx2.AsyncClient, button: str, group: set[str]
) -> None:
    entries = await AuditEntry.all().count()
    again = kept(editor, await page.press(button))
    assert await AuditEntry.all().count() == entries + 1
    assert {name.partition("-")[0] for name in again.lacks(page)} == group


async def test_enter_presses_no_button_that_is_not_meant(page: PageForm) -> None:
    assert page.buttons()[0].get("disabled") is not None


async def test_what_is_refused_keeps_what_is_typed_for_the_others(
    page: PageForm, editor: httpx2.AsyncClient
) -> None:
    answer = await page.fill(new_name="").press("Tilføj")
    assert answer.status_code == 422
    assert not PageForm(editor, answer).lacks(page)
