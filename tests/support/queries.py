"""Count the statements a piece of code sends, so that a query in a loop fails a test."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

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
    """Everything sent to the database inside the block, on any connection of this process."""
    statements, level = Statements(), LOGGER.level
    LOGGER.addHandler(statements)
    LOGGER.setLevel(logging.DEBUG)
    try:
        yield statements
    finally:
        LOGGER.setLevel(level)
        LOGGER.removeHandler(statements)
