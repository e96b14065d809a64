"""Feeds tell what happened to consultations, kept as pages are, and nothing before it is public."""

from __future__ import annotations

from xml.etree import ElementTree

import httpx2
import pytest

from consult.answers.editions.publishing import take_back
from consult.consultations.consultation import Consultation
from consult.consultations.extension import Extension
from consult.consultations.party import ConsultedParty
from consult.consultations.suspension import Suspension
from consult.documents.document import Version
from tests.answers.editions.ready import Answered, answered, publish, published
from tests.answers.scene import BY
from tests.support.factories import DAY, NOW, consultations
from tests.support.queries import queries

pytestmark = pytest.mark.usefixtures("stopped_clock")

ATOM = {"a": "http://www.w3.org/2005/Atom"}


async def read(client: httpx2.AsyncClient, address: str) -> ElementTree.Element:
    answer = await client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


async def titles(client: httpx2.AsyncClient, address: str) -> list[str]:
    feed = await read(client, address)
    return [each.text or "" for each in feed.findall("a:entry/a:title", ATOM)]


async def test_everything_that_happened_is_told_the_newest_first(
    client: httpx2.AsyncClient,
) -> None:
    made = await published()
    of = made.consultation
    await Consultation.filter(id=of.id).update(
        announced_at=NOW - 30 * DAY, opens_at=NOW - 20 * DAY, closes_at=NOW - DAY
    )
    await Version.filter(id=made.hearing.draft.version.id).update(published_at=NOW - 30 * DAY)
    party = await ConsultedParty.create(consultation=of, name="Hemmelig Part", kind="organisation")
    for given, until in ((None, NOW - DAY), (party, NOW - DAY / 2)):
        await Extension.create(
            consultation=of, party=given, until=until, reason="Ferien.", decided_at=NOW - 5 * DAY, decided_by=BY,
        )  # fmt: skip
    await Suspension.create(
        consultation=of, is_final=False, reason="En fejl i bilaget.", decided_by=BY,
        decided_at=NOW - 9 * DAY, resumed_by=BY, resumed_at=NOW - 8 * DAY,
    )  # fmt: skip
    await Version.create(
        document_id=made.hearing.draft.version.document_id, number=2, created_at=NOW, published_at=NOW - 4 * DAY
    )  # fmt: skip
    await Version.create(
        document_id=made.hearing.draft.version.document_id, number=3, created_at=NOW
    )
    await take_back(of, 1, reason="Et svar var forkert.", by=BY, now=NOW)
    told = await titles(client, made.address("/feed.atom"))
    assert [each.partition(" til ")[0] for each in told] == [
        "Udgave 1 af svarene er trukket tilbage",
        "Udvalgene har svaret (udgave 1)",
        "Version 2 af teksten er offentliggjort",
        "Fristen er forlænget",
        "Høringen går videre",
        "Høringen er sat i bero",
        "Høringen er åben",
        told[-1].partition(" til ")[0],
    ]
    page = (await client.get(made.address("/feed.atom"))).text
    for public in ("Ferien.", "En fejl i bilaget.", "Et svar var forkert."):
        assert public in page
    assert "Hemmelig Part" not in page


async def test_the_feed_of_all_names_each_consultation(client: httpx2.AsyncClient) -> None:
    made = await published()
    secret = await consultations.consultation(title="Ikke annonceret", announced_at=None)
    later = await consultations.consultation(title="Annonceres i morgen", announced_at=NOW + DAY)
    told = await titles(client, "/feed.atom")
    assert f"{made.consultation.title}: Udvalgene har svaret (udgave 1)" in told
    assert not any(secret.title in each or later.title in each for each in told)
    for hidden in (secret, later):
        gone = await client.get(f"/consultations/{hidden.slug}/feed.atom")
        assert gone.status_code == 404
    ids = [each.text for each in (await read(client, "/feed.atom")).findall("a:entry/a:id", ATOM)]
    assert len(ids) == len(set(ids)) > 2


async def test_answers_are_not_told_before_their_moment_or_when_called_off(
    client: httpx2.AsyncClient,
) -> None:
    made = await answered()
    before = await client.get(made.address("/feed.atom"))
    await publish(made, at=NOW + DAY)
    assert (await client.get(made.address("/feed.atom"))).content == before.content
    await take_back(made.consultation, 1, reason="", by=BY, now=NOW)
    assert (await client.get(made.address("/feed.atom"))).content == before.content


async def test_a_feed_is_kept_until_something_happens(client: httpx2.AsyncClient) -> None:
    made = await answered()
    for address in ("/feed.atom", made.address("/feed.atom")):
        await client.get(address)
        with queries() as statements:
            await client.get(address)
        assert len(statements) == 0
    await publish(made)
    for address in ("/feed.atom", made.address("/feed.atom")):
        assert "udgave 1" in (await client.get(address)).text


async def test_many_consultations_cost_no_more_queries(client: httpx2.AsyncClient) -> None:
    await published()
    with queries() as few:
        await client.get("/feed.atom?1")
    for _ in range(5):
        await consultations.consultation()
    with queries() as many:
        await client.get("/feed.atom?2")
    assert len(many) == len(few)


async def test_a_title_with_signs_of_its_own_is_still_a_feed(client: httpx2.AsyncClient) -> None:
    title = "Træer & <b>buske</b> ]]> \"af\" 'byen'"
    made = await consultations.consultation(title=title)
    feed = await read(client, f"/consultations/{made.slug}/feed.atom")
    assert feed.findtext("a:title", namespaces=ATOM) == title


@pytest.mark.parametrize("page", ["", "/outcome", "/points/1"])
async def test_pages_name_their_feed_their_address_and_what_they_are_about(
    client: httpx2.AsyncClient, page: str
) -> None:
    made: Answered = await published()
    html = (await client.get(made.address(page))).text
    assert f'rel="alternate" type="application/atom+xml" title="{made.consultation.title}"' in html
    assert f'{made.address(page)}"' in html.partition('rel="canonical" href="')[2][:200]
    for name in ('name="description"', 'property="og:title"', 'property="og:description"'):
        content = html.partition(f'{name} content="')[2].partition('"')[0]
        assert content
        assert "<" not in content
