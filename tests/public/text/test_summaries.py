"""A section in short, in the language of its reader: at its top, of its present words, public only with them."""

from __future__ import annotations

import httpx2
import pytest

from consult.audit import Actor
from consult.documents.publication import publish_version
from consult.documents.translations.source_units import words_of
from consult.documents.translations.summary_edits import summarise_section
from consult.documents.translations.translation import Made
from consult.settings import Settings
from tests.public.text.arabic import AREA, QUAY
from tests.support.factories import NOW, versions, words
from tests.support.factories.documents import Draft
from tests.support.queries import queries
from tests.support.reading import read

pytestmark = pytest.mark.anyio


async def test_a_section_in_short_stands_at_its_top_in_the_readers_language(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    await words.summarised(draft, "2", "da", "Om kajen.\n\nDen er åben.")
    await words.summarised(draft, "2", "ar", "عن الرصيف.")
    await words.summarised(draft, "1", "da", "Om vandet.")
    box = (await read(client, AREA)).find_class("in-short")
    assert [each.text for each in box[0].findall(".//div/p")] == ["Om kajen.", "Den er åben."]
    assert len(box) == 1
    box = (await read(client, "/ar" + AREA)).find_class("in-short")[0]
    assert (box.find("div").get("lang"), box.find("div").get("dir")) == ("ar", "rtl")
    # Who reads English gets the consultation's own, marked as such.
    box = (await read(client, "/en" + AREA)).find_class("in-short")[0]
    assert "Only in Danish" in box.text_content()
    assert box.find("div").get("lang") == "da"


async def test_a_summary_of_words_that_have_changed_says_so(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    made = await versions.followed()
    await words.summarised(made.first, "2", "da", "Om trafik.")
    base = f"/consultations/{made.first.consultation.slug}/sections"
    before = (await read(client, "/en" + base + "/2")).find_class("in-short")[0].text_content()
    assert "has been changed since" not in before
    await made.approve_and_publish()
    after = (await read(client, "/en" + base + "/3")).find_class("in-short")[0].text_content()
    assert "Om trafik." in after
    assert "The text has been changed since this was written." in after


async def test_a_summary_of_a_version_in_preparation_is_seen_nowhere(
    draft: Draft, client: httpx2.AsyncClient
) -> None:
    made = await versions.followed()
    await words.summarised(made.first, "2", "da", "Om trafik.")
    await made.approve()
    written = {each.section.key: each for each in await words_of(made.second)}["3"]
    await summarise_section(
        made.second, written.section.identity_id, "da", "Hemmeligt nyt om trafik.",
        made=Made.PERSON, digest=written.digest, lock_version=0, by=Actor("account:1"), now=NOW,
    )  # fmt: skip
    base = f"/consultations/{made.first.consultation.slug}/sections"
    text = (await client.get(base + "/2")).text
    assert "Om trafik." in text
    assert "Hemmeligt" not in text
    await publish_version(made.second, by=Actor("account:1"), now=NOW)
    assert "Hemmeligt" in (await client.get(base + "/3")).text


async def test_without_such_words_nobody_asks_the_database_and_with_them_twice(
    draft: Draft, client: httpx2.AsyncClient, db: Settings
) -> None:
    async def asked(path: str) -> int:
        with queries() as sent:
            assert (await client.get(path)).status_code == 200
        assert sum("translation" in each and "SELECT" in each for each in sent.all) <= 2
        return len(sent)

    plain = await asked("/ar" + AREA + "?fresh=1")
    assert plain == await asked(AREA + "?fresh=1")
    await words.translated(draft, "ar", p2_1=QUAY)
    await words.summarised(draft, "2", "ar", "عن الرصيف.")
    assert await asked("/ar" + AREA + "?fresh=2") == plain + 2
    await words.translated(draft, "ar", p2_2="ب", p1_1="ت", s1="ث")
    await words.translated(draft, "en", p2_2="b", p1_1="t", s1="c")
    assert await asked("/ar" + AREA + "?fresh=3") == plain + 2
