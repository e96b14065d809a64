"""A version that an edition brings: public at the edition's own moment, on every page at once, and nowhere before."""

from __future__ import annotations

import httpx2
import pytest

from consult import clock
from consult.answers.editions.edition import Edition
from consult.answers.editions.publishing import EditionIntent, publish_edition, take_back
from consult.answers.editions.readiness import ready_version
from consult.consultations.consultation import Consultation
from consult.documents.current_version import current_version
from consult.documents.document import Document, Version
from consult.documents.versions.next_version import StillInPreparation, discard_version
from consult.documents.versions.version_note import describe_version
from consult.people.role import Role
from consult.settings import Settings
from consult.stale_state import StaleState
from tests.answers.editions.changing import say, second_version
from tests.answers.editions.ready import Answered, answered, intent_of
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW, people
from tests.support.factories.versions import follow

pytestmark = pytest.mark.usefixtures("stopped_clock")

WORDS = "ti bænke i parken ved åen."
LATER = NOW + DAY
PAGES = (
    *("", "/versions", "/contents", "/text", "/sections/2", "/remarks", "/remarks/1.1"),
    *("/sections/2/since/1", "/versions/1/sections/2", "/calendar.ics"),
)
NEW_PAGES = ("/versions/2", "/versions/2/sections/2", "/versions/2/changes/1", "/versions/2/text")


async def scheduled() -> tuple[Answered, Version]:
    made = await answered()
    version = await second_version(made)
    await say(made, version)
    intent = await intent_of(made, LATER)
    intent = EditionIntent(intent.number, intent.checksum, LATER, version=2)
    await publish_edition(made.consultation, intent, by=BY, now=NOW)
    return made, version


def at_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    monkeypatch.setattr("consult.web.page_cache_middleware.time.time", LATER.timestamp)


async def test_before_it_no_page_has_it_and_at_it_every_page(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _version = await scheduled()
    search = made.address("/search?q=drikkevand")
    api = f"/api/v1{made.address()}"
    for page in (
        *map(made.address, PAGES),
        "/",
        search,
        api,
        f"{api}/sections",
        f"{api}/sections/2",
    ):
        answer = await client.get(page)
        if answer.status_code == 200:
            assert "ti bænke i parken ved åen." not in answer.text.replace("Sæt bænke", ""), page
            assert "og skygge" not in answer.text, page
            assert "version 2" not in answer.text.lower(), page
            assert made.address("/points") not in answer.text, page
    for page in map(made.address, (*NEW_PAGES, "/outcome", "/points/1")):
        assert (await client.get(page)).status_code == 404, page
    at_the_moment(monkeypatch)
    for page in map(made.address, (*NEW_PAGES, "/outcome", "/points/1")):
        assert (await client.get(page)).status_code == 200, page
    for page in ("/sections/2", "/text", "/points/1", "/remarks/1.1", "/outcome"):
        assert WORDS in (await client.get(made.address(page))).text, page
    assert "og skygge" in (await client.get(search)).text
    assert (await client.get(api)).json()["version"] == 2


async def test_a_later_edition_brings_its_version_too(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await answered()
    intent = await intent_of(made)
    await publish_edition(made.consultation, intent, by=BY, now=NOW)
    version = await second_version(made)
    await say(made, version)
    intent = await intent_of(made, LATER)
    intent = EditionIntent(intent.number, intent.checksum, LATER, version=2)
    await publish_edition(made.consultation, intent, by=BY, now=NOW)
    for page in ("/text", "/sections/2", "/outcome", "/contents"):
        assert "drikkevand" not in (await client.get(made.address(page))).text, page
    at_the_moment(monkeypatch)
    assert WORDS in (await client.get(made.address("/sections/2"))).text
    assert WORDS in (await client.get(made.address("/outcome"))).text


async def test_now_is_now(client: httpx2.AsyncClient) -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version)
    intent = await intent_of(made)
    intent = EditionIntent(intent.number, intent.checksum, version=2)
    edition = await publish_edition(made.consultation, intent, by=BY, now=NOW)
    await version.refresh_from_db()
    assert (version.published_at, version.waits_until) == (edition.publish_at, None)
    assert WORDS in (await client.get(made.address("/points/1"))).text


async def test_without_being_asked_for_it_stays_in_preparation(client: httpx2.AsyncClient) -> None:
    made = await answered()
    version = await second_version(made)
    await publish_edition(made.consultation, await intent_of(made), by=BY, now=NOW)
    await version.refresh_from_db()
    assert version.published_at is None
    assert (await Edition.get()).version_id is None


async def test_called_off_it_is_in_preparation_again(db: Settings) -> None:
    made, version = await scheduled()
    await take_back(made.consultation, 1, reason="", by=BY, now=NOW)
    await version.refresh_from_db()
    assert (version.published_at, version.waits_until) == (None, None)
    assert (await Consultation.get(id=made.consultation.id)).text_at is None
    assert (await ready_version(made.consultation)) is not None


async def test_taken_back_later_the_text_stays(
    db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, version = await scheduled()
    at_the_moment(monkeypatch)
    await take_back(made.consultation, 1, reason="Fejl.", by=BY, now=LATER)
    current = await current_version(made.consultation.id)
    assert current is not None
    assert current.id == version.id


async def test_a_version_that_waits_is_frozen(db: Settings) -> None:
    made, version = await scheduled()
    with pytest.raises(StaleState):
        await discard_version(version, by=BY, now=NOW)
    with pytest.raises(StaleState):
        await describe_version(version, title="Nyt", note="", by=BY, now=NOW)
    with pytest.raises(StillInPreparation):
        await follow(made.hearing.draft)
    assert (await Document.get(id=version.document_id)).title


@pytest.mark.parametrize("number", [1, 3])
async def test_another_version_than_was_seen(db: Settings, number: int) -> None:
    made = await answered()
    await second_version(made)
    intent = await intent_of(made)
    intent = EditionIntent(intent.number, intent.checksum, version=number)
    with pytest.raises(StaleState):
        await publish_edition(made.consultation, intent, by=BY, now=NOW)
    assert await Edition.all().count() == 0


async def test_an_unapproved_text_is_not_offered(db: Settings) -> None:
    made = await answered()
    await second_version(made, is_approved=False)
    assert await ready_version(made.consultation) is None


async def test_by_the_pages(client: httpx2.AsyncClient, db: Settings) -> None:
    made = await answered()
    version = await second_version(made)
    await say(made, version)
    await people.sign_in(client, await people.account(Role.LEAD), db)
    staff = f"/staff/consultations/{made.consultation.slug}/answers"
    assert 'name="version" value="2"' in (await client.get(staff)).text
    for preview in ("/preview", "/preview/points/1"):
        page = (await client.get(f"{staff}{preview}")).text
        assert WORDS in page
        assert f'href="{staff}/changes/2#change-' in page
    intent = await intent_of(made)
    sent = {
        "number": "1", "checksum": intent.checksum, "when": "now", "sure": "yes", "version": "2",
    }  # fmt: skip
    assert (await client.post(staff, data=sent)).status_code == 303
    assert "Version 2" in (await client.get(f"{staff}/editions/1")).text
    await version.refresh_from_db()
    assert version.published_at == NOW
