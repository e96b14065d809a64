"""Whether a request comes from our own pages, told from what a browser says of it."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from consult.web.csrf import is_forged

SITE = "https://hoering.example"
DEV = "http://127.0.0.1:8000"


@pytest.mark.parametrize("says", ["origin", "referer"])
@pytest.mark.parametrize(
    "base, source, forged",
    [
        (SITE, "https://hoering.example", False),
        (SITE, "https://HOERING.example:443", False),
        (f"{SITE}:443", "https://hoering.example", False),
        (DEV, "http://127.0.0.1:8000", False),
        (SITE, "http://hoering.example", True),
        (SITE, "https://hoering.example:8443", True),
        (SITE, "https://hoering.example.evil.example", True),
        (SITE, "https://hoering.example@evil.example", True),
        (DEV, "http://127.0.0.1", True),
        (DEV, "http://127.0.0.1:8001", True),
        (DEV, "http://127.0.0.1:99999", True),
        (DEV, "null", True),
    ],
)
def test_origin_or_referer_must_name_our_host_and_port(
    base: str, source: str, forged: bool, says: str
) -> None:
    """Behind a proxy that gives its own name as Host, and for browsers that send no Sec-Fetch-Site."""
    headers = Headers({says: source, "host": "inside:9000", "cookie": "receipt-1=x"})
    assert is_forged(headers, base) is forged


@pytest.mark.parametrize(
    "host, source, forged",
    [
        ("localhost:8000", "http://localhost:8000", False),
        ("localhost", "http://localhost:80", False),
        ("localhost", "http://localhost:8000", True),
        ("", "null", True),
        ("[::1]:8000", "http://[::1]:8000", False),
    ],
)
def test_or_the_host_that_was_asked(host: str, source: str, forged: bool) -> None:
    assert is_forged(Headers({"origin": source, "host": host}), DEV) is forged


@pytest.mark.parametrize(
    "site, forged",
    [("same-origin", False), ("none", False), ("same-site", True), ("cross-site", True)],
)
def test_what_the_browser_says_of_itself_goes_first(site: str, forged: bool) -> None:
    headers = Headers({"sec-fetch-site": site, "origin": DEV, "host": "127.0.0.1:8000"})
    assert is_forged(headers, DEV) is forged


def test_without_any_of_them_a_cookie_is_not_believed() -> None:
    assert is_forged(Headers({"host": "127.0.0.1:8000", "cookie": "session=x"}), DEV)
    assert not is_forged(Headers({"host": "127.0.0.1:8000"}), DEV)
