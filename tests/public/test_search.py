"""Search: every word, in any form that holds it, in what is published."""

from __future__ import annotations

import httpx2
import pytest
from lxml import html

from consult.public import queries
from consult.public.queries.search import snippet, words_of
from tests.support.factories import NOW, consultations, drafts
from tests.support.factories.documents import Draft

pytestmark = pytest.mark.anyio


async def numbers(draft: Draft, query: str) -> list[str]:
    return [hit.number for hit in await queries.search(draft.consultation, query, "da")]


async def test_every_word_must_be_there_in_any_form(draft: Draft) -> None:
    assert await numbers(draft, "bro") == ["1.2", "1.3"]
    assert await numbers(draft, "BRO byg") == ["1.3"]
    assert await numbers(draft, "bro tunnel") == []


async def test_what_was_taken_out_is_not_found(draft: Draft) -> None:
    assert await numbers(draft, "rives") == []


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "\\", "'", '"', "\x00", "a" * 5000])
async def test_signs_are_words_like_others_and_find_nothing_here(draft: Draft, query: str) -> None:
    assert await numbers(draft, query) == []


async def test_one_consultation_is_searched_or_all(draft: Draft) -> None:
    other = await drafts.store(await consultations.consultation())
    assert len(await queries.search(draft.consultation, "bro", "da")) == 2
    everywhere = await queries.search_everywhere("bro", NOW, "da")
    assert {hit.consultation.id for hit in everywhere} == {
        draft.consultation.id, other.consultation.id,
    }  # fmt: skip


async def test_a_hit_is_marked_and_leads_to_its_paragraph(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    answer = await client.get("/consultations/havneplan/search", params={"q": "<b>BRO</b> bro"})
    assert "Intet afsnit" in answer.text
    answer = await client.get("/consultations/havneplan/search", params={"q": "bygger"})
    page = html.fromstring(answer.text)
    assert [each.text for each in page.iter("mark")] == ["bygger"]
    assert "/consultations/havneplan/sections/1#p-1-3" in page.xpath("//a/@href")


def test_a_snippet_is_the_whole_text_in_pieces_when_it_is_short() -> None:
    pieces = snippet("Vi bygger en bro.", ["bro", "byg"])
    assert [(piece.text, piece.found) for piece in pieces] == [
        ("Vi ", False), ("byg", True), ("ger en ", False), ("bro", True), (".", False),
    ]  # fmt: skip


def test_a_long_text_is_cut_round_the_first_word_found() -> None:
    text = "ord " * 100 + "broen " + "ord " * 100
    pieces = snippet(text, ["broen"])
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert [piece.text for piece in pieces if piece.found] == ["broen"]
    assert sum(len(piece.text) for piece in pieces) < 300


def test_letters_that_fold_to_several_are_marked_whole() -> None:
    pieces = snippet("Straße", ["ss"])
    assert [(piece.text, piece.found) for piece in pieces] == [
        ("Stra", False), ("ß", True), ("e", False),
    ]  # fmt: skip


def test_a_query_is_cut_to_its_first_words() -> None:
    assert len(words_of(" ".join(str(n) for n in range(30)))) == 8
    assert words_of("Bro BRO bro") == ["bro"]
