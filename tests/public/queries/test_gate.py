"""The gate called published: for every way in, what is not published does not come through."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx2
import pytest

from consult.consultations.consultation import Consultation
from consult.documents.document import DocumentKind
from consult.public import queries
from consult.responses.remark import VISIBLE, Publicity, Remark, Standing
from consult.responses.response import Response
from consult.settings import Settings
from tests.support.factories import DAY, NOW, consultations, drafts, responses
from tests.support.factories.documents import Draft
from tests.support.queries import queries as counted

pytestmark = pytest.mark.anyio

SECRET = "HEMMELIGT"
READER_PAGES = (
    "/",
    "/consultations/havneplan",
    "/consultations/havneplan/contents",
    "/consultations/havneplan/sections/1",
    "/consultations/havneplan/sections/1?view=changes",
    "/consultations/havneplan/sections/1-1",
    "/consultations/havneplan/sections/1/remarks",
    "/consultations/havneplan/remarks",
    "/consultations/havneplan/search?q=hemmeligt",
    "/search?q=hemmeligt",
)


async def make_noise(draft: Draft) -> list[Remark]:
    """Remarks nobody may see: waiting, withheld, set aside, withdrawn; on the same paragraph."""
    on = drafts.numbered(draft, "1.1")
    hidden = [
        await responses.remark(draft, on, text=SECRET, publicity=publicity)
        for publicity in Publicity
        if publicity not in VISIBLE
    ]
    for standing in Standing:
        if standing is not Standing.RECEIVED:
            hidden.append(
                await responses.remark(
                    draft, on, text=SECRET, publicity=Publicity.PUBLISHED, standing=standing
                )
            )
    return hidden


async def the_outline(draft: Draft) -> queries.Outline:
    outline = await queries.outline(draft.consultation)
    assert outline is not None
    return outline


async def test_only_published_remarks_with_standing_are_listed(draft: Draft) -> None:
    hidden = await make_noise(draft)
    assert len(hidden) == 4
    shown = await responses.remark(
        draft, drafts.numbered(draft, "1.1"), publicity=Publicity.PUBLISHED
    )
    redacted = await responses.remark(draft, publicity=Publicity.REDACTED)
    found = await queries.remarks(await the_outline(draft))
    assert {each.id for each in found.items} == {shown.id, redacted.id}


async def test_no_page_shows_a_word_of_what_is_not_published(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    hidden = await make_noise(draft)
    references = [f"{(await each.response).number}.{each.ordinal}" for each in hidden]
    paragraph = drafts.numbered(draft, "1.1").identity_id
    for path in (*READER_PAGES, f"/consultations/havneplan/paragraphs/{paragraph}/remarks"):
        answer = await client.get(path)
        assert answer.status_code == 200, path
        assert SECRET not in answer.text, path
        assert "1 bemærkning<" not in answer.text, path
        assert "1 offentliggjort" not in answer.text, path
    for reference in references:
        answer = await client.get(f"/consultations/havneplan/remarks/{reference}")
        assert answer.status_code == 404


async def test_the_original_words_of_a_redacted_remark_are_not_shown(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await responses.remark(
        draft,
        drafts.numbered(draft, "1.1"),
        publicity=Publicity.REDACTED,
        text=f"Jeg hedder {SECRET}.",
        proposed_text=SECRET,
        quote=SECRET,
        public_text="Jeg hedder [udeladt].",
    )
    answer = await client.get("/consultations/havneplan/remarks")
    assert "Jeg hedder [udeladt]." in answer.text
    assert SECRET not in answer.text


async def test_a_name_is_shown_only_where_its_owner_or_an_organisation_shows_it(
    draft: Draft,
) -> None:
    for values in (
        {"name": SECRET, "publish_name": False},
        {"name": SECRET, "organisation": "Sejlklubben"},
        {"name": SECRET, "publish_name": True, "name_withheld": True},
        {"name": "Asta Eksempelsen", "publish_name": True},
    ):
        response: Response = await responses.response(draft)
        respondent = await response.respondent
        await respondent.update_from_dict({"publish_name": False, **values}).save()
        await responses.remark(draft, within=response, publicity=Publicity.PUBLISHED)
    found = await queries.remarks(await the_outline(draft))
    assert {each.name for each in found.items} == {"", "Sejlklubben", "Asta Eksempelsen"}


async def unannounced() -> Consultation:
    return await consultations.unannounced_consultation(slug="skjult", title=SECRET)


async def announced_for_tomorrow() -> Consultation:
    return await consultations.consultation(
        slug="skjult", title=SECRET, announced_at=NOW + DAY, opens_at=NOW + 2 * DAY
    )


@pytest.mark.parametrize("make", [unannounced, announced_for_tomorrow])
async def test_a_consultation_that_is_not_announced_is_not_there(
    draft: Draft, client: httpx2.AsyncClient, make: Callable[[], Awaitable[Consultation]]
) -> None:
    hidden = await drafts.store(await make())
    await responses.remark(hidden, publicity=Publicity.PUBLISHED, text="Ja")
    assert SECRET not in (await client.get("/")).text
    assert SECRET not in (await client.get("/search?q=hemmeligt")).text
    assert SECRET not in (await client.get("/search?q=badebroer")).text
    for page in (
        "",
        "/contents",
        "/sections/1",
        "/sections/1/remarks",
        "/remarks",
        "/search?q=bro",
    ):
        assert (await client.get(f"/consultations/skjult{page}")).status_code == 404


async def test_a_version_that_is_not_published_is_not_there(
    db: Settings, stopped_clock: None, client: httpx2.AsyncClient
) -> None:
    found = await consultations.consultation(slug="havneplan")
    await drafts.store(found, published=False)
    assert await queries.outline(found) is None
    assert (await client.get("/consultations/havneplan")).status_code == 200
    assert (await client.get("/consultations/havneplan/sections/1")).status_code == 404
    assert await queries.search(found, "havnen", "da") == queries.SearchResult()


async def test_background_documents_are_not_the_draft(draft: Draft) -> None:
    draft.document.kind = DocumentKind.BACKGROUND
    await draft.document.save()
    assert await queries.outline(draft.consultation) is None


async def test_every_number_opens_as_many_remarks_as_it_says(draft: Draft) -> None:
    await make_noise(draft)
    other = await drafts.store(await consultations.consultation())
    await responses.remark(other, publicity=Publicity.PUBLISHED)
    for on in (
        drafts.numbered(draft, "1.1"),
        drafts.numbered(draft, "1.1"),
        drafts.numbered(draft, "1.3"),
        drafts.keyed(draft, "1"),
        drafts.keyed(draft, "1-2"),
        drafts.numbered(draft, "2.1"),
        None,
    ):
        await responses.remark(draft, on, publicity=Publicity.PUBLISHED)
    outline = await the_outline(draft)
    facts = (await queries.draft_facts(outline)).sections
    assert [facts[key].remark_count for key in ("A", "1", "1-1", "1-2", "2")] == [0, 5, 2, 2, 1]
    for section in outline.sections:
        listed = await queries.remarks(outline, section=section, limit=200)
        assert len(listed.items) == facts[section.key].remark_count
        shown = (await queries.texts(outline, section.key))[0]
        assert shown.remark_count == facts[section.key].remark_count
    cards = {card.consultation.slug: card.remark_count for card in await queries.cards(NOW)}
    assert cards["havneplan"] == len((await queries.remarks(outline, limit=200)).items) == 7
    assert len((await queries.remarks(outline, whole=True)).items) == 1


@pytest.mark.parametrize("path", READER_PAGES[:8])
async def test_a_page_asks_the_database_equally_often_however_much_there_is(
    draft: Draft, client: httpx2.AsyncClient, path: str
) -> None:
    on = drafts.numbered(draft, "1.1")
    await responses.remark(draft, on, publicity=Publicity.PUBLISHED)
    await responses.remark(draft, drafts.keyed(draft, "1"), publicity=Publicity.PUBLISHED)
    few = await cost_of(client, path)
    for _ in range(12):
        await responses.remark(draft, on, publicity=Publicity.PUBLISHED)
        await responses.remark(draft, drafts.numbered(draft, "1.2"), publicity=Publicity.PUBLISHED)
    for _ in range(3):
        await drafts.store(await consultations.consultation())
    assert await cost_of(client, path + ("&" if "?" in path else "?") + "again") == few <= 18


async def cost_of(client: httpx2.AsyncClient, path: str) -> int:
    """The statements of a page built fresh (the address differs, so it was not kept)."""
    with counted() as statements:
        assert (await client.get(path)).status_code == 200
    return len(statements)
