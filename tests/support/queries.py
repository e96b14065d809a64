"""Count the statements a piece of code sends, so that a query in a loop fails a test."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from unittest.mock import patch

from consult import database

LOGGER = logging.getLogger("tortoise.db_client")


class Statements(logging.Handler):
    """The SQL seen so far, in ``all``; ``len()`` counts it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.all: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith(("Created connection", "Created pool", "Closed")):
            self.all.append(record.getMessage())

    def __len__(self) -> int:
        return len(self.all)


@contextlib.contextmanager
def queries() -> Iterator[Statements]:
    """Everything sent to the database inside the block, on any connection of this process.

    As if the process had just started: what it remembers of published versions is asked for again.
    """
    statements, level = Statements(), LOGGER.level
    LOGGER.addHandler(statements)
    LOGGER.setLevel(logging.DEBUG)
    try:
        with patch.object(database, "opening", return_value=object()):
            yield statements
    finally:
        LOGGER.setLevel(level)
        LOGGER.removeHandler(statements)
