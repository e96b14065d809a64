"""The queue as a table: as many remarks as its list, with the filters that are on."""

from __future__ import annotations

import io
from typing import Any

import httpx2
import pandas
import pytest
from lxml import html

from consult.responses.remark import Publicity
from tests.moderation.pressing import press
from tests.support.factories import responses
from tests.support.factories.documents import Draft

pytestmark = pytest.mark.anyio


def queue_of(text: Draft, rest: str = "") -> str:
    return f"/staff/consultations/{text.consultation.slug}/queue{rest}"


def read(answer: httpx2.Response) -> Any:
    assert answer.status_code == 200
    return pandas.read_csv(io.BytesIO(answer.content))


async def test_it_holds_what_waits_and_with_a_filter_what_fits(
    text: Draft, moderator: httpx2.AsyncClient
) -> None:
    await responses.remark(text, text="Vi venter.")
    await responses.remark(text, text="Wait for us.", language="en")
    await responses.remark(text, text="Ude.", publicity=Publicity.PUBLISHED)
    for query, words in (("", {"Vi venter.", "Wait for us."}), ("?language=en", {"Wait for us."})):
        page = html.fromstring((await moderator.get(queue_of(text, query))).text)
        [offer] = page.find_class("table-links")
        [address] = [href for href in offer.xpath(".//a/@href") if ".csv" in href]
        table = read(await moderator.get(address))
        assert set(table["author_text"]) == words
        assert str(len(words)) in offer.text_content()


async def test_a_reason_chooses_those_that_were_withheld_for_it(
    text: Draft, moderator: httpx2.AsyncClient
) -> None:
    for reason in ("abuse", "private"):
        await press(
            moderator,
            await responses.remark(text, text=f"For {reason}."),
            "withhold",
            reason=reason,
        )
    table = read(await moderator.get(queue_of(text, ".csv?state=withheld&reason=abuse")))
    assert list(table["author_text"]) == ["For abuse."]  # fmt: skip


@pytest.mark.parametrize("query", ["?state=x", "?stat=waiting", "?kind=alle"])
async def test_a_filter_that_is_none_is_refused(
    text: Draft, moderator: httpx2.AsyncClient, query: str
) -> None:
    assert (await moderator.get(queue_of(text, f".csv{query}"))).status_code == 400
