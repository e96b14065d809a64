"""Words of a translation are found like those of the original, once they are public."""

from __future__ import annotations

import httpx2
import pytest

from consult.audit import Actor
from consult.documents.translations.translation import Made
from consult.documents.translations.translation_edits import NewTranslation, translate
from tests.public.text.arabic import AREA
from tests.support.factories import NOW, versions, words
from tests.support.factories.documents import Draft
from tests.support.reading import read

pytestmark = pytest.mark.anyio


async def test_words_of_a_translation_are_found_and_lead_to_it(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    page = await read(client, "/ar/consultations/havneplan/search?q=كثيرون")
    assert [each.text for each in page.iter("mark")] == ["كثيرون"]
    assert f"/ar{AREA}#p-2-1" in page.xpath("//a/@href"), "there the translation is shown by itself"
    page = await read(client, "/consultations/havneplan/search?q=كثيرون")
    assert f"{AREA}?text=ar#p-2-1" in page.xpath("//a/@href")
    # Who found Danish words is led to the Danish words.
    page = await read(client, "/ar/consultations/havneplan/search?q=kajen")
    assert f"/ar{AREA}?text=da#p-2-1" in page.xpath("//a/@href")
    # The other consultation's translation of the same words is found where all are searched.
    assert "ترجمة أخرى" not in (await client.get("/consultations/havneplan/search?q=أخرى")).text
    assert "en-anden" in (await client.get("/search?q=أخرى")).text


async def test_what_was_found_stands_under_the_heading_its_reader_reads(
    arabic: Draft, client: httpx2.AsyncClient
) -> None:
    await words.translated(arabic, "ar", s2_1="الوضع اليوم")
    await words.translated(arabic, "uk", p2_1="Причал.", s2_1="Сьогодні")

    async def headings(path: str) -> list[tuple[str, str]]:
        page = await read(client, path)
        places = page.xpath("//*[@class='hits__place']//*[@lang]")
        return [(each.get("lang"), each.text_content()) for each in places]

    assert await headings("/ar/consultations/havneplan/search?q=kajen") == [
        ("ar", "الوضع اليوم"), ("ar", "الوضع اليوم"),
    ]  # fmt: skip
    assert (await headings("/consultations/havneplan/search?q=Причал"))[0] == ("uk", "Сьогодні")
    assert (await headings("/consultations/havneplan/search?q=kajen"))[0] == (
        "da", "Situationen i dag",
    )  # fmt: skip
    assert (await headings("/ar/consultations/havneplan/search?q=broer"))[0][0] == "ar"
    assert (await headings("/en/consultations/havneplan/search?q=broer"))[0][0] == "da"


async def test_words_that_only_a_version_in_preparation_has_are_not_found(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    async def hits(path: str) -> str:
        return str((await read(client, f"{path}?q=سرّي")).xpath("string(//main//ol)"))

    made = await versions.followed()
    secret = NewTranslation(versions.TENANTS, "سرّي", Made.PERSON, 0)
    await translate(made.first.document, "ar", [secret], by=Actor("account:1"), now=NOW)
    address = f"/consultations/{made.first.consultation.slug}/search"
    assert await hits(address) == await hits("/search") == ""
    await made.approve_and_publish()
    assert "سرّي" in await hits(address)
