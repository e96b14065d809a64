"""What was changed because of a point: remark, point, answer and changed words, each one press from the others; and nothing
of it before the answers are public."""

from __future__ import annotations

import httpx2
import pytest

from consult import clock
from consult.answers.editions.edition import EditionChange
from consult.answers.editions.publishing import take_back
from consult.cache_version import bump
from consult.documents.publication import publish_version
from tests.answers.editions.changing import ADDED, published_second, say, second_version
from tests.answers.editions.ready import Answered, answered, publish
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW
from tests.support.queries import queries

pytestmark = pytest.mark.usefixtures("stopped_clock")

# The inserted words, as every page marks them.
WORDS = "Der kommer ti bænke i parken ved åen."
BECAUSE = "på grund af punkt 1"


async def get(client: httpx2.AsyncClient, address: str) -> str:
    answer = await client.get(address)
    assert answer.status_code == 200, address
    return answer.text


async def changed(at: int = 0) -> Answered:
    """The second version is public, the point is said to be the cause, the answers are published (in ``at`` days)."""
    made = await answered()
    await say(made, await published_second(made))
    await publish(made, at=NOW + at * DAY if at else None)
    return made


def pages(made: Answered) -> dict[str, str]:
    names = (
        *("/outcome", "/points/1", "/remarks/1.1", "/remarks", "/sections/2", "/text"),
        *("/sections/2/since/1", "/versions/2/sections/2", "/versions/2/sections/2/since/1"),
        *("/versions/2/text", "/versions/2/changes/1"),
    )
    return {each: made.address(each) for each in names}


async def test_each_is_one_press_from_the_others(client: httpx2.AsyncClient) -> None:
    made = await changed()
    point, remark = made.address("/points/1"), made.address("/remarks/1.1")
    compared = made.address("/versions/2/sections/2/since/1") + "#change-p-2-1"
    for page in ("/outcome", "/points/1", "/remarks/1.1"):
        text = await get(client, made.address(page))
        assert WORDS in text
        assert f'href="{compared}"' in text
        assert "Der er ikke noteret nogen ændring" not in text
    for page in pages(made).values():
        assert f'href="{point}"' in await get(client, page), page
    assert f'href="{remark}"' in await get(client, point)
    page = await get(client, made.address("/versions/2/sections/2/since/1"))
    assert 'id="change-p-2-1"' in page
    assert page.count(f'href="{point}"') == 1


async def test_a_card_names_the_changed_paragraph(client: httpx2.AsyncClient) -> None:
    made = await changed()
    card = await get(client, made.address("/remarks"))
    assert "stykke 2.1 i version 2</a>" in card


async def test_the_reading_page_marks_the_paragraph_and_no_other(
    client: httpx2.AsyncClient,
) -> None:
    made = await changed()
    page = await get(client, made.address("/sections/2"))
    assert page.count("para__causes") == 1
    assert f"Ændret {BECAUSE}" in page
    assert "para__causes" not in await get(client, made.address("/sections/1"))
    assert "para__causes" not in await get(client, made.address("/versions/1/sections/2"))


async def test_a_change_that_nobody_gave_a_cause_has_none(client: httpx2.AsyncClient) -> None:
    made = await answered()
    await published_second(made)
    await publish(made)
    for page in pages(made).values():
        assert BECAUSE not in await get(client, page), page
    for page in ("/outcome", "/points/1", "/remarks/1.1", "/remarks"):
        assert "Der er ikke noteret nogen ændring" in await get(client, made.address(page))


async def test_before_publication_there_is_nothing(client: httpx2.AsyncClient) -> None:
    made = await changed(at=1)
    for name, page in pages(made).items():
        if name in ("/outcome", "/points/1"):
            assert (await client.get(page)).status_code == 404
        else:
            text = await get(client, page)
            assert BECAUSE not in text, page
            assert "noteret" not in text, page
            assert made.address("/points") not in text, page


async def test_at_the_moment_every_page_has_it(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await changed(at=1)
    for name, page in pages(made).items():
        if name not in ("/outcome", "/points/1"):
            await get(client, page)
    monkeypatch.setattr(clock, "now", lambda: NOW + DAY)
    monkeypatch.setattr("consult.web.page_cache_middleware.time.time", (NOW + DAY).timestamp)
    for page in pages(made).values():
        assert made.address("/points/1") in await get(client, page), page


async def test_what_is_taken_back_is_gone(client: httpx2.AsyncClient) -> None:
    made = await changed()
    await take_back(made.consultation, 1, reason="Fejl.", by=BY, now=NOW)
    for name, page in pages(made).items():
        if name != "/points/1":
            assert BECAUSE not in await get(client, page), page


async def test_a_later_word_is_not_public_before_the_next_edition(
    client: httpx2.AsyncClient,
) -> None:
    made = await changed()
    version = (await EditionChange.all().select_related("version")).pop().version
    await say(made, version, text=ADDED)
    await bump(made.consultation.slug)
    assert ADDED not in await get(client, made.address("/points/1"))
    await publish(made)
    assert ADDED in await get(client, made.address("/points/1"))


async def test_a_text_that_is_not_public_shows_nothing(client: httpx2.AsyncClient) -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version)
    await publish(made)
    for page in ("/outcome", "/points/1", "/remarks/1.1", "/remarks", "/sections/2"):
        text = await get(client, made.address(page))
        assert WORDS not in text, page
        assert "version 2" not in text, page
    points = (await client.get(f"/api/v1{made.address('/points')}")).json()
    assert points["items"][0]["changes"] == []
    await publish_version(version, by=BY, now=NOW)
    assert WORDS in await get(client, made.address("/points/1"))


async def test_the_api_names_the_paragraph(client: httpx2.AsyncClient) -> None:
    made = await changed()
    (point,) = (await client.get(f"/api/v1{made.address('/points')}")).json()["items"]
    paragraph = str(made.hearing.draft.paragraphs[3].identity_id)
    assert point["changes"] == [
        {"kind": "reworded", "version": 2, "section_id": "2", "paragraph_id": paragraph}
    ]


async def test_a_removed_paragraph_is_named_where_it_was(client: httpx2.AsyncClient) -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version, text=ADDED)
    await publish_version(version, by=BY, now=NOW)
    await publish(made)
    page = await get(client, made.address("/versions/2/changes/1?kind=added"))
    assert f"På grund af punkt {made.point.number}" in page
    assert "Stykke 1.4 er nyt i version 2." in await get(client, made.address("/points/1"))


async def test_more_points_cost_no_more_queries(client: httpx2.AsyncClient) -> None:
    made = await changed()
    await get(client, made.address("/points/1"))
    with queries() as one:
        await get(client, made.address("/sections/2?view=changes"))
    assert len(one) < 25
