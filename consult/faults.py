"""Faults: what an exception is called in a log, and whether it is our surroundings' and will pass.

An exception's own words may quote a row, an address or a password: only its kind and its code are told.
"""

from __future__ import annotations

import errno
import sqlite3
from socket import gaierror

import asyncpg
from tortoise.exceptions import DBConnectionError, IntegrityError, OperationalError

# What the database's drivers and the system raise when they cannot do now what they could before.
SURROUNDINGS = (
    OperationalError, DBConnectionError, sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that broke in the middle of an answer
    OSError,
)  # fmt: skip
# Ours, however it is raised: a wrong statement, a value that does not fit, a row that may not be.
OURS = (
    IntegrityError, FileNotFoundError, sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError,
    asyncpg.SyntaxOrAccessError, asyncpg.DataError, asyncpg.IntegrityConstraintViolationError,
)  # fmt: skip
# SQLite's word for a wrong statement; everything else it calls operational is the disk or a lock.
_WRONG_STATEMENT = "SQLITE_ERROR"


def code_of(error: BaseException) -> str:
    """The kind of a fault with its errno, SQLSTATE or SQLite code: "OperationalError SQLITE_BUSY"."""
    code = _code(root_of(error))
    return " ".join(filter(None, (type(error).__name__, code)))


def root_of(error: BaseException) -> BaseException:
    """What the driver raised, which Tortoise wraps in an exception of its own."""
    inner = error.args[0] if error.args else None
    if isinstance(error, DBConnectionError):
        inner = error.__cause__
    return inner if isinstance(inner, BaseException) else error


def will_pass(error: BaseException) -> bool:
    """Whether it is no fault of the code: a full disk, a lock, a database that is away. The same may be sent again."""
    root = root_of(error)
    if isinstance(error, OURS) or isinstance(root, OURS):
        return False
    return isinstance(error, SURROUNDINGS) and _code(root) != _WRONG_STATEMENT


def is_of_database(error: BaseException) -> bool:
    """Whether the database is away, locked or full, or its host out of reach; a file that cannot be written is not."""
    if isinstance(error, OSError) and not isinstance(
        error, ConnectionError | TimeoutError | gaierror
    ):
        return error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH)
    return will_pass(error)


def _code(error: BaseException) -> str:
    if isinstance(error, asyncpg.PostgresError):
        return error.sqlstate or ""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", "")
    if isinstance(error, OSError) and error.errno is not None:
        return errno.errorcode.get(error.errno, str(error.errno))
    return ""
