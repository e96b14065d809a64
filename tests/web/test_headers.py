"""What every answer says about how it is to be reached again."""

from __future__ import annotations

from dataclasses import replace

import httpx2
import pytest

from consult.settings import Settings
from tests.support.visitors import site, visitor

HTTPS = "https://hoering.fjordby.example"


@pytest.mark.parametrize(
    ("base_url", "subdomains", "says"),
    [
        ("http://127.0.0.1:8000", True, None),
        (HTTPS, False, "max-age=31536000"),
        (HTTPS, True, "max-age=31536000; includeSubDomains"),
    ],
)
async def test_other_sites_below_this_one_are_bound_to_https_only_where_that_is_said(
    db: Settings, base_url: str, subdomains: bool, says: str | None
) -> None:
    chosen = replace(db, base_url=base_url, hsts_subdomains=subdomains)
    async with site(chosen) as app, visitor(app, chosen) as someone:
        answer: httpx2.Response = await someone.get("/sign-in")
    assert answer.headers.get("strict-transport-security") == says
