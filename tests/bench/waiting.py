"""How long somebody else waits while a stranger sends the largest response that may be sent, made up to be dear to screen.

Each database in a process of its own: models keep the SQL of the first one they meet.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import re
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import count
from multiprocessing.sharedctypes import Synchronized

import httpx2

from consult import database
from consult.responses.submission import MAX_TEXT, MAX_TOTAL
from consult.settings import Settings
from consult.tokens import new_token
from tests.bench.inside import a_comment
from tests.bench.installation import SLUG, comment_address, sample_installation
from tests.bench.rows import row
from tests.bench.servers import serving
from tests.support import postgres
from tests.support.databases import execute
from tests.support.ports import free_port

ENGINES = ("SQLite", "PostgreSQL")
# Searching is never kept.
FRESH_PAGE = "/search?q=bolig"
SECONDS = 6
PAUSE = 0.02
REMARKS = MAX_TOTAL // MAX_TEXT - 1
# What each rule has to look at longest, never the same twice: what was screened before is remembered.
DEAR = ("@", "12 ", "010190-", "vej 1, ", "a@b.", "+45 2", "1.a@")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
WHO = {"kind": "organisation", "organisation": "Bench Forening", "name": "Bench", "email": ""}
_numbers = count()


@dataclass(frozen=True)
class Wait:
    """The longest of many waits, in milliseconds: of a reader, and of whoever sends a small comment."""

    reader: float
    writer: float


def dear_text() -> str:
    """A text of the largest length, expensive to look through."""
    number = next(_numbers)
    unit = DEAR[number % len(DEAR)]
    return (f"{number} " + unit * (MAX_TEXT // len(unit)))[:MAX_TEXT]


def a_response() -> dict[str, object]:
    """The largest response by the API."""
    return {
        "respondent": {"kind": "citizen", "name": "Bench Borger"},
        "remarks": [
            {"anchor": {"type": "consultation"}, "text": dear_text(), "stance": "neutral"}
            for _ in range(REMARKS)
        ],
    }


async def send_by_program(client: httpx2.AsyncClient, slug: str) -> None:
    """One response, accepted. Raises AssertionError where it is not."""
    answer = await client.post(
        f"/api/v1/consultations/{slug}/responses",
        json=a_response(),
        headers={"Idempotency-Key": new_token()},
    )
    assert answer.status_code == 201, answer.text[:500]


async def look_at_preview(client: httpx2.AsyncClient, slug: str) -> None:
    """A draft begun, written in and looked at. Raises AssertionError where that is refused."""
    workspace = (await client.post(f"/consultations/{slug}/respond", data=WHO)).headers["location"]
    written = {f"remark-{n}-text": dear_text() for n in range(REMARKS)}
    anchors = {f"remark-{n}-anchor": "" for n in range(REMARKS)}
    anchors |= {f"remark-{n}-stance": "for" for n in range(REMARKS)}
    page = await client.get(workspace)
    form = {name: unescape(value) for name, value in HIDDEN.findall(page.text)}
    saved = await client.post(
        workspace, data={**form, **WHO, **written, **anchors, "step": "preview"}
    )
    assert saved.status_code == 303, saved.status_code
    preview = await client.get(saved.headers["location"])
    assert preview.status_code == 200, preview.status_code


WAYS = {"looked at": look_at_preview, "sent by program": send_by_program}


def measure(address: str, slug: str, page: str, form: str, way: str) -> tuple[Wait, Wait]:
    """The longest waits without a stranger, then beside one, SECONDS each."""
    alone = asyncio.run(_waits(address, page, form))
    with _stranger(address, slug, way) as sent:
        beside = asyncio.run(_waits(address, page, form))
        assert sent.value, "no stranger came through"
    return alone, beside


@contextlib.contextmanager
def _stranger(address: str, slug: str, way: str) -> Iterator[Synchronized[int]]:
    """Somebody who does it again and again, in a process of their own: what it costs them keeps nobody waiting."""
    processes = multiprocessing.get_context("spawn")
    sent = processes.Value("i", 0)
    process = processes.Process(target=_go_on, args=(address, slug, way, sent), daemon=True)
    process.start()
    try:
        while not sent.value and process.is_alive():
            time.sleep(0.1)
        yield sent
        assert process.is_alive(), "the stranger was refused"
    finally:
        process.terminate()
        process.join()


def _go_on(address: str, slug: str, way: str, sent: Synchronized[int]) -> None:
    async def run() -> None:
        async with _client(address) as client:
            while True:
                await WAYS[way](client, slug)
                sent.value += 1

    asyncio.run(run())


def _client(address: str) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(
        base_url=address, timeout=120, headers={"sec-fetch-site": "same-origin"}
    )


async def _waits(address: str, page: str, form: str) -> Wait:
    async with _client(address) as reading, _client(address) as writing:
        reader, writer = await asyncio.gather(
            _longest(lambda: reading.get(page), 200),
            _longest(lambda: writing.post(form, data=a_comment()), 303),
        )
    return Wait(reader, writer)


async def _longest(ask: Callable[[], Awaitable[httpx2.Response]], expected: int) -> float:
    longest, until = 0.0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        began = time.monotonic()
        answer = await ask()
        longest = max(longest, time.monotonic() - began)
        assert answer.status_code == expected, answer.status_code
        await asyncio.sleep(PAUSE)
    return 1000 * longest


def measure_engines() -> None:
    """A line for each way, for each who waits and for each database that is on this machine."""
    for engine in ENGINES:
        subprocess.run([sys.executable, "-m", "tests.bench.waiting", engine], check=True)


def _measure_engine(engine: str) -> None:
    with contextlib.ExitStack() as stack:
        port, database_url = free_port(), ""
        if engine == "PostgreSQL":
            if postgres.programs() is None:
                row("waits on PostgreSQL", "not measured: no server here")
                return
            cluster = stack.enter_context(postgres.cluster())
            execute(f"{cluster}/postgres", "CREATE DATABASE bench")
            database_url = f"{cluster}/bench"
        settings = stack.enter_context(sample_installation(port, database_url))
        form = asyncio.run(_form(settings))
        ours = stack.enter_context(serving("consult.commands.served:create_app", port))
        for way in WAYS:
            alone, beside = measure(ours.address, SLUG, FRESH_PAGE, form, way)
            for who in ("reader", "writer"):
                before, after = getattr(alone, who), getattr(beside, who)
                row(
                    f"{who}'s longest wait, largest {way}, {engine}",
                    f"{before:.0f} ms alone",
                    f"{after - before:+.0f} ms beside it",
                )


async def _form(settings: Settings) -> str:
    async with database.opened(settings):
        return await comment_address()


if __name__ == "__main__":
    _measure_engine(sys.argv[1])
