"""The site as it really runs: ``consult serve`` in a process of its own, for browsers to visit."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from consult import database
from consult.cli import main
from consult.settings import load
from tests.support.databases import in_a_thread

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 30
STOP_SECONDS = 10


@dataclass(frozen=True)
class Server:
    """A running site: ``url`` without a trailing slash, ``environ`` its settings, ``log`` its output."""

    url: str
    environ: Mapping[str, str]
    log: Path

    def command(self, *arguments: str) -> str:
        """Run ``consult …`` on the same installation and give what it printed."""
        return run_command(arguments, self.environ)

    def within(self, work: Callable[[], Coroutine[object, object, None]]) -> None:
        """Do some work on the installation's database, beside the site."""

        async def run() -> None:
            async with database.opened(load(self.environ)):
                await work()

        in_a_thread(run)


def run_command(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Run ``consult …`` with these settings and give what it printed. AssertionError when it fails.

    In this process, on a thread whose loop is its own: a new process would take half a second to start.
    """
    printed, complaint = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, environ),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(complaint),
        ThreadPoolExecutor(1) as thread,
    ):
        code = thread.submit(main, arguments).result()
    assert code == 0, f"consult {' '.join(arguments)}: {complaint.getvalue()}"
    return printed.getvalue()


@contextlib.contextmanager
def serving(
    environ: Mapping[str, str],
    port: int,
    log: Path,
    *options: str,
    python: str = sys.executable,
    folder: Path = ROOT,
) -> Iterator[Server]:
    """Serve on ``port`` while the block runs, from the checkout in ``folder``. AssertionError with the log when it
    does not come up."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [python, "-m", "consult", "serve", "--port", str(port), *options],
            cwd=folder, env={**os.environ, **environ}, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        _wait_until_up(process, port, log)
        yield Server(environ["CONSULT_BASE_URL"], environ, log)
    finally:
        _stop(process)


def _wait_until_up(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"the server did not start:\n{log.read_text()[-3000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to stop; then end its whole session, so that no worker outlives the test."""
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
