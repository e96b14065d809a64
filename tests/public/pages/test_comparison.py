"""The compared view: a section and the whole text beside an earlier version, for eyes, ears and without scripts."""

from __future__ import annotations

import re

import httpx2
import pytest
from lxml import html

from consult.documents.versions.mapping_approval import approve_lineage
from consult.importing import Draft, Run
from consult.importing.draft import Cell
from consult.responses.remark import Publicity
from consult.settings import Settings
from tests.public.comparing import ADDRESS, CHANGES, kinds, marked, publish, words
from tests.support.factories import NOW, consultations, responses
from tests.support.factories.documents import Draft as StoredDraft
from tests.support.factories.drafts import EDITOR, paragraph, section, store
from tests.support.factories.versions import (
    BUS,
    FIRST,
    FOREST,
    HARBOUR,
    LIBRARY,
    SCHOOL,
    SECOND,
    TENANTS,
    follow,
)
from tests.support.reading import read

pytestmark = pytest.mark.anyio


async def test_a_section_shows_its_words_with_what_changed_in_the_old_places(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    page = await read(client, ADDRESS + "/sections/3/since/1")
    assert kinds(page) == ["Omformuleret", "Udgået"]
    assert [each.get("id") for each in page.find_class("para")] == ["p-3-1", "p-3-2", "was-p-2-3"]
    assert marked(page, "p-3-1") == (
        "Bussen kører hvert [udgår: tiende slut] [indsat: femte slut] minut fra stationen til sygehuset, også om aftenen."
    )
    assert marked(page, "p-3-2") == LIBRARY
    assert marked(page, "was-p-2-3") == f"[udgår: {FOREST} slut]"
    assert len(page.xpath("//main//ins[@class='change']")) == 2  # one of them in the key
    assert "Version 2 med det, der er ændret siden version 1." in words(page)


async def test_each_change_says_both_numbers_and_leads_to_both_versions(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    page = await read(client, CHANGES)
    merged = page.find_class("compared--merged")[0]
    assert words(merged.find_class("compared__kind")[0]) == "Samlet af 1.1 og 1.2"
    links = [each.get("href") for each in merged.find_class("compared__note")[0].iter("a")]
    assert links == [
        ADDRESS + "/versions/1/sections/1#p-1-1",
        ADDRESS + "/versions/1/sections/1#p-1-2",
        ADDRESS + "/versions/2/sections/2#p-2-1",
    ]
    for link in links:
        there = await read(client, link)
        assert there.get_element_by_id(link.partition("#")[2]) is not None


async def test_side_by_side_each_version_has_its_own_words(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    page = await read(client, CHANGES + "?layout=columns")
    before, after = page.find_class("compared--reworded")[0].find_class("compared__side")
    assert "tiende" in words(before)
    assert "femte" not in words(before)
    assert "femte" in words(after)
    assert "tiende" not in words(after)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


async def test_the_reading_page_offers_to_compare_once_there_is_an_earlier_version(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    def views(page: html.HtmlElement) -> list[str]:
        return [a.get("href") for each in page.find_class("views")[:1] for a in each.iter("a")]

    area = ADDRESS + "/sections/2"
    assert views(await read(client, area)) == []
    await publish(first, SECOND)
    assert views(await read(client, area)) == [area, area + "/since/1"]
    assert views(await read(client, area + "/since/1")) == [area, area + "/since/1"]
    frozen = ADDRESS + "/versions/2/sections/2"
    assert views(await read(client, frozen))[1] == frozen + "/since/1"
    for path in (area + "/since/1", frozen + "/since/1"):
        assert kinds(await read(client, path)) == ["Samlet af 1.1 og 1.2"]


async def test_any_two_versions_can_be_compared_and_the_others_are_a_plain_list(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    await publish(first, FIRST)
    page = await read(client, ADDRESS + "/versions/3/changes/1")
    # The tenants came and went, the forest went and came back.
    assert kinds(page) == []
    listed = page.find_class("compared-with")[-1]
    assert [each.get("href") for each in listed.iter("a")] == [ADDRESS + "/versions/3/changes/2"]
    assert TENANTS in words(await read(client, ADDRESS + "/versions/3/changes/2"))
    # What was said of the first two versions is said for good.
    assert kinds(await read(client, CHANGES))[0] == "Ny overskrift"
    assert SCHOOL in words(await read(client, ADDRESS + "/sections/1/since/2"))


async def test_what_went_elsewhere_is_said_where_it_stood(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    moved = Draft(
        "Flyttet",
        (
            section("1", "Byen", number="1"),
            section("1/1", "Fremover", paragraph(HARBOUR), paragraph(SCHOOL), paragraph(FOREST)),
            section("2", "Trafik", number="2"),
            section("2/1", "Fremover", paragraph(BUS), paragraph(LIBRARY)),
        ),
        (),
    )
    await publish(first, moved)
    there = await read(client, ADDRESS + "/sections/1/since/1")
    assert kinds(there) == ["Flyttet hertil fra 2.3 – Trafik"]
    left = await read(client, ADDRESS + "/sections/2/since/1")
    (place,) = left.find_class("compared--left")
    assert words(place).startswith("2.3 er flyttet herfra til 1.3 – Byen")
    assert not kinds(left)


async def test_what_people_said_of_a_removed_paragraph_is_found_where_it_stood(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    forest = next(each for each in first.paragraphs if each.text == FOREST)
    await responses.remark(first, forest, publicity=Publicity.PUBLISHED)
    await responses.remark(first, forest, publicity=Publicity.WAITING)
    await publish(first, SECOND)
    for path in (CHANGES, ADDRESS + "/sections/3/since/1"):
        (count,) = (await read(client, path)).find_class("compared__remarks")
        assert "1 bemærkning" in words(count)
        assert len((await read(client, count.get("href"))).find_class("remark")) == 1
    await publish(first, FIRST)
    assert not (await read(client, CHANGES)).find_class("compared__remarks")


async def test_every_version_after_the_first_leads_to_what_changed_in_it(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    listed = [each.get("href") for each in (await read(client, ADDRESS + "/versions")).iter("a")]
    assert [each for each in listed if "/changes/" in each] == [CHANGES]


async def test_remarks_and_the_way_to_write_stand_on_the_living_page_alone(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    bus = next(each for each in first.paragraphs if each.text == BUS)
    await responses.remark(first, bus, publicity=Publicity.PUBLISHED)
    await publish(first, SECOND)
    living = await read(client, ADDRESS + "/sections/3/since/1")
    count = living.get_element_by_id("p-3-1").find_class("para__count")[0]
    assert len((await read(client, count.get("href"))).find_class("remark")) == 1
    assert living.get_element_by_id("p-3-1").find_class("para__comment")
    frozen = await read(client, ADDRESS + "/versions/2/sections/3/since/1")
    assert not frozen.find_class("para__count")
    assert not frozen.find_class("para__comment")


@pytest.mark.parametrize(
    "path",
    [
        "/sections/1/since/2", "/sections/1/since/3", "/sections/1/since/0", "/sections/99/since/1",
        "/versions/1/changes/1", "/versions/1/changes/2", "/versions/3/changes/1",
        "/versions/2/changes/3", "/versions/3/sections/1/since/1", "/versions/2/sections/1/since/2",
        "/versions/99999999999999999999/changes/1", "/sections/1/since/99999999999999999999",
    ],
)  # fmt: skip
async def test_what_cannot_be_compared_is_a_missing_page(
    first: StoredDraft, client: httpx2.AsyncClient, path: str
) -> None:
    await publish(first, SECOND)
    await follow(first, FIRST)  # in preparation: nobody's to see
    assert (await client.get(ADDRESS + path)).status_code == 404


async def test_a_version_in_preparation_leaves_no_trace(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    before = [(await client.get(path)).text for path in (CHANGES, ADDRESS + "/sections/3/since/1")]
    version = await follow(first, FIRST)
    await approve_lineage(version, lock_version=1, by=EDITOR, now=NOW)
    after = [(await client.get(path)).text for path in (CHANGES, ADDRESS + "/sections/3/since/1")]
    assert before == after


async def test_a_table_is_compared_cell_by_cell_and_a_footnote_word_by_word(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient
) -> None:
    def drafted(ladders: str, note: str) -> Draft:
        cells = (("Bro", "Stiger"), ("Nordbroen ved havnen", ladders), ("Sydbroen ved åen", "4"))
        text = "\n".join("\t".join(row) for row in cells)
        table = paragraph(
            text,
            kind="table",
            cells=tuple(tuple(Cell((Run(each),)) for each in row) for row in cells),
        )
        footnote = paragraph(
            f"1 Tallene er fra {note} og er talt af badevagterne.", kind="footnote"
        )
        return Draft("Bade", (section("1", "Bad", table, footnote, number="1"),), ())

    made = await consultations.consultation(slug="byplan", title="Bade")
    await publish(await store(made, drafted("2", "2025")), drafted("3", "2026"))
    for path in (CHANGES, CHANGES + "?layout=columns", ADDRESS + "/sections/1/since/1"):
        page = await read(client, path)
        rows = [[words(cell) for cell in row.iter("td")] for row in page.iter("tr")]
        assert rows == [
            ["Bro", "Stiger"],
            ["Nordbroen ved havnen", "[udgår: 2 slut][indsat: 3 slut]"],
            ["Sydbroen ved åen", "4"],
        ]
        (footnote,) = page.find_class("para--footnote")[-1:]
        assert "[indsat: 2026 slut]" in words(footnote)


async def test_hostile_words_stay_words(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient
) -> None:
    hostile = "<img src=x onerror=alert(1)> er noget, som ingen skal køre i sin browser her."
    made = await consultations.consultation(slug="byplan", title=hostile)
    old = Draft(hostile, (section("1", hostile, paragraph(hostile), number="1"),), ())
    new = Draft("Ny", (section("1", f"{hostile} Ja", paragraph(f"{hostile} Ny."), number="1"),), ())
    await publish(await store(made, old), new)
    for path in (CHANGES, CHANGES + "?layout=columns", ADDRESS + "/sections/1/since/1"):
        page = await read(client, path)
        assert not page.xpath("//img | //*[@onerror]")
        assert "onerror" in page.text_content()


async def test_in_another_language_the_marks_are_said_in_it(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    page = await read(client, "/en" + CHANGES)
    assert kinds(page)[2:4] == ["Merged from 1.1 and 1.2", "Reworded"]
    assert "[taken out: tiende end]" in words(page)
    arabic = await read(client, "/ar" + CHANGES)
    assert not re.search("[A-Za-z]{4,}", "".join(kinds(arabic)))
    assert arabic.find_class("para__words")[0].get("dir") == "ltr"
