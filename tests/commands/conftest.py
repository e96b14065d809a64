"""An installation that commands run on, in this process."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from consult import database
from consult.cli import main
from consult.settings import Settings

Consult = Callable[..., tuple[int, str, str]]
Within = Callable[[Callable[[], Awaitable[Any]]], Any]


@pytest.fixture
def consult(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Consult:
    """Run ``consult ARGUMENTS``: its exit code, what it printed, and what it complained of."""
    for name in [name for name in os.environ if name.startswith("CONSULT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CONSULT_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("CONSULT_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("CONSULT_SECRET_KEY", settings.secret_key)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def within(settings: Settings) -> Within:
    """Await what a function gives on the open database, between commands."""

    def run(work: Callable[[], Awaitable[Any]]) -> Any:
        async def opened() -> Any:
            async with database.opened(settings):
                return await work()

        return asyncio.run(opened())

    return run
