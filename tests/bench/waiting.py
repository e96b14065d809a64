"""How long somebody else waits while a stranger sends the largest response that may be sent, made up to be dear to screen."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import count

import httpx2

from consult.responses.submission import MAX_TEXT, MAX_TOTAL
from consult.tokens import new_token
from tests.bench.inside import a_comment

SECONDS = 6
STRANGERS = 3
PAUSE = 0.02
REMARKS = MAX_TOTAL // MAX_TEXT - 1
# What each rule has to look at longest, never the same twice: what was screened before is remembered.
DEAR = ("@", "12 ", "010190-", "vej 1, ", "a@b.", "+45 2", "1.a@")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
WHO = {"kind": "organisation", "organisation": "Bench Forening", "name": "Bench", "email": ""}
_numbers = count()

Stranger = Callable[[httpx2.AsyncClient], Awaitable[None]]


@dataclass(frozen=True)
class Wait:
    """The longest of many waits, in milliseconds: of a reader, and of whoever sends a small comment."""

    reader: float
    writer: float
    strangers: int


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
    page = await client.get(workspace)
    form = {name: unescape(value) for name, value in HIDDEN.findall(page.text)}
    saved = await client.post(
        workspace, data={**form, **WHO, **written, **anchors, "step": "preview"}
    )
    assert saved.status_code == 303, saved.status_code
    preview = await client.get(saved.headers["location"])
    assert preview.status_code == 200, preview.status_code


WAYS = {"looked at": look_at_preview, "sent by program": send_by_program}


async def measure(address: str, slug: str, page: str, form: str, way: str) -> tuple[Wait, Wait]:
    """The longest waits without strangers, then with some of them at once, SECONDS each."""
    async with _clients(address) as clients:
        alone = await _waits(clients, page, form, [])
        strangers = [_again_and_again(WAYS[way], client, slug) for client in clients[2:]]
        return alone, await _waits(clients, page, form, strangers)


@contextlib.asynccontextmanager
async def _clients(address: str) -> AsyncIterator[list[httpx2.AsyncClient]]:
    async with contextlib.AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                httpx2.AsyncClient(
                    base_url=address, timeout=120, headers={"sec-fetch-site": "same-origin"}
                )
            )
            for _ in range(2 + STRANGERS)
        ]


async def _waits(
    clients: list[httpx2.AsyncClient],
    page: str,
    form: str,
    strangers: list[Callable[[list[int]], Awaitable[None]]],
) -> Wait:
    done: list[int] = []
    around = [asyncio.ensure_future(each(done)) for each in strangers]
    try:
        reader, writer = await asyncio.gather(
            _longest(lambda: clients[0].get(page), 200),
            _longest(lambda: clients[1].post(form, data=a_comment()), 303),
        )
    finally:
        for task in around:
            task.cancel()
        ended = await asyncio.gather(*around, return_exceptions=True)
    for fault in ended:
        if isinstance(fault, Exception):
            raise fault
    return Wait(reader, writer, len(done))


def _again_and_again(
    way: Callable[[httpx2.AsyncClient, str], Awaitable[None]],
    client: httpx2.AsyncClient,
    slug: str,
) -> Callable[[list[int]], Awaitable[None]]:
    async def stranger(done: list[int]) -> None:
        while True:
            await way(client, slug)
            done.append(1)

    return stranger


async def _longest(ask: Callable[[], Awaitable[httpx2.Response]], expected: int) -> float:
    longest, until = 0.0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        began = time.monotonic()
        answer = await ask()
        longest = max(longest, time.monotonic() - began)
        assert answer.status_code == expected, answer.status_code
        await asyncio.sleep(PAUSE)
    return 1000 * longest


def lines(address: str, slug: str, page: str, form: str) -> Iterator[tuple[str, str, str]]:
    """A line for each way and for each who waits: alone, and how much longer beside strangers."""
    for way in WAYS:
        alone, beside = asyncio.run(measure(address, slug, page, form, way))
        assert beside.strangers, "no stranger came through"
        for who in ("reader", "writer"):
            before, after = getattr(alone, who), getattr(beside, who)
            yield (
                f"longest wait of a {who}, largest {way}",
                f"{before:.0f} ms alone",
                f"{after - before:+.0f} ms beside {STRANGERS}",
            )
