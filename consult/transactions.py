"""Tortoise's transactions, mended where a fault would outlive its request. Private API of tortoise-orm, pinned
in the lock file and held by tests.

A transaction that could not begin kept the one connection (or one of the pool) for good, and with it the
whole site; one that could not commit stayed open, and the next reader saw what nobody had stored.
"""

from __future__ import annotations

import sqlite3
from contextlib import AsyncExitStack
from typing import Any

from tortoise.backends.base.client import (
    PoolConnectionWrapper,
    TransactionalDBClient,
    TransactionContextPooled,
)
from tortoise.backends.sqlite.client import SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError

from consult.statement_deadline import acquire


async def _begin(self: SqliteTransactionWrapper) -> None:
    """Take the write lock at once: with a plain BEGIN two processes lose each other's updates."""
    try:
        if self._connection.in_transaction:
            await self._connection.rollback()
        await self._connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise OperationalError(error) from error


_commit = SqliteTransactionWrapper.commit


async def _commit_or_undo(self: SqliteTransactionWrapper) -> None:
    """A full disk or a lock may refuse the commit: then nothing of it is left."""
    try:
        await _commit(self)
    except sqlite3.Error as error:
        await self._connection.rollback()
        kind = IntegrityError if isinstance(error, sqlite3.IntegrityError) else OperationalError
        raise kind(error) from error


async def _enter_sqlite(self: SqliteTransactionContext) -> TransactionalDBClient:
    async with AsyncExitStack() as undo:
        await self._trxlock.acquire()
        undo.callback(self._trxlock.release)
        await self.ensure_connection()
        self.token = get_connections().set(self.connection_name, self.connection)
        undo.callback(lambda: get_connections().reset(self.token))
        await self.connection.begin()
        undo.pop_all()
    client: TransactionalDBClient = self.connection
    return client


async def _enter_pooled(self: TransactionContextPooled) -> TransactionalDBClient:
    async with AsyncExitStack() as undo:
        self.client._connection = await acquire(self.client._parent, self.ensure_connection)
        pool = self.client._parent._pool
        undo.push_async_callback(pool.release, self.client._connection)
        self.token = get_connections().set(self.connection_name, self.client)
        undo.callback(lambda: get_connections().reset(self.token))
        await self.client.begin()
        undo.pop_all()
    return self.client


async def _enter_pool(self: PoolConnectionWrapper[Any]) -> Any:
    """Nobody waits without end for a connection."""
    self.connection = await acquire(self.client, self.ensure_connection)
    return self.connection


def mend() -> None:
    """Put the above in the place of Tortoise's own, for this process.

    To replace a method is what the type checker forbids and what this file is for.
    """
    SqliteTransactionWrapper.begin = _begin  # type: ignore[method-assign]
    SqliteTransactionWrapper.commit = _commit_or_undo  # type: ignore[method-assign]
    SqliteTransactionContext.__aenter__ = _enter_sqlite  # type: ignore[method-assign]
    TransactionContextPooled.__aenter__ = _enter_pooled  # type: ignore[method-assign]
    PoolConnectionWrapper.__aenter__ = _enter_pool  # type: ignore[method-assign]
