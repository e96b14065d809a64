"""What the processes write to their log: what went wrong and where in the code, never anybody's words.

One line a fault, with the id that the error page shows. An exception's message may quote a row, an address or a text,
so only its kind, its code and the places are written, and the places once a minute for each kind.
"""

from __future__ import annotations

import logging
import logging.config
import secrets
import time
import traceback
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from consult import faults

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

SAME_TRACEBACK_SECONDS = 60.0
_TOLD = "consult_told"

_request_id: ContextVar[str] = ContextVar("request_id", default="-")


def new_request_id() -> str:
    """An id for the request that this task answers: what is logged from here on carries it. Says nothing of who asks."""
    made = secrets.token_hex(4)
    _request_id.set(made)
    return made


def request_id() -> str:
    """The id of the request being answered; "-" outside any."""
    return _request_id.get()


def tell(log: logging.Logger, doing: str, error: BaseException) -> None:
    """One line on a fault: what was being done, the kind and the code; its places where they are not in the log yet."""
    log.error("fault in %s: %s", doing, faults.code_of(error), exc_info=error)
    # The server sees it again, and would write it a second time.
    setattr(error, _TOLD, True)


class OnlyNews(logging.Filter):
    """Leaves out the server's own account of a fault that ``tell`` has told."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        return not (record.name.startswith("uvicorn") and getattr(error, _TOLD, False))


class WithoutWords(logging.Formatter):
    """Formats an exception as its places in the code and its kind; nothing of one that was there a moment ago."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._formatted_at: dict[tuple[str, str], float] = {}

    def format(self, record: logging.LogRecord) -> str:
        record.request_id = request_id()
        record.exc_text = None  # another handler's, with the words
        try:
            return super().format(record)
        finally:
            record.exc_text = None

    def formatException(self, ei: ExceptionInfo) -> str:
        places = traceback.extract_tb(ei[2])
        kind = faults.code_of(ei[1]) if ei[1] else ""
        if self._is_recent((kind, str(places[-1:]))):
            return ""
        return "".join(traceback.format_list(places)) + kind

    def _is_recent(self, kind: tuple[str, str]) -> bool:
        now = time.monotonic()
        last = self._formatted_at.get(kind)
        if last is not None and now - last < SAME_TRACEBACK_SECONDS:
            return True
        recent = self._formatted_at.items()
        self._formatted_at = {k: at for k, at in recent if now - at < SAME_TRACEBACK_SECONDS}
        self._formatted_at[kind] = now
        return False


class Outage:
    """Something outside that is away or back, each said once by each process; ``name`` is its name in the log."""

    def __init__(self, name: str, log: logging.Logger) -> None:
        self._name = name
        self._log = log
        self._since: float | None = None

    @property
    def is_on(self) -> bool:
        return self._since is not None

    def begin(self, error: BaseException | str) -> None:
        """It is away; a second time says nothing."""
        if self._since is None:
            self._since = time.monotonic()
            code = error if isinstance(error, str) else faults.code_of(error)
            self._log.error("%s is out of reach: %s", self._name, code)

    def end(self) -> None:
        """It answers; nothing is said where it was never away."""
        if self._since is not None:
            seconds, self._since = time.monotonic() - self._since, None
            self._log.warning("%s is back after %d s", self._name, seconds)


database = Outage("the database", logging.getLogger("consult.database"))
mail_server = Outage("the mail server", logging.getLogger("consult.mail"))


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"news": {"()": "consult.logs.OnlyNews"}},
    "formatters": {
        "plain": {
            "()": "consult.logs.WithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s]: %(message)s",
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["news"],
            "stream": "ext://sys.stderr",
        }
    },
    # Its pool tells every try while the database is away, which we say once.
    "loggers": {"asyncpg": {"level": "ERROR"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
}


def configure() -> None:
    """Write warnings and worse to standard error."""
    logging.config.dictConfig(CONFIG)
