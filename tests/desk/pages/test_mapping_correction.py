"""A person says what became of a paragraph: linked, taken apart, refused, and never written over another."""

from __future__ import annotations

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from consult.documents.versions.stored_lineage import Unlinked
from tests.desk.desk_work import (
    approve,
    desk,
    lineage_of,
    publish_next,
)
from tests.desk.pages.mapping_scene import (
    correct,
    kinds,
    links,
    named,
    page,
)
from tests.support.factories.versions import BUS, FOREST, LIBRARY, TENANTS
from tests.support.page_form import PageForm, open_page


async def test_a_person_links_a_removed_paragraph_to_a_new_one(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    which = await named(mapped, FOREST)
    form = (
        await editor.get("/en" + desk(mapped, "next", f"mapping/correction?which={which}"))
    ).text
    assert 'value="2.3"' in form
    assert TENANTS in form
    assert (await correct(editor, mapped, which, old="2.3", new="1.1")).status_code == 303
    assert await links(mapped) == {("reworded", FOREST, TENANTS)}
    assert "Ellen Prøve" in await page(editor, mapped, "?kind=person")
    assert (
        await correct(editor, mapped, which, old="2.3", new="1.1", moved="yes")
    ).status_code == 303
    assert await links(mapped) == {("moved", FOREST, TENANTS)}


async def test_several_old_become_one_and_one_becomes_several(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    which = await named(mapped, FOREST)
    assert (await correct(editor, mapped, which, old="2.3; 2.1", new="1.1")).status_code == 303
    assert await links(mapped) == {("merged", FOREST, TENANTS), ("merged", BUS, TENANTS)}
    assert (await correct(editor, mapped, which, old="2.3", new="1.1 , 3.2")).status_code == 303
    both = {("split", FOREST, TENANTS), ("split", FOREST, LIBRARY)}
    assert {each for each in await links(mapped) if each[0] == "split"} == both


async def test_what_does_not_belong_together_is_taken_apart_and_remembered(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    which = await named(mapped, BUS)
    fields = {"old": "2.1", "new": "3.1", "do": "apart"}
    assert (await correct(editor, mapped, which, **fields)).status_code == 303
    assert await Unlinked.all().count() == 1
    assert kinds(await page(editor, mapped, "?kind=person")) == ["removed"]
    assert len(kinds(await page(editor, mapped, "?kind=added"))) == 2
    assert (await correct(editor, mapped, which, old="", new="1.1")).status_code == 303
    assert await Unlinked.all().count() == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2.9", "1.1", "Version 1 has no paragraph 2.9."),
        ("2.3", "<i>", "Version 2 has no paragraph &lt;i&gt;."),
        ("2.1, 2.2", "1.1, 3.1", "not several on both sides"),
        ("", "", "at least one paragraph"),
    ],
)
async def test_what_cannot_be_is_refused_with_what_was_typed(
    editor: httpx2.AsyncClient, mapped: Consultation, old: str, new: str, words: str
) -> None:
    answer = await correct(editor, mapped, await named(mapped, FOREST), old=old, new=new)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'name="old" value="{old}"' in answer.text
    assert await links(mapped) == set()


async def test_two_at_once_do_not_overwrite_each_other_and_the_second_keeps_what_was_typed(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    which = await named(mapped, FOREST)
    early = str((await lineage_of(mapped)).lock_version)
    assert (await correct(editor, mapped, which, old="2.3", new="1.1")).status_code == 303
    late = await correct(editor, mapped, which, old="2.3", new="3.2", lock_version=early)
    assert late.status_code == 409
    assert "You changed this yourself since you opened this page" in late.text
    assert 'name="new" value="3.2"' in late.text
    assert await links(mapped) == {("reworded", FOREST, TENANTS)}
    again = str((await lineage_of(mapped)).lock_version)
    assert f'name="lock_version" value="{again}"' in late.text
    approval = desk(mapped, "next", "mapping", "approval")
    assert (await editor.post(approval, data={"lock_version": early})).status_code == 409
    assert (await lineage_of(mapped)).approved_at is None


async def test_what_is_approved_is_corrected_after_the_approval_is_taken_back(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    await approve(editor, mapped)
    html = await page(editor, mapped)
    assert "Ellen Prøve" in html
    assert "Correct it" not in html
    which = await named(mapped, FOREST)
    assert (await correct(editor, mapped, which, old="2.3", new="1.1")).status_code == 409
    shown = await editor.get("/en" + desk(mapped, "next", f"mapping/correction?which={which}"))
    assert "<form" not in shown.text.split("<main")[1].split("</main")[0]
    back = desk(mapped, "next", "mapping", "approval", "withdrawal")
    lock_version = str((await lineage_of(mapped)).lock_version)
    assert (await editor.post(back, data={"lock_version": lock_version})).status_code == 303
    assert (await editor.post(back, data={"lock_version": lock_version})).status_code == 409
    assert (await correct(editor, mapped, which, old="2.3", new="1.1")).status_code == 303
    assert (await publish_next(editor, mapped)).status_code == 409
    await approve(editor, mapped)
    assert (await publish_next(editor, mapped)).status_code == 303


async def test_a_paragraph_is_found_by_its_words_and_put_in_the_form(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    which = await named(mapped, FOREST)
    address = "/en" + desk(mapped, "next", f"mapping/correction?which={which}")
    form = (await open_page(editor, address)).fill(find="bøger tolv", old="2.3", moved="yes")
    found = PageForm(editor, await form.press("Find"))
    html = found.text[found.text.index('id="find-heading"') :]
    assert html[: html.index("nearby-heading")].count(LIBRARY) == 2
    assert not found.lacks(form)
    put = PageForm(editor, await found.press("Put it in the form: 3.2"))
    assert (put["old"], put["new"], put["moved"]) == ("2.3", "3.2", "yes")
    add = "Add it to what stands there: 1.1"
    assert PageForm(editor, await put.fill(new="3.2").press(add))["new"] == "3.2, 1.1"
    assert "No paragraph has" in (await editor.get(address + "&find=dinosaurer")).text
    for wrong in ("", "?which=old-99999999999999999999", "?which=new-0", "?which=x"):
        answer = await editor.get(desk(mapped, "next", "mapping/correction") + wrong)
        assert answer.status_code == 404
