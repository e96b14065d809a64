"""The published remarks as a table: as many as the page says, what the API says, and not one word more."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import httpx2
import openpyxl
import pandas
import pytest
from starlette.types import ASGIApp

from consult.people.role import Role
from consult.responses.remark import Publicity, Stance, Standing
from consult.settings import Settings
from consult.web import table_answer
from tests.support.factories import drafts, responses
from tests.support.factories.documents import Draft
from tests.support.factories.people import account, sign_in
from tests.support.reading import read
from tests.support.visitors import visitor

pytestmark = pytest.mark.anyio

HERE = "/consultations/havneplan"
PUBLISHED = Publicity.PUBLISHED


@pytest.fixture
async def filled(draft: Draft) -> Draft:
    """Two published ones on 1.1, one on another place, one on the whole; and noise of every kind."""
    place, elsewhere = drafts.numbered(draft, "1.1"), drafts.numbered(draft, "2.1")
    await responses.remark(draft, place, publicity=PUBLISHED, text="Vi vil have bænke.")
    await responses.remark(
        draft, place, publicity=PUBLISHED, text="- Nej\n- tak", stance=Stance.AGAINST
    )
    await responses.remark(draft, elsewhere, publicity=PUBLISHED, text="Her også.")
    await responses.remark(draft, None, publicity=PUBLISHED, text="Om det hele.")
    for publicity in (Publicity.WAITING, Publicity.WITHHELD):
        await responses.remark(draft, place, publicity=publicity, text="Skjult tekst")
    await responses.remark(
        draft, place, publicity=PUBLISHED, standing=Standing.WITHDRAWN, text="Skjult tekst"
    )
    return draft  # fmt: skip


async def csv_of(client: httpx2.AsyncClient, query: str = "") -> Any:
    answer = await client.get(f"{HERE}/remarks.csv{query}")
    assert answer.status_code == 200
    return pandas.read_csv(io.BytesIO(answer.content))


async def test_the_table_holds_what_is_published_and_nothing_else(
    filled: Draft, client: httpx2.AsyncClient
) -> None:
    table = await csv_of(client)
    assert sorted(table["text"]) == [
        "'- Nej\n'- tak",
        "Her også.",
        "Om det hele.",
        "Vi vil have bænke.",
    ]
    assert "received_at" not in table.columns
    assert not any("private" in name or "author" in name for name in table.columns)


async def test_the_workbook_holds_the_same_words(filled: Draft, client: httpx2.AsyncClient) -> None:
    answer = await client.get(f"{HERE}/remarks.xlsx")
    book: Any = openpyxl.load_workbook(io.BytesIO(answer.content))
    heads, *rows = book.worksheets[0].iter_rows(values_only=True)
    texts = [row[heads.index("text")] for row in rows]
    assert sorted(texts) == ["- Nej\n- tak", "Her også.", "Om det hele.", "Vi vil have bænke."]
    assert answer.headers["content-disposition"] == 'attachment; filename="remarks.xlsx"'


async def test_the_same_names_mean_the_same_as_in_the_api(
    filled: Draft, client: httpx2.AsyncClient
) -> None:
    table = await csv_of(client)
    items = (await client.get("/api/v1/consultations/havneplan/remarks")).json()["items"]
    flat = pandas.json_normalize(items, sep="_").set_index("number")
    rows = table.assign(number=table["number"].str.removeprefix("#")).set_index("number")
    assert list(rows.index) == list(flat.index)
    same = ("respondent_kind", "verified_by", "anchor_type", "anchor_version", "anchor_now_type", "stance", "language", "redacted", "late", "html_url")  # fmt: skip
    for name in same:
        assert list(rows[name]) == list(flat[name]), name
    moments = pandas.to_datetime(rows["published_at"], utc=True)
    published = pandas.to_datetime(flat["published_at"], utc=True).dt.floor("s")
    assert list(moments) == list(published)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("page", ["/remarks", "/remarks?on=whole", "/sections/1/remarks"])
async def test_each_list_offers_the_table_of_as_many_as_it_says(
    filled: Draft, client: httpx2.AsyncClient, page: str, ending: str
) -> None:
    shown = await read(client, HERE + page)
    [offer] = shown.find_class("table-links")
    [count] = [int(word) for word in offer.text_content().split() if word.isdigit()]
    [address] = [href for href in offer.xpath(".//a/@href") if f".{ending}" in href]
    answer = await client.get(address)
    if ending == "csv":
        rows = len(pandas.read_csv(io.BytesIO(answer.content)))
    else:
        rows = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].max_row - 1
    assert rows == count > 0


async def test_the_csv_says_where_it_is_explained(
    filled: Draft, client: httpx2.AsyncClient
) -> None:
    answer = await client.get(f"{HERE}/remarks.csv?section=1")
    assert "remarks.datapackage.json?section=1" in answer.headers["link"]
    package = (await client.get(f"{HERE}/remarks.datapackage.json?section=1")).json()
    assert package["filters"] == {"section": "1"}
    table = await csv_of(client, "?section=1")
    [resource] = package["resources"]
    assert [each["name"] for each in resource["schema"]["fields"]] == list(table.columns)
    assert all(each["description"] for each in resource["schema"]["fields"])


@pytest.mark.parametrize(
    ("query", "status"),
    [("?stance=against", 400), ("?section=1&section=2", 400), ("?section=1&on=whole", 400), ("?section=77", 404), ("?section=sec_999999", 404), ("?paragraph=999999999", 404), ("?on=x", 404)],
)  # fmt: skip
async def test_what_it_cannot_choose_is_refused(
    filled: Draft, client: httpx2.AsyncClient, query: str, status: int
) -> None:
    assert (await client.get(f"{HERE}/remarks.csv{query}")).status_code == status


@pytest.mark.parametrize("ending", ["exe", "json", "xls"])
async def test_another_kind_of_file_is_a_missing_page(
    filled: Draft, client: httpx2.AsyncClient, ending: str
) -> None:
    assert (await client.get(f"{HERE}/remarks.{ending}")).status_code == 404


async def test_only_so_many_tables_are_made_at_once(
    filled: Draft, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_answer, "MOST_AT_ONCE", 0)
    answer = await client.get(f"{HERE}/remarks.csv")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


async def test_one_network_leaves_room_for_the_tables_of_others(
    filled: Draft, app: ASGIApp, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        table_answer, "_under_way", Counter({(False, "192.0.2.10"): table_answer.MOST_OF_ONE})
    )
    async with visitor(app, db) as slow, visitor(app, db, address="192.0.2.77") as other:
        assert (await slow.get(f"{HERE}/remarks.csv")).status_code == 503
        assert (await other.get(f"{HERE}/remarks.csv")).status_code == 200
    assert table_answer._under_way == {(False, "192.0.2.10"): table_answer.MOST_OF_ONE}


async def test_the_public_cannot_take_the_places_of_staff(
    filled: Draft, client: httpx2.AsyncClient, db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    networks = {(False, f"192.0.2.{n}"): 1 for n in range(table_answer.MOST_AT_ONCE)}
    monkeypatch.setattr(table_answer, "_under_way", Counter(networks))
    assert (await client.get(f"{HERE}/remarks.csv")).status_code == 503
    await sign_in(client, await account(Role.EDITOR), db)
    assert (await client.get(f"{HERE}/remarks.csv")).status_code == 200


async def test_a_section_is_named_by_what_lasts_as_well(
    filled: Draft, client: httpx2.AsyncClient
) -> None:
    listed = (await client.get("/api/v1/consultations/havneplan/sections")).json()["items"]
    named = next(each["id"] for each in listed if each["key"] == "1")
    by_key, by_id = await csv_of(client, "?section=1"), await csv_of(client, f"?section={named}")
    assert list(by_id["number"]) == list(by_key["number"])
