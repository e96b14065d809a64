"""What became of each paragraph, on the desk: shown, filtered, found, corrected, approved, opened again."""

from __future__ import annotations

import re

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.consultations.consultation import Consultation
from consult.desk.mapping_list import PAGE
from consult.documents.document import Version
from consult.documents.ownership import Ownership
from consult.documents.paragraph import Paragraph
from consult.documents.section import Section
from consult.documents.versions.stored_lineage import LineageLink, Unlinked
from consult.people.role import Role
from consult.responses.remark import Standing
from consult.settings import Settings
from tests.desk.desk_work import (
    approve,
    desk,
    lineage_of,
    make_next,
    public_with_text,
    publish_next,
)
from tests.support.factories import people
from tests.support.factories.consultations import committee
from tests.support.factories.documents import Draft as StoredDraft
from tests.support.factories.drafts import stored
from tests.support.factories.responses import remark
from tests.support.factories.versions import BUS, FOREST, HARBOUR, LIBRARY, SCHOOL, TENANTS
from tests.support.queries import queries
from tests.support.visitors import visitor

FIRST = f"# 1 Byen\n\n{HARBOUR}\n\n{SCHOOL}\n\n# 2 Trafik\n\n{BUS}\n\n{LIBRARY}\n\n{FOREST}\n"
SECOND = (
    f"# 1 Bolig\n\n{TENANTS}\n\n# 2 Byen\n\n{HARBOUR} {SCHOOL}\n\n"
    f"# 3 Trafik\n\n{BUS.replace('tiende', 'femte')}\n\n{LIBRARY}\n"
)


@pytest.fixture
async def made(editor: httpx2.AsyncClient) -> Consultation:
    """Version 1 is published with remarks on the harbour and, more of them, on the forest; version 2 is in
    preparation: a chapter first, harbour and school in one, the bus reworded, the forest gone."""
    made = await public_with_text(editor, text=FIRST)
    first = await stored(made)
    await remark(first, on(first, HARBOUR))
    for _ in range(2):
        await remark(first, on(first, FOREST))
    await remark(first, on(first, FOREST), standing=Standing.WITHDRAWN)
    assert (await make_next(editor, made, SECOND)).status_code == 303
    return made


def on(draft: StoredDraft, text: str) -> Paragraph:
    return next(each for each in draft.paragraphs if each.text == text)


async def page(editor: httpx2.AsyncClient, of: Consultation, query: str = "") -> str:
    answer = await editor.get("/en" + desk(of, "next", "mapping") + query)
    assert answer.status_code == 200
    return answer.text


def kinds(html: str) -> list[str]:
    return re.findall(r'<article class="pairing pairing--(\w+)"', html)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


async def correct(
    editor: httpx2.AsyncClient, of: Consultation, which: str, **fields: str
) -> httpx2.Response:
    lock_version = str((await lineage_of(of)).lock_version)
    return await editor.post(
        "/en" + desk(of, "next", "mapping", "correction"),
        data={"which": which, "lock_version": lock_version, **fields},
    )


async def named(of: Consultation, text: str) -> str:
    """The name of the pairing with this old paragraph."""
    return f"old-{on(await stored_first(of), text).identity_id}"


async def stored_first(of: Consultation) -> StoredDraft:
    version = await Version.get(document__consultation_id=of.id, number=1).select_related(
        "document"
    )
    sections = await Section.filter(version=version).order_by("position")
    paragraphs = await Paragraph.filter(version=version).order_by("position")
    return StoredDraft(of, version.document, version, sections, paragraphs)


async def links(of: Consultation) -> set[tuple[str, str, str]]:
    """(kind, old words, new words) of every link a person made."""
    first = {p.identity_id: p.text for p in (await stored_first(of)).paragraphs}
    rows = LineageLink.exclude(made_by="").select_related("new")
    return {(each.kind, first[each.old_id], each.new.text) for each in await rows}


async def test_the_headline_says_how_much_is_the_same_and_which_remarks_lose_their_place(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    words = plain(await page(editor, made))
    assert "1 of 5 paragraphs of version 1 stand unchanged" in words
    assert "1 removed paragraph with 2 received remarks ." in words
    assert "1 paragraph that became one with others with 1 received remark ." in words


async def test_the_number_of_remarks_opens_them(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    assert "?paragraph=" not in await page(editor, made), "no committee answers for it"
    first = await stored_first(made)
    traffic = next(each for each in first.sections if each.title == "Trafik")
    who = await committee()
    await Ownership.create(section_id=traffic.identity_id, committee=who)
    forest = on(first, FOREST).identity_id
    html = await page(editor, made)
    address = (
        f"/en/staff/consultations/{made.slug}/committees/{who.slug}/remarks?paragraph={forest}"
    )
    assert f'href="{address}"' in html
    assert html.count("?paragraph=") == 1, "nobody answers for the harbour"
    opened = await editor.get(address)
    assert opened.status_code == 200
    assert plain(opened.text).count("En bemærkning, nummer") == 2


async def test_what_changed_is_shown_first_what_loses_remarks_on_top_and_the_same_folded_away(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    html = await page(editor, made)
    assert kinds(html)[0] == "removed"
    assert sorted(kinds(html)) == ["added", "merged", "removed", "reworded"]
    assert LIBRARY not in html
    assert kinds(await page(editor, made, "?order=reading")) == [
        "added", "merged", "reworded", "removed",
    ]  # fmt: skip


async def test_the_sides_carry_their_differences_in_words_too(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    html = await page(editor, made, "?kind=reworded")
    assert kinds(html) == ["reworded"]
    assert "[taken out: tiende end]" in plain(html)
    assert "[put in: femte end]" in plain(html)
    assert re.search(r"\(<bdi>\d+ %</bdi>\)", html)
    merged = plain(await page(editor, made, "?kind=merged"))
    assert "1 received remark" in merged
    assert merged.index(HARBOUR) < merged.index(SCHOOL) < merged.index(f"{HARBOUR} {SCHOOL}")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=same", ["same"]),
        ("?kind=removed", ["removed"]),
        ("?kind=person", []),
        ("?kind=all", ["added", "merged", "removed", "reworded", "same"]),
        ("?remarks=1&kind=all", ["merged", "removed"]),
        ("?number=2.3", ["removed"]),
        ("?number=1.1", ["added", "merged"]),
        ("?number=99.9", []),
        ("?kind=<b>&order=x&page=-7&remarks=2", ["added", "merged", "removed", "reworded"]),
        ("?page=77", ["added", "merged", "removed", "reworded"]),
    ],
)
async def test_the_list_is_filtered_and_searched_by_number(
    editor: httpx2.AsyncClient, made: Consultation, query: str, expected: list[str]
) -> None:
    assert sorted(kinds(await page(editor, made, query))) == expected


async def test_a_page_holds_so_many_and_the_queries_stay_as_few(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await editor.post(desk(made, "next", "discarding"))
    many = "\n\n".join(f"Afsnit nummer {n} om parken og dens {n * 7} træer." for n in range(70))
    with queries() as few:
        await make_next(editor, made, SECOND + "\n\n" + many)
    with queries() as first:
        html = await page(editor, made)
    assert len(kinds(html)) == PAGE
    assert "Page 1 of 3" in html
    with queries() as last:
        assert len(kinds(await page(editor, made, "?page=3"))) == 74 - 2 * PAGE
    assert len(last) == len(first) < 40
    assert few


async def test_a_person_links_a_removed_paragraph_to_a_new_one(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    which = await named(made, FOREST)
    form = (await editor.get("/en" + desk(made, "next", f"mapping/correction?which={which}"))).text
    assert 'value="2.3"' in form
    assert TENANTS in form
    assert (await correct(editor, made, which, old="2.3", new="1.1")).status_code == 303
    assert await links(made) == {("reworded", FOREST, TENANTS)}
    assert "Ellen Prøve" in await page(editor, made, "?kind=person")
    assert (
        await correct(editor, made, which, old="2.3", new="1.1", moved="yes")
    ).status_code == 303
    assert await links(made) == {("moved", FOREST, TENANTS)}


async def test_several_old_become_one_and_one_becomes_several(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    which = await named(made, FOREST)
    assert (await correct(editor, made, which, old="2.3; 2.1", new="1.1")).status_code == 303
    assert await links(made) == {("merged", FOREST, TENANTS), ("merged", BUS, TENANTS)}
    assert (await correct(editor, made, which, old="2.3", new="1.1 , 3.2")).status_code == 303
    both = {("split", FOREST, TENANTS), ("split", FOREST, LIBRARY)}
    assert {each for each in await links(made) if each[0] == "split"} == both


async def test_what_does_not_belong_together_is_taken_apart_and_remembered(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    which = await named(made, BUS)
    fields = {"old": "2.1", "new": "3.1", "do": "apart"}
    assert (await correct(editor, made, which, **fields)).status_code == 303
    assert await Unlinked.all().count() == 1
    assert kinds(await page(editor, made, "?kind=person")) == ["removed"]
    assert len(kinds(await page(editor, made, "?kind=added"))) == 2
    assert (await correct(editor, made, which, old="", new="1.1")).status_code == 303
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
    editor: httpx2.AsyncClient, made: Consultation, old: str, new: str, words: str
) -> None:
    answer = await correct(editor, made, await named(made, FOREST), old=old, new=new)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'name="old" value="{old}"' in answer.text
    assert await links(made) == set()


async def test_two_at_once_do_not_overwrite_each_other_and_the_second_keeps_what_was_typed(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    which = await named(made, FOREST)
    early = str((await lineage_of(made)).lock_version)
    assert (await correct(editor, made, which, old="2.3", new="1.1")).status_code == 303
    late = await correct(editor, made, which, old="2.3", new="3.2", lock_version=early)
    assert late.status_code == 409
    assert "Ellen Prøve changed this since you opened it" in late.text
    assert 'name="new" value="3.2"' in late.text
    assert await links(made) == {("reworded", FOREST, TENANTS)}
    again = str((await lineage_of(made)).lock_version)
    assert f'name="lock_version" value="{again}"' in late.text
    approval = desk(made, "next", "mapping", "approval")
    assert (await editor.post(approval, data={"lock_version": early})).status_code == 409
    assert (await lineage_of(made)).approved_at is None


async def test_what_is_approved_is_corrected_after_the_approval_is_taken_back(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    await approve(editor, made)
    html = await page(editor, made)
    assert "Ellen Prøve" in html
    assert "Correct it" not in html
    which = await named(made, FOREST)
    assert (await correct(editor, made, which, old="2.3", new="1.1")).status_code == 409
    shown = await editor.get("/en" + desk(made, "next", f"mapping/correction?which={which}"))
    assert "<form" not in shown.text.split("<main")[1].split("</main")[0]
    back = desk(made, "next", "mapping", "approval", "withdrawal")
    lock_version = str((await lineage_of(made)).lock_version)
    assert (await editor.post(back, data={"lock_version": lock_version})).status_code == 303
    assert (await editor.post(back, data={"lock_version": lock_version})).status_code == 409
    assert (await correct(editor, made, which, old="2.3", new="1.1")).status_code == 303
    assert (await publish_next(editor, made)).status_code == 409
    await approve(editor, made)
    assert (await publish_next(editor, made)).status_code == 303


async def test_a_paragraph_is_found_by_its_words_and_put_in_the_form(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    which = await named(made, FOREST)
    address = "/en" + desk(made, "next", f"mapping/correction?which={which}")
    html = (await editor.get(address + "&find=bøger tolv")).text
    found = html[html.index("find-heading") : html.index("nearby-heading")]
    assert found.count(LIBRARY) == 2
    assert 'new=3.2#the-form"' in found
    assert 'name="new" value="3.2"' in (await editor.get(address + "&old=2.3&new=3.2")).text
    assert "No paragraph has" in (await editor.get(address + "&find=dinosaurer")).text
    for wrong in ("", "?which=old-99999999999999999999", "?which=new-0", "?which=x"):
        answer = await editor.get(desk(made, "next", "mapping/correction") + wrong)
        assert answer.status_code == 404


async def test_one_comes_back_to_the_list_as_it_was(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    which = await named(made, FOREST)
    html = await page(editor, made, "?kind=removed&order=reading")
    assert f"correction?kind=removed&amp;order=reading&amp;which={which}" in html
    answer = await correct(
        editor, made, which, old="2.3", new="1.1", kind="removed", order="reading"
    )
    assert answer.headers["location"].endswith("mapping?kind=removed&order=reading&saved=1")


async def test_in_the_third_version_a_remark_counts_where_the_second_put_it(
    editor: httpx2.AsyncClient, made: Consultation
) -> None:
    first = await stored_first(made)
    await remark(first, on(first, SCHOOL))
    await approve(editor, made)
    await publish_next(editor, made)
    assert (await make_next(editor, made, f"# 1 Trafik\n\n{LIBRARY}\n")).status_code == 303
    words = plain(await page(editor, made, "?kind=removed&remarks=1"))
    assert "2 received remarks" in words
    assert "1 removed paragraph with 2 received remarks ." in words


async def test_only_editors_have_anything_to_do_with_it(
    editor: httpx2.AsyncClient, made: Consultation, db: Settings, app: ASGIApp
) -> None:
    which = await named(made, FOREST)
    for role in (Role.MODERATOR, Role.COMMITTEE, Role.READER):
        async with visitor(app, db) as browser:
            await people.sign_in(browser, await people.account(role), db)
            for path in ("mapping", f"mapping/correction?which={which}", "publication"):
                assert (await browser.get(desk(made, "next", path))).status_code == 404
            for path in ("", "discarding", "note", "publication", "mapping/approval"):
                place = desk(made, *(["next", path] if path else ["next"]))
                answer = await browser.post(place, data={"lock_version": "1", "looked": "yes"})
                assert answer.status_code == 404
    assert (await lineage_of(made)).approved_at is None
