"""The list of all that changed between two versions: counted, of one kind, page by page."""

from __future__ import annotations

import httpx2
import pytest

from consult.public.text import change_list
from tests.public.comparing import ADDRESS, CHANGES, kinds, kinds_of_all, publish, words
from tests.support.factories.documents import Draft as StoredDraft
from tests.support.factories.versions import (
    LIBRARY,
    SECOND,
)
from tests.support.reading import read

pytestmark = pytest.mark.anyio


async def test_the_whole_text_counts_what_changed_and_every_number_opens_its_list(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    page = await read(client, CHANGES)
    listed = {words(each): each.get("href") for each in page.find_class("kinds")[0].iter("a")}
    assert list(listed) == [
        "Alt, der er ændret 5", "Omformuleret 1", "Samlet 1", "Udgået 1", "Nyt 1", "Overskrifter 1",
        "Uændret 1",
    ]  # fmt: skip
    shown = {label: await read(client, href) for label, href in listed.items()}
    assert kinds(shown["Omformuleret 1"]) == ["Omformuleret"]
    assert kinds(shown["Udgået 1"]) == ["Udgået"]
    assert kinds(shown["Overskrifter 1"]) == ["Ny overskrift"]
    assert not kinds(shown["Uændret 1"])
    assert len(shown["Uændret 1"].find_class("compared-stretch")) == 1
    assert "1 stykke uændret" in words(shown["Uændret 1"])


async def test_only_the_changed_places_stand_on_the_whole_page_in_reading_order(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    page = await read(client, CHANGES)
    assert kinds(page) == [
        "Ny overskrift", "Nyt", "Samlet af 1.1 og 1.2", "Omformuleret", "Udgået",
    ]  # fmt: skip
    assert LIBRARY not in words(page)
    (stretch,) = page.find_class("compared-stretch")
    assert words(stretch) == "1 stykke uændret fra 3.2"
    assert stretch.find("a").get("href") == ADDRESS + "/versions/2/sections/3#p-3-2"
    headings = [
        (each.tag, words(each)) for each in page.xpath("//main//h1 | //main//h2 | //main//h3")
    ]
    assert headings == [
        ("h1", "Hvad der er ændret fra version 1 til version 2"),
        ("h2", "1 [indsat: Bolig slut]"),
        ("h2", "2 Byen"), ("h3", "Fremover"), ("h2", "3 Trafik"), ("h3", "Fremover"),
    ]  # fmt: skip


async def test_a_word_that_is_no_kind_and_a_page_that_is_none_show_what_there_is(
    first: StoredDraft, client: httpx2.AsyncClient
) -> None:
    await publish(first, SECOND)
    for query in ("?kind=%3Cb%3E", "?page=0", "?page=99", "?page=-1", "?page=x", "?layout=rows"):
        assert len(kinds(await read(client, CHANGES + query))) == 5
    assert "Der er intet at vise" in words(await read(client, CHANGES + "?kind=moved"))


async def test_many_changes_stand_on_several_pages(
    first: StoredDraft, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_list, "PER_PAGE", 2)
    await publish(first, SECOND)
    found: list[str] = []
    path: str | None = CHANGES
    pages = 0
    while path:
        page = await read(client, path)
        found += kinds(page)
        pages += 1
        following = page.xpath("//a[@rel='next']/@href")
        path = following[0] if following else None
    assert pages == 3
    assert found == kinds_of_all()
