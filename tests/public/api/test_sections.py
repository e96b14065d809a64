"""The text as data: every section once, its paragraphs with their changes, counts that open what they count."""

from __future__ import annotations

import httpx2
import pytest

from consult import cache_version
from consult.documents.section import lasting_id
from consult.documents.translations.translation import Made
from consult.responses.remark import Publicity
from consult.settings import Settings
from tests.public.api.asking import HERE, get, refused, walk
from tests.support.factories import consultations, documents, drafts, responses, words
from tests.support.factories.documents import Draft
from tests.support.queries import queries

LIST = f"{HERE}/sections"


async def test_sections_come_in_reading_order_with_ids_that_hold_together(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await drafts.store(await consultations.consultation(slug="anden"))
    items = (await get(client, LIST, "SectionPage"))["items"]
    assert [each["id"] for each in items] == [
        lasting_id(each.identity_id) for each in draft.sections
    ]
    by_key = {each["key"]: each for each in items}
    one = lasting_id(drafts.keyed(draft, "1").identity_id)
    assert by_key["1"] | {"committees": [], "html_url": "", "permanent_url": ""} == {
        "id": one, "key": "1", "version": 1, "path": "2", "number": "1", "title": "Vand og bad", "level": 1, "change": None,
        "parent_id": None, "committees": [], "paragraph_count": 0, "remark_count": 0, "html_url": "",
        "permanent_url": "",
    }  # fmt: skip
    assert by_key["1-2"]["parent_id"] == one
    assert by_key["1-2"]["number"] is None
    assert {each["parent_id"] for each in items} - {None} <= {each["id"] for each in items}


async def test_walking_the_sections_meets_each_once(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    pieces = await walk(client, LIST, "SectionPage", limit=2)
    assert [len(piece) for piece in pieces] == [2, 2, 2, 1]
    assert [each["key"] for piece in pieces for each in piece] == [s.key for s in draft.sections]


async def test_every_section_has_the_paragraphs_it_counts_and_together_they_are_the_text(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    found = []
    for each in (await get(client, LIST, "SectionPage"))["items"]:
        section = await get(client, f"{LIST}/{each['id']}", "SectionDetail")
        assert len(section["paragraphs"]) == each["paragraph_count"]
        assert {name: section[name] for name in each} == each
        found += section["paragraphs"]
    assert [each["id"] for each in found] == [str(p.identity_id) for p in draft.paragraphs]
    assert [each["number"] for each in found] == [p.number for p in draft.paragraphs]


async def test_a_paragraph_comes_clean_and_with_its_changes_run_by_run(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    plain, reworded = (await get(client, f"{LIST}/2-1", "SectionDetail"))["paragraphs"]
    assert plain["changes"] == [{"text": "Kajen bruges af mange.", "change": None}]
    assert reworded["text"] == "Kajen skal være åben for alle."
    assert reworded["html"] == "Kajen skal være åben for alle."
    assert reworded["changes"] == [
        {"text": "Kajen skal være ", "change": None},
        {"text": "åben", "change": "insertion"},
        {"text": "lukket", "change": "deletion"},
        {"text": " for alle.", "change": None},
    ]
    bench, taken_out = (await get(client, f"{LIST}/2-2", "SectionDetail"))["paragraphs"]
    assert (bench["kind"], bench["text"]) == ("item", "Flere bænke")
    assert (taken_out["text"], taken_out["changes"]) == (
        "", [{"text": "Broen rives ned.", "change": "deletion"}],
    )  # fmt: skip


async def test_runs_that_differ_in_emphasis_alone_are_one(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    stored = drafts.numbered(draft, "1.1")
    stored.runs = [
        {"text": "Vandet ", "change": None, "bold": True},
        {"text": "", "change": "insertion"},
        {"text": "er rent.", "change": None},
    ]
    await stored.save(update_fields=["runs"])
    paragraph = (await get(client, f"{LIST}/1-1", "SectionDetail"))["paragraphs"][0]
    assert paragraph["changes"] == [{"text": "Vandet er rent.", "change": None}]


async def test_every_remark_count_is_as_many_as_the_filtered_list_gives(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    for place in ("1", "1-1", "1-2", "2"):
        await responses.remark(draft, drafts.keyed(draft, place), publicity=Publicity.PUBLISHED)
        await responses.remark(draft, drafts.keyed(draft, place))
    for place in ("1.1", "1.1", "1.3", "2.2"):
        await responses.remark(draft, drafts.numbered(draft, place), publicity=Publicity.REDACTED)
        await responses.remark(draft, drafts.numbered(draft, place), publicity=Publicity.WITHHELD)
    counts = {}
    for each in (await get(client, LIST, "SectionPage"))["items"]:
        found = await get(client, f"{HERE}/remarks", "RemarkPage", section=each["id"])
        assert each["remark_count"] == len(found["items"]), each["id"]
        counts[each["key"]] = each["remark_count"]
    assert (counts["1"], counts["1-1"], counts["1-2"], counts["2"], counts["2-2"]) == (
        6,
        3,
        2,
        2,
        0,
    )
    paragraphs = (await get(client, f"{LIST}/1-1", "SectionDetail"))["paragraphs"]
    assert [each["remark_count"] for each in paragraphs] == [2, 0]


async def test_committees_of_a_section_are_its_own_and_those_above(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    lead = await consultations.committee(slug="vand", name="Vandudvalget")
    also = await consultations.committee(slug="oekonomi", name="Økonomiudvalget")
    await documents.owner(drafts.keyed(draft, "1"), lead, is_lead=True)
    await documents.owner(drafts.keyed(draft, "1-2"), also)
    found = (await get(client, LIST, "SectionPage"))["items"]
    owners = {each["key"]: [who["id"] for who in each["committees"]] for each in found}
    assert owners["1"] == owners["1-1"] == ["vand"]
    assert owners["1-2"] == ["vand", "oekonomi"]
    assert owners["2"] == []


async def test_addresses_open_the_place_on_the_site(
    draft: Draft, client: httpx2.AsyncClient, settings: Settings
) -> None:
    section = await get(client, f"{LIST}/1-2", "SectionDetail")
    here = f"{settings.base_url}/consultations/havneplan"
    assert section["html_url"] == f"{here}/sections/1#s-1-2"
    paragraph = section["paragraphs"][0]
    assert paragraph["html_url"] == f"{here}/paragraphs/{paragraph['id']}"
    assert (await client.get(paragraph["html_url"])).status_code == 303


@pytest.mark.parametrize("section", ["9", "1-9", "1%00", "1-1 ", "ø", "1'--", "x" * 3000])
async def test_a_section_the_text_does_not_have_is_missing(
    draft: Draft, client: httpx2.AsyncClient, section: str
) -> None:
    answer = await client.get(f"{LIST}/{section}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_text_that_is_not_published_yet_is_not_shown(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    version = draft.version
    version.published_at = None
    await version.save(update_fields=["published_at"])
    assert (await get(client, LIST, "SectionPage"))["items"] == []
    refused(await client.get(f"{LIST}/1"), 404, "not_found")


async def test_the_number_of_queries_does_not_grow_with_the_text(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    async def cost(path: str) -> int:
        await cache_version.bump("havneplan")
        with queries() as statements:
            assert (await client.get(path)).status_code == 200
        return len(statements)

    before = [await cost(LIST), await cost(f"{LIST}/1")]
    who = await consultations.committee()
    for number in range(10):
        made = await documents.section(
            draft, title=f"Nyt {number}", parent=drafts.keyed(draft, "1"), key=f"1-{number + 20}"
        )
        await documents.paragraph(draft, made, number=f"1.{number + 20}")
        await documents.owner(made, who)
        await responses.remark(draft, made, publicity=Publicity.PUBLISHED)
    assert [await cost(LIST), await cost(f"{LIST}/1")] == before


async def test_a_section_comes_with_its_summaries_and_translations_in_every_language(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    other = await drafts.store(await consultations.consultation(slug="anden"))
    await words.translated(other, "ar", p2_1="آخر")
    await words.summarised(other, "2-1", "da", "En anden.")
    await words.translated(draft, "uk", Made.MACHINE, p2_1="Причал.", s2_1="Сьогодні")
    await words.translated(draft, "ar", p2_1="الرصيف.")
    await words.summarised(draft, "2-1", "da", "Om kajen.")
    section = await get(client, f"{LIST}/2-1", "SectionDetail")
    assert section["summaries"] == [
        {"language": "da", "text": "Om kajen.", "made": "person", "outdated": False}
    ]
    uk = {"language": "uk", "text": "Сьогодні", "made": "machine"}
    assert section["title_translations"] == [uk]
    first, second = section["paragraphs"]
    assert first["translations"] == [
        {"language": "ar", "text": "الرصيف.", "made": "person"}, uk | {"text": "Причал."}
    ]  # fmt: skip
    assert second["translations"] == []
