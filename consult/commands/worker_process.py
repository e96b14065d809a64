"""The worker as a child of the server: started, started again when it dies, ended with its parent.

The child reads from a pipe that nobody writes to. When we end, by whatever means, the pipe closes and
the child stops; no process id has to be remembered anywhere.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

log = logging.getLogger("consult.worker")

COMMAND = [sys.executable, "-m", "consult", "work", "--until-stdin-closes"]
PAUSE_SECONDS = 2.0
STOP_SECONDS = 15.0


class WorkerProcess:
    """Keeps one worker alive until ``stop``."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._child = self._start()
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """End the worker; what it is doing is finished first."""
        self._stopping.set()
        self._watch.join()
        assert self._child.stdin
        self._child.stdin.close()
        try:
            self._child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C is for the server, which then ends the worker in order.
        return subprocess.Popen(COMMAND, stdin=subprocess.PIPE, start_new_session=True)

    def _keep_alive(self) -> None:
        while not self._stopping.wait(PAUSE_SECONDS):
            if self._child.poll() is not None:
                log.warning("the worker ended with code %s: started again", self._child.returncode)
                self._child = self._start()


@contextlib.contextmanager
def worker_process(*, wanted: bool) -> Iterator[None]:
    """A worker while the block runs, if it is wanted."""
    worker = WorkerProcess() if wanted else None
    try:
        yield
    finally:
        if worker:
            worker.stop()
