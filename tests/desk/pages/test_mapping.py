"""What became of each paragraph, on the desk: shown, filtered, found, corrected, approved, opened again."""

from __future__ import annotations

import re

import httpx2
import pytest
from starlette.types import ASGIApp

from consult.consultations.consultation import Consultation
from consult.desk.mapping_list import PAGE
from consult.documents.ownership import Ownership
from consult.people.role import Role
from consult.settings import Settings
from tests.desk.desk_work import (
    approve,
    desk,
    lineage_of,
    make_next,
    publish_next,
)
from tests.desk.pages.mapping_scene import (
    SECOND,
    correct,
    kinds,
    named,
    on,
    page,
    plain,
    stored_first,
)
from tests.support.factories import people
from tests.support.factories.consultations import committee
from tests.support.factories.responses import remark
from tests.support.factories.versions import FOREST, HARBOUR, LIBRARY, SCHOOL
from tests.support.queries import queries
from tests.support.visitors import visitor


async def test_the_headline_says_how_much_is_the_same_and_which_remarks_lose_their_place(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    words = plain(await page(editor, mapped))
    assert "1 of 5 paragraphs of version 1 stand unchanged" in words
    assert "1 removed paragraph with 2 received remarks ." in words
    assert "1 paragraph that became one with others with 1 received remark ." in words


async def test_the_number_of_remarks_opens_them(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    assert "?paragraph=" not in await page(editor, mapped), "no committee answers for it"
    first = await stored_first(mapped)
    traffic = next(each for each in first.sections if each.title == "Trafik")
    who = await committee()
    await Ownership.create(section_id=traffic.identity_id, committee=who)
    forest = on(first, FOREST).identity_id
    html = await page(editor, mapped)
    address = (
        f"/en/staff/consultations/{mapped.slug}/committees/{who.slug}/remarks?paragraph={forest}"
    )
    assert f'href="{address}"' in html
    assert html.count("?paragraph=") == 1, "nobody answers for the harbour"
    opened = await editor.get(address)
    assert opened.status_code == 200
    assert plain(opened.text).count("En bemærkning, nummer") == 2


async def test_what_changed_is_shown_first_what_loses_remarks_on_top_and_the_same_folded_away(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    html = await page(editor, mapped)
    assert kinds(html)[0] == "removed"
    assert sorted(kinds(html)) == ["added", "merged", "removed", "reworded"]
    assert LIBRARY not in html
    assert kinds(await page(editor, mapped, "?order=reading")) == [
        "added", "merged", "reworded", "removed",
    ]  # fmt: skip


async def test_the_sides_carry_their_differences_in_words_too(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    html = await page(editor, mapped, "?kind=reworded")
    assert kinds(html) == ["reworded"]
    assert "[taken out: tiende end]" in plain(html)
    assert "[put in: femte end]" in plain(html)
    assert re.search(r"\(<bdi>\d+ %</bdi>\)", html)
    merged = plain(await page(editor, mapped, "?kind=merged"))
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
    editor: httpx2.AsyncClient, mapped: Consultation, query: str, expected: list[str]
) -> None:
    assert sorted(kinds(await page(editor, mapped, query))) == expected


async def test_a_page_holds_so_many_and_the_queries_stay_as_few(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    await editor.post(desk(mapped, "next", "discarding"))
    many = "\n\n".join(f"Afsnit nummer {n} om parken og dens {n * 7} træer." for n in range(70))
    with queries() as few:
        await make_next(editor, mapped, SECOND + "\n\n" + many)
    with queries() as first:
        html = await page(editor, mapped)
    assert len(kinds(html)) == PAGE
    assert "Page 1 of 3" in html
    with queries() as last:
        assert len(kinds(await page(editor, mapped, "?page=3"))) == 74 - 2 * PAGE
    assert len(last) == len(first) < 40
    assert few


async def test_one_comes_back_to_the_list_as_it_was(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    which = await named(mapped, FOREST)
    html = await page(editor, mapped, "?kind=removed&order=reading")
    assert f"correction?kind=removed&amp;order=reading&amp;which={which}" in html
    answer = await correct(
        editor, mapped, which, old="2.3", new="1.1", kind="removed", order="reading"
    )
    assert answer.headers["location"].endswith("mapping?kind=removed&order=reading&saved=1")


async def test_in_the_third_version_a_remark_counts_where_the_second_put_it(
    editor: httpx2.AsyncClient, mapped: Consultation
) -> None:
    first = await stored_first(mapped)
    await remark(first, on(first, SCHOOL))
    await approve(editor, mapped)
    await publish_next(editor, mapped)
    assert (await make_next(editor, mapped, f"# 1 Trafik\n\n{LIBRARY}\n")).status_code == 303
    words = plain(await page(editor, mapped, "?kind=removed&remarks=1"))
    assert "2 received remarks" in words
    assert "1 removed paragraph with 2 received remarks ." in words


async def test_only_editors_have_anything_to_do_with_it(
    editor: httpx2.AsyncClient, mapped: Consultation, db: Settings, app: ASGIApp
) -> None:
    which = await named(mapped, FOREST)
    for role in (Role.MODERATOR, Role.COMMITTEE, Role.READER):
        async with visitor(app, db) as browser:
            await people.sign_in(browser, await people.account(role), db)
            for path in ("mapping", f"mapping/correction?which={which}", "publication"):
                assert (await browser.get(desk(mapped, "next", path))).status_code == 404
            for path in ("", "discarding", "note", "publication", "mapping/approval"):
                place = desk(mapped, *(["next", path] if path else ["next"]))
                answer = await browser.post(place, data={"lock_version": "1", "looked": "yes"})
                assert answer.status_code == 404
    assert (await lineage_of(mapped)).approved_at is None
