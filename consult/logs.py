"""What the processes write to their log: what went wrong and where in the code, never anybody's words.

An exception's message may quote a row, an address or a text, so only its kind and the places are written.
"""

from __future__ import annotations

import logging
import logging.config
import traceback
from types import TracebackType
from typing import Any

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class WithoutWords(logging.Formatter):
    """Formats an exception as its places in the code and its kind."""

    def formatException(self, ei: ExceptionInfo) -> str:
        lines = traceback.format_tb(ei[2])
        return "".join(lines) + (ei[0].__name__ if ei[0] else "")


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "consult.logs.WithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"level": "WARNING", "handlers": ["stderr"]},
}


def configure() -> None:
    """Write warnings and worse to standard error."""
    logging.config.dictConfig(CONFIG)
