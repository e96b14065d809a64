"""The worker alone: letters that its chores write carry the addresses of the site."""

from __future__ import annotations

import argparse
import asyncio

import pytest
from starlette.routing import Router

from consult import worker
from consult.commands import work
from consult.settings import Settings
from consult.web import urls
from tests.commands.conftest import Consult


def test_a_letter_that_the_worker_writes_has_links_that_work(
    consult: Consult, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    links: list[str] = []

    async def write(settings: Settings, *, until: asyncio.Event) -> None:
        links.append(urls.absolute("status_link", token="hemmelig"))

    for name, nothing in (("_router", Router()), ("_by_name", {}), ("_base_url", "")):
        monkeypatch.setattr(urls, name, nothing)
    monkeypatch.setattr(worker, "work", write)
    monkeypatch.setenv("CONSULT_BASE_URL", "http://127.0.0.1:8123")
    assert work.run(argparse.Namespace(until_stdin_closes=False)) == 0
    [link] = links
    assert link.startswith("http://127.0.0.1:8123/")
    assert link.endswith("hemmelig")
