"""A request whose headers do not end is cut off; an ordinary one, and a long body, are not."""

from __future__ import annotations

import socket

from consult.commands.http_protocol import MOST_HEAD_BYTES
from tests.support.server import Server


def talk(server: Server, sent: bytes, *, more: bytes = b"", times: int = 0) -> bytes:
    """What the server answers; b"" where it closed the connection."""
    host, _, port = server.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        try:
            connection.sendall(sent)
            for _ in range(times):
                connection.sendall(more)
            return connection.recv(65_536)
        except (BrokenPipeError, ConnectionResetError):
            return b""


def test_headers_that_do_not_end_are_cut_off(server: Server) -> None:
    chunk = b"a" * 65_536
    start = b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: "
    assert talk(server, start, more=chunk, times=4 * MOST_HEAD_BYTES // len(chunk)) == b""
    lines = b"".join(b"X-%d: %s\r\n" % (n, b"b" * 900) for n in range(64))
    assert talk(server, b"GET / HTTP/1.1\r\nHost: x\r\n", more=lines, times=8) == b""


def test_ordinary_requests_and_long_bodies_are_answered(server: Server) -> None:
    ask = b"GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 8_000 + b"\r\n\r\n"
    assert talk(server, ask * 2).startswith(b"HTTP/1.1 200")
    body = b"email=" + b"a" * (3 * MOST_HEAD_BYTES)
    head = (
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(body)
    )
    assert talk(server, head + body).startswith(b"HTTP/1.1 4"), (
        "too long an address, said on a page"
    )
