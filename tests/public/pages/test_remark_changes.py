"""A remark's own page says what became of the paragraph it was written on, word by word, and not why."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult import clock
from consult.responses.remark import Publicity, Remark
from consult.settings import Settings
from tests.support.factories import NOW, responses
from tests.support.factories.versions import (
    BUS,
    FOREST,
    LIBRARY,
    SCHOOL,
    Followed,
    followed,
    on,
)

pytestmark = pytest.mark.anyio
SINCE = "Teksten siden da"


@pytest.fixture
async def made(db: Settings, monkeypatch: pytest.MonkeyPatch) -> Followed:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return await followed()


async def page_of(client: httpx2.AsyncClient, remark: Remark) -> str:
    of = await Remark.get(id=remark.id).select_related("response", "consultation")
    answer = await client.get(f"/consultations/{of.consultation.slug}/remarks/{of.reference}")
    assert answer.status_code == 200
    return answer.text


async def written(made: Followed, text: str) -> Remark:
    return await responses.remark(made.first, on(made, text), publicity=Publicity.PUBLISHED)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BUS, "Stykke 2.1 i version 1 blev omformuleret i version 2 og er nu stykke 3.1."),
        (
            SCHOOL,
            "Stykkerne 1.1 og 1.2 i version 1 blev lagt sammen i version 2 og er nu stykke 2.1.",
        ),
        (FOREST, "Stykke 2.3 i version 1 udgik i version 2."),
    ],
)
async def test_what_became_of_the_paragraph_and_a_link_to_both_versions(
    made: Followed, client: httpx2.AsyncClient, text: str, words: str
) -> None:
    remark = await written(made, text)
    await made.approve_and_publish()
    page = await page_of(client, remark)
    assert SINCE in page
    assert words in page
    assert "siger intet om hvorfor" in page
    [link] = html.fromstring(page).xpath("//a[contains(., 'Sammenlign med version 1')]/@href")
    path, _, anchor = link.partition("#")
    compared = await client.get(path)
    assert compared.status_code == 200
    assert not anchor or f'id="{anchor}"' in compared.text


async def test_one_whose_words_are_the_same_says_nothing(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    remarks = [await written(made, LIBRARY)]
    remarks.append(await responses.remark(made.first, publicity=Publicity.PUBLISHED))
    await made.approve_and_publish()
    for remark in remarks:
        assert SINCE not in await page_of(client, remark)


async def test_a_version_in_preparation_shows_through_nowhere(
    made: Followed, client: httpx2.AsyncClient
) -> None:
    remark = await written(made, BUS)
    await made.approve()
    page = await page_of(client, remark)
    assert SINCE not in page
    assert "femte" not in page
