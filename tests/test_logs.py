"""One line a fault with its code and the request's id; tracebacks once a minute; nobody's words."""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Iterator

import asyncpg
import httpx2
import pytest
from starlette.types import ASGIApp
from tortoise.exceptions import IntegrityError, OperationalError

from consult import faults, logs
from consult.public import queries
from consult.settings import Settings

HUSH = "the words of somebody"


def busy() -> sqlite3.Error:
    error = sqlite3.OperationalError(HUSH)
    error.sqlite_errorname = "SQLITE_BUSY"
    return error


def wrong_statement() -> sqlite3.Error:
    error = sqlite3.OperationalError(HUSH)
    error.sqlite_errorname = "SQLITE_ERROR"
    return error


@pytest.mark.parametrize(
    ("error", "code", "passes"),
    [
        (OSError(errno.ENOSPC, HUSH), "OSError ENOSPC", True),
        (ConnectionRefusedError(errno.ECONNREFUSED, HUSH), "ConnectionRefusedError ECONNREFUSED", True),
        (FileNotFoundError(errno.ENOENT, HUSH), "FileNotFoundError ENOENT", False),
        (OperationalError(busy()), "OperationalError SQLITE_BUSY", True),
        (OperationalError(wrong_statement()), "OperationalError SQLITE_ERROR", False),
        (asyncpg.AdminShutdownError(HUSH), "AdminShutdownError 57P01", True),
        (OperationalError(asyncpg.UndefinedTableError(HUSH)), "OperationalError 42P01", False),
        (IntegrityError(asyncpg.UniqueViolationError(HUSH)), "IntegrityError 23505", False),
        (KeyError(HUSH), "KeyError", False),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_its_kind_and_code_and_surroundings_pass(
    error: Exception, code: str, passes: bool
) -> None:
    assert (faults.code_of(error), faults.will_pass(error)) == (code, passes)


@pytest.fixture
def written() -> Iterator[list[str]]:
    """What a process would write to its log."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(logs.WithoutWords(logs.CONFIG["formatters"]["plain"]["format"]))
    handler.addFilter(logs.OnlyNews())
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def fail() -> None:
    raise ValueError(HUSH)


def test_the_same_traceback_is_written_once_a_minute_and_another_at_once(
    written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getLogger("consult.test")
    for fault in (fail, fail, lambda: 1 / 0, fail):
        try:
            fault()
        except Exception as error:
            logs.tell(log, "a test", error)
    assert ["Traceback" in each or "test_logs.py" in each for each in written] == [
        True,
        False,
        True,
        False,
    ]
    assert written[1].endswith("fault in a test: ValueError")
    monkeypatch.setattr(logs, "SAME_TRACEBACK_SECONDS", 0.0)
    try:
        fail()
    except Exception as error:
        logs.tell(log, "a test", error)
    assert "test_logs.py" in written[-1]
    assert HUSH not in "".join(written)


def test_the_servers_own_account_of_the_same_fault_is_left_out(written: list[str]) -> None:
    server = logging.getLogger("uvicorn.error")
    try:
        fail()
    except Exception as error:
        server.error("Exception in ASGI application\n", exc_info=error)
        logs.tell(logging.getLogger("consult.test"), "a test", error)
        server.error("Exception in ASGI application\n", exc_info=error)
    assert len(written) == 2


def test_what_is_away_is_said_once_and_that_it_is_back_once(written: list[str]) -> None:
    outage = logs.Outage("the mail server", logging.getLogger("consult.test"))
    outage.end()
    for _ in range(3):
        outage.begin(ConnectionRefusedError(errno.ECONNREFUSED, HUSH))
    for _ in range(2):
        outage.end()
    assert len(written) == 2
    assert written[0].endswith(
        "the mail server is out of reach: ConnectionRefusedError ECONNREFUSED"
    )
    assert "the mail server is back after 0 s" in written[1]


async def test_the_page_shows_the_id_under_which_the_log_has_the_fault(
    app: ASGIApp, db: Settings, monkeypatch: pytest.MonkeyPatch, written: list[str]
) -> None:
    async def broken(*args: object, **kwargs: object) -> None:
        fail()

    monkeypatch.setattr(queries, "cards", broken)
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as reader:
        page = await reader.get("/")
        problem = await reader.get("/api/v1/consultations")
    ids = [line.split("[")[1].split("]")[0] for line in written if "fault in " in line]
    assert len(set(ids)) == 2
    assert f'<code dir="ltr">{ids[0]}</code>' in page.text
    assert problem.json()["request"] == ids[1]
