"""Search engines are told where to stay away, and of the pages that everybody may open, and of no other."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.answers.editions.ready import answered, publish
from tests.support.factories import DAY, NOW, consultations

pytestmark = pytest.mark.usefixtures("stopped_clock")


async def addresses(client: httpx2.AsyncClient, page: str) -> list[str]:
    answer = await client.get(page)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/xml")
    return [urlsplit(each).path for each in re.findall(r"<loc>([^<]+)</loc>", answer.text)]


async def test_robots_are_kept_from_the_staffs_pages_in_every_language(
    client: httpx2.AsyncClient,
) -> None:
    told = (await client.get("/robots.txt")).text
    for path in ("/staff", "/en/staff", "/ar/staff", "/search"):
        assert f"Disallow: {path}\n" in told
    assert re.search(r"^Sitemap: https?://\S+/sitemap.xml$", told, re.MULTILINE)


async def test_every_address_that_is_named_opens(client: httpx2.AsyncClient) -> None:
    made = await answered()
    await consultations.consultation(announced_at=None)
    await consultations.consultation(announced_at=NOW + DAY)
    await publish(made)
    maps = await addresses(client, "/sitemap.xml")
    assert made.address("/sitemap.xml") in maps
    assert len(maps) == 3  # the site's own pages, this hearing, and the one beside it
    pages = [each for part in maps for each in await addresses(client, part)]
    assert "/" in pages
    assert made.address("/points/1") in pages
    for page in pages:
        assert (await client.get(page)).status_code == 200, page


async def test_the_answers_are_not_named_before_they_are_public(
    client: httpx2.AsyncClient,
) -> None:
    made = await answered()
    await publish(made, at=NOW + DAY)
    named = await addresses(client, made.address("/sitemap.xml"))
    assert not [each for each in named if "outcome" in each or "points" in each]


async def test_nobody_is_told_of_a_consultation_that_is_not_announced(
    client: httpx2.AsyncClient,
) -> None:
    secret = await consultations.consultation(announced_at=None)
    assert secret.slug not in (await client.get("/sitemap.xml")).text
    assert (await client.get(f"/consultations/{secret.slug}/sitemap.xml")).status_code == 404
