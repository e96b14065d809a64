"""``consult serve``: the site, with the worker as a child, on an address it is safe to serve on."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import socket
import sys
from types import FrameType
from typing import NoReturn

from consult import clock, logs, settings
from consult.commands.demo_links import DemoLink, demo_links
from consult.commands.installation import (
    opened,
    refuse_missing,
    refuse_unbuilt,
    warn_outdated,
)
from consult.commands.trouble import Trouble
from consult.commands.worker_process import worker_process
from consult.people.account import has_demo_accounts
from consult.settings import Settings, is_loopback


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C. Raises Trouble when it would not be safe, something was not built, or the port
    is taken."""
    refuse_unbuilt()
    refuse_missing(settings.load(may_make_key=False))
    base = os.environ.get("CONSULT_BASE_URL") or base_url(arguments.host, arguments.port)
    chosen = settings.load({**os.environ, "CONSULT_BASE_URL": base})
    links = asyncio.run(_prepare(chosen, arguments.host))
    with _listening(arguments.host, arguments.port) as listener:
        _announce(chosen, links)
        # The server's processes and the worker read their settings from here.
        os.environ["CONSULT_BASE_URL"] = base
        _serve(arguments, listener)
    return 0


def base_url(host: str, port: int) -> str:
    """The address in links when the operator has named none."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _prepare(chosen: Settings, host: str) -> list[DemoLink]:
    async with opened(chosen):
        refuse_what_is_unsafe(chosen, host, has_demo=await has_demo_accounts())
        return await demo_links(chosen, clock.now())


def refuse_what_is_unsafe(chosen: Settings, host: str, *, has_demo: bool) -> None:
    """Raises Trouble when secrets would travel in the open, or strangers could sign in."""
    is_local = is_loopback(chosen.base_host) and is_loopback(host)
    if has_demo and not is_local:
        raise Trouble(
            "This database has demo accounts that anybody could use: "
            "serve it on 127.0.0.1, or start with an empty database."
        )
    if not chosen.is_https and not is_loopback(chosen.base_host):
        raise Trouble(
            f"{chosen.base_url} would send sign-ins and texts unprotected: set CONSULT_BASE_URL "
            "to the https address people use (the proxy before us speaks TLS)."
        )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Trouble(
            f"Cannot serve on {host} port {port} ({error.strerror}): choose another with --port."
        ) from error
    return listener


def _announce(chosen: Settings, links: list[DemoLink]) -> None:
    print(f"Consult is served on {chosen.base_url}", flush=True)
    if links:
        print("\nSign in as (for this machine only; open the link and press the button):")
        role, email = (max(len(text) for text in column) for column in _columns(links))
        for link in links:
            print(f"  {link.role:{role}}  {link.email:{email}}  {link.address}")
        print("\nStop with Ctrl-C.", flush=True)


def _columns(links: list[DemoLink]) -> tuple[list[str], list[str]]:
    return [link.role for link in links], [link.email for link in links]


def _serve(arguments: argparse.Namespace, listener: socket.socket) -> None:
    from uvicorn import Config, Server
    from uvicorn.supervisors import Multiprocess

    from consult.commands.http_protocol import BoundedHeads

    logs.configure()
    warn_outdated()
    signal.signal(signal.SIGTERM, _stop)
    config = Config(
        "consult.commands.served:create_app",
        factory=True,
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        http=BoundedHeads,
        workers=arguments.workers,
        log_config=logs.CONFIG,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # believed only where CONSULT_TRUSTED_PROXY says so, by ourselves
        timeout_graceful_shutdown=10,
    )
    with worker_process(wanted=not arguments.no_worker):
        try:
            if arguments.workers > 1:
                Multiprocess(config, sockets=[listener]).run()
            else:
                Server(config).run([listener])
        except KeyboardInterrupt:
            pass


def _stop(sign: int, frame: FrameType | None) -> NoReturn:
    """The server ends itself, then raises the signal again: leave as from any other end of the work."""
    raise SystemExit(0)
