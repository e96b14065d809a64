"""The reading page: numbered, linkable, clean or with the changes, in order."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult import cache_version
from consult.importing import Draft as ImportedDraft
from consult.public import queries
from consult.public.text.change_marks import mark_changes
from consult.responses.remark import Publicity
from consult.settings import Settings
from consult.web.richtext import Cleaned
from tests.support.factories import DAY, NOW, consultations, documents, drafts, responses
from tests.support.factories.documents import Draft
from tests.support.factories.versions import FIRST
from tests.support.reading import read

pytestmark = pytest.mark.anyio

AREA = "/consultations/havneplan/sections/2"


def ids(page: html.HtmlElement) -> list[str]:
    return [each.get("id") for each in page.find_class("para")]


async def test_an_area_shows_its_own_paragraphs_each_at_its_number(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, AREA)
    assert ids(page) == ["p-2-1", "p-2-2", "p-2-3"]
    assert page.get_element_by_id("p-2-1").find_class("para__words")[0].text_content().strip() == (
        "Kajen bruges af mange."
    )


async def test_what_was_taken_out_is_seen_with_the_changes_alone(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    clean = (await client.get(AREA)).text
    assert "Broen rives ned" not in clean
    assert "<del" not in clean
    page = await read(client, AREA + "?view=changes")
    assert ids(page) == ["p-2-1", "p-2-2", "p-2-3", "p-2-4"]
    words = page.get_element_by_id("p-2-2").find_class("para__words")[0].text_content()
    assert " ".join(words.split()) == (
        "Kajen skal være [indsat: åben slut][udgår: lukket slut] for alle."
    )


async def test_marks_are_offered_where_the_authors_made_some(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    async def views(page: str) -> list[str]:
        found = (await read(client, page)).find_class("views")
        return [a.get("href") for each in found for a in each.iter("a")]

    for page in (AREA, "/consultations/havneplan/text"):
        assert await views(page) == [page, page + "?view=changes"]
    assert await views("/consultations/havneplan/sections/A") == [], "nothing is marked there"
    clean = await drafts.store(await consultations.consultation(), FIRST)
    for page in ("sections/2", "text"):
        assert await views(f"/consultations/{clean.consultation.slug}/{page}") == []


async def test_a_chapter_can_be_read_alone(draft: Draft, client: httpx2.AsyncClient) -> None:
    page = await read(client, "/consultations/havneplan/sections/2-1")
    assert ids(page) == ["p-2-1", "p-2-2"]


async def test_a_section_the_draft_does_not_have_is_a_missing_page(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    for key in ("3", "2-9", "A-1", "%00", "p-2-1"):
        answer = await client.get(f"/consultations/havneplan/sections/{key}")
        assert answer.status_code == 404


async def test_the_permanent_address_of_a_paragraph_leads_to_its_place(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    for number, place in (("2.2", "#p-2-2"), ("2.4", "?view=changes#p-2-4")):
        identity = drafts.numbered(draft, number).identity_id
        answer = await client.get(f"/consultations/havneplan/paragraphs/{identity}")
        assert (answer.status_code, answer.headers["location"]) == (303, AREA + place)


async def test_a_paragraph_of_another_consultation_is_not_found_here(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    other = await drafts.store(await consultations.consultation())
    for identity in (other.paragraphs[0].identity_id, 0, 10**30):
        answer = await client.get(f"/consultations/havneplan/paragraphs/{identity}")
        assert answer.status_code == 404


async def test_one_comments_only_while_responses_are_received(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    identity = drafts.numbered(draft, "2.1").identity_id
    link = f"/consultations/havneplan/paragraphs/{identity}/comment"
    assert link in (await client.get(AREA)).text
    draft.consultation.closes_at = NOW - DAY / 2
    await draft.consultation.save()
    await cache_version.bump("havneplan")
    assert link in (await client.get(AREA)).text, "late, and still received"
    draft.consultation.late_days = 0
    await draft.consultation.save()
    await cache_version.bump("havneplan")
    closed = (await client.get(AREA)).text
    assert link not in closed
    assert "/comment" not in closed


async def test_the_contents_name_every_area_and_the_chapters_of_the_open_one(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    contents = (await read(client, AREA)).find_class("contents")[0]
    links = [each.get("href") for each in contents.iter("a")]
    base = "/consultations/havneplan/sections/"
    assert links == [
        base + "A", base + "1", base + "2", base + "2#s-2-1", base + "2#s-2-2",
        "/consultations/havneplan/contents", "/consultations/havneplan/search",
    ]  # fmt: skip
    assert [each.get("href") for each in contents.xpath(".//a[@aria-current='page']")] == [AREA]


async def test_a_bare_heading_over_the_areas_is_no_area_of_its_own(
    db: Settings, stopped_clock: None
) -> None:
    sections = (
        drafts.section("1", "Seks områder"),
        drafts.section("1/1", "Vand", drafts.paragraph("Rent."), number="1"),
        drafts.section("1/2", "Land", drafts.paragraph("Grønt."), number="2"),
    )
    draft = await drafts.store(
        await consultations.consultation(), ImportedDraft("Plan", sections, ())
    )
    outline = await queries.outline(draft.consultation)
    assert outline is not None
    assert [each.key for each in outline.areas] == ["1", "2"]
    before, after = outline.neighbours("1")
    assert before is None
    assert after is not None
    assert after.key == "2"


async def test_committees_of_a_section_are_its_own_and_those_above_the_leading_first(
    draft: Draft,
) -> None:
    havn = await consultations.committee(name="Havneudvalget")
    by = await consultations.committee(name="Byudvalget")
    await documents.owner(drafts.keyed(draft, "2-1"), by)
    await documents.owner(drafts.keyed(draft, "2"), havn, is_lead=True)
    outline = await queries.outline(draft.consultation)
    assert outline is not None
    names = {
        key: [committee.name for committee in owners]
        for key, owners in (await queries.owners(outline)).items()
    }
    assert names["2"] == names["2-2"] == ["Havneudvalget"]
    assert names["2-1"] == ["Havneudvalget", "Byudvalget"]
    assert names["1"] == []


async def test_a_paragraph_says_how_many_remarks_are_published_on_it_and_opens_them(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    on = drafts.numbered(draft, "2.1")
    for _ in range(3):
        await responses.remark(draft, on, publicity=Publicity.PUBLISHED)
    page = await read(client, AREA)
    link = page.get_element_by_id("p-2-1").find_class("para__count")[0]
    assert "3 bemærkninger" in link.text_content()
    assert not page.get_element_by_id("p-2-2").find_class("para__count")
    opened = await read(client, link.get("href"))
    assert len(opened.find_class("remark")) == 3


async def test_hostile_words_in_a_draft_stay_words(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    sections = (drafts.section("1", hostile, drafts.paragraph(hostile), number="1"),)
    found = await consultations.consultation(slug="havneplan", title=hostile)
    await drafts.store(found, ImportedDraft(hostile, sections, ()))
    for path in ("", "/sections/1", "/sections/1?view=changes", "/contents", "/search?q=onerror"):
        page = await read(client, "/consultations/havneplan" + path)
        assert not page.xpath("//img | //*[@onerror]")
        assert hostile in page.text_content()


def test_marks_for_the_ear_add_nothing_but_words() -> None:
    words = mark_changes("a<ins>b &lt;ins&gt;</ins><del>c</del>")
    assert isinstance(words, Cleaned)
    assert words.count("<ins") == words.count("<del") == 1
    assert html.fromstring(words).text_content() == ("a[indsat: b <ins> slut][udgår: c slut]")
