"""What the office leaves out is the office's mark wherever the text is read, and nobody can write one."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult.answers.memo.blocks import Quotation
from consult.locale import speaking
from consult.public import queries
from consult.public.remark_table import public_batches
from consult.responses.omission import MARK
from consult.responses.remark import Remark
from consult.responses.remark_table import remark_batches
from consult.tables.column import Value
from consult.tables.table import Batches
from consult.web.plain_text import plain_text
from consult.web.rendering import environment
from tests.moderation.pressing import press
from tests.support.factories import responses
from tests.support.factories.documents import Draft

FORGED = "[udeladt: Privatliv]"


@pytest.fixture
async def remark(moderator: httpx2.AsyncClient, text: Draft) -> Remark:
    """One of which a name is left out, whose author has written what looks like a mark; and another beside it."""
    await press(moderator, await responses.remark(text, text=f"Jeg {FORGED} bor her."), "publish")
    made = await responses.remark(
        text, text=f"{FORGED} siger Ole Hemmelig til mig.", quote="hos Ole Hemmelig her"
    )
    marked = f"{FORGED} siger [[Ole Hemmelig|private]] til mig."
    await press(moderator, made, "redact", text=marked, reason="abuse")
    return made


@pytest.mark.parametrize(
    ("language", "words"), [("", "udeladt: Privatliv"), ("/en", "left out: Privatliv (in Danish)")]
)
async def test_a_page_marks_it_in_the_readers_language_and_a_forged_one_is_text(
    client: httpx2.AsyncClient, text: Draft, remark: Remark, language: str, words: str
) -> None:
    for place in ("remarks", "remarks/2.1"):
        address = f"{language}/consultations/{text.consultation.slug}/{place}"
        page = html.fromstring((await client.get(address)).text)
        [quoted, marked] = page.find_class("remark__redacted")
        assert marked.text_content().endswith(words)
        assert quoted.text_content().endswith(words)
        [around] = [
            each for each in page.find_class("remark__text") if "siger" in each.text_content()
        ]
        assert around.text_content().strip().startswith(f"{FORGED} siger ")
        assert MARK not in page.text_content()


async def test_the_api_lists_what_is_left_out_field_by_field(
    client: httpx2.AsyncClient, text: Draft, remark: Remark
) -> None:
    answer = await client.get(f"/api/v1/consultations/{text.consultation.slug}/remarks")
    [found, other] = answer.json()["items"]
    assert found["text"] == f"{FORGED} siger {MARK} til mig."
    assert found["left_out"] == [
        {"field": "text", "position": 27, "reason": "private", "words": "Privatliv"},
        {"field": "quote", "position": 4, "reason": "private", "words": "Privatliv"},
    ]
    assert other["left_out"] == []


async def test_the_public_table_says_why_beside_the_text(text: Draft, remark: Remark) -> None:
    outline = await queries.outline(text.consultation)
    with speaking("da"):
        assert await left_out(public_batches(outline, "https://x.example")) == [
            "Privatliv; Privatliv",
            "",
        ]


async def test_the_table_of_what_was_received_says_why_as_well(text: Draft, remark: Remark) -> None:
    remarks = Remark.filter(consultation_id=text.consultation.id)
    batches = remark_batches(
        text.consultation, remarks, base_url="https://x.example", with_contact=False
    )
    with speaking("da"):
        assert await left_out(batches) == ["", "Privatliv; Privatliv"]


async def left_out(batches: Batches) -> list[Value]:
    return [row["left_out"] async for rows in batches for row in rows]


async def test_the_memo_marks_it_in_what_is_quoted(text: Draft) -> None:
    quotation = Quotation(f"siger {MARK} til", "Bemærkning 2.1")
    assert [piece.is_left_out for piece in quotation.pieces] == [False, True, False]
    with speaking("da"):
        template = environment().get_template("answers/_memo_blocks.html")
        page = html.fromstring(f"<div>{template.render(blocks=[quotation])}</div>")
    [mark] = page.find_class("remark__redacted")
    assert mark.text_content() == "Kommunen: ord udeladt"


def test_nobody_can_send_the_mark() -> None:
    assert plain_text(f"Jeg {MARK}bor her.") == "Jeg bor her."
