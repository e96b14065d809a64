"""Who is asking, as far as the network says: for rate limits only, never stored as it is."""

from __future__ import annotations

import logging
import re
import time
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import Request

from consult import clock, heartbeat

log = logging.getLogger("consult.web")

IPV6_HOUSEHOLD = 64
NOTED_EVERY_SECONDS = 600.0
# "192.0.2.1:443", "[2001:db8::1]:443", "fe80::1%eth0": what proxies write round an address.
_ADDRESS = re.compile(
    r"\[?(?P<address>(?:\d+(?:\.\d+){3}|[0-9A-Fa-f:.]+))(?:%\w+)?\]?(?::\d{1,5})?"
)


def network_of(request: Request, *, trusted_proxy: bool) -> str:
    """The address, or for IPv6 its /64, that the request came from; "" when unknown.

    X-Forwarded-For is believed only behind a proxy the operator vouches for, and then its last entry,
    the one that proxy wrote itself.
    """
    host = request.client.host if request.client else ""
    forwarded = request.headers.getlist("x-forwarded-for")
    if trusted_proxy and forwarded:
        host = forwarded[-1].split(",")[-1]
    address = _address(host.strip())
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_HOUSEHOLD), strict=False))
    return str(address or "")


async def counted_network(request: Request) -> str:
    """The network as rate limits count it, see ``network_of``. Notes for the operator, at most every ten minutes,
    that a proxy asks for others without being believed."""
    trusted_proxy = request.app.state.settings.trusted_proxy
    if is_forwarded_unbelieved(request, trusted_proxy=trusted_proxy) and _is_time_to_note():
        log.warning(
            "X-Forwarded-For arrives and is not believed: is CONSULT_TRUSTED_PROXY missing?"
        )
        await heartbeat.beat(heartbeat.UNBELIEVED_PROXY, clock.now())
    return network_of(request, trusted_proxy=trusted_proxy)


_noted_at = -NOTED_EVERY_SECONDS


def _is_time_to_note() -> bool:
    global _noted_at
    if time.monotonic() - _noted_at < NOTED_EVERY_SECONDS:
        return False
    _noted_at = time.monotonic()
    return True


def is_forwarded_unbelieved(request: Request, *, trusted_proxy: bool) -> bool:
    """Whether a proxy says for whom it asks and nobody told us to believe it: everybody behind it is then one
    visitor to the rate limits."""
    return not trusted_proxy and "x-forwarded-for" in request.headers


def _address(written: str) -> IPv4Address | IPv6Address | None:
    """The address without port and zone; an IPv4 address that is written as IPv6 is itself."""
    match = _ADDRESS.fullmatch(written)
    try:
        address = ip_address(match["address"]) if match else None
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
