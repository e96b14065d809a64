"""Who is asking, as far as the network says: for rate limits only, never stored as it is."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

IPV6_HOUSEHOLD = 64


def network_of(request: Request, *, trusted_proxy: bool) -> str:
    """The address, or for IPv6 its /64, that the request came from; "" when unknown.

    X-Forwarded-For is believed only behind a proxy the operator vouches for, and then its last entry,
    the one that proxy wrote itself.
    """
    host = request.client.host if request.client else ""
    if trusted_proxy and request.headers.get("x-forwarded-for"):
        host = request.headers["x-forwarded-for"].split(",")[-1].strip()
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_HOUSEHOLD), strict=False))
    return str(address)
