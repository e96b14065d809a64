"""Which network a request comes from, whatever wrote its address."""

from __future__ import annotations

import httpx2
import pytest
from starlette.requests import Request

from consult import heartbeat
from consult.web import client as web_client
from consult.web.client import NOTED_EVERY_SECONDS, is_forwarded_unbelieved, network_of


def request(host: str | None, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", each.encode()) for each in forwarded]
    client = (host, 1) if host is not None else None
    return Request({"type": "http", "headers": headers, "client": client})


@pytest.mark.parametrize(
    ("written", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51234", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("[::ffff:192.0.2.7]:443", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unknown", ""),
        ("192.0.2.700", ""),
        ("1" * 10_000, ""),
    ],
)
def test_an_address_is_the_same_however_it_is_written(written: str, network: str) -> None:
    assert network_of(request("10.0.0.1", written), trusted_proxy=True) == (network or "")
    assert network_of(request(written), trusted_proxy=False) == network


def test_two_neighbours_written_as_ipv6_are_two() -> None:
    networks = {network_of(request(f"::ffff:192.0.2.{n}"), trusted_proxy=False) for n in (1, 2)}
    assert len(networks) == 2


def test_only_what_the_proxy_itself_wrote_is_believed() -> None:
    forged = request("10.0.0.1", "203.0.113.9, 192.0.2.7")
    assert network_of(forged, trusted_proxy=True) == "192.0.2.7"
    assert (
        network_of(request("10.0.0.1", "203.0.113.9", "192.0.2.7"), trusted_proxy=True)
        == "192.0.2.7"
    )
    assert network_of(forged, trusted_proxy=False) == "10.0.0.1"


def test_a_proxy_that_nobody_vouches_for_is_noticed() -> None:
    assert is_forwarded_unbelieved(request("10.0.0.1", "192.0.2.7"), trusted_proxy=False)
    assert not is_forwarded_unbelieved(request("10.0.0.1", "192.0.2.7"), trusted_proxy=True)
    assert not is_forwarded_unbelieved(request("10.0.0.1"), trusted_proxy=False)


async def test_a_proxy_that_is_not_believed_is_noted_once_for_the_operator(
    client: httpx2.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(web_client, "_noted_at", -NOTED_EVERY_SECONDS)
    assert await heartbeat.last_beat(heartbeat.UNBELIEVED_PROXY) is None
    for _ in range(2):
        await client.post(
            "/sign-in",
            data={"email": "kim@fjordby.example"},
            headers={"x-forwarded-for": "192.0.2.7"},
        )
    assert await heartbeat.last_beat(heartbeat.UNBELIEVED_PROXY) is not None
    assert caplog.text.count("CONSULT_TRUSTED_PROXY") == 1
    assert "192.0.2.7" not in caplog.text
