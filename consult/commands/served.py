"""The site as a serving process makes it: the app, and a watch on the process that started this one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait

from starlette.types import ASGIApp

from consult import app


def create_app() -> ASGIApp:
    """The site. With several processes, each ends in order when their parent is gone, killed or not: it would
    otherwise go on answering on a port that nobody looks after."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=[parent.sentinel], daemon=True).start()
    return app.create_app()


def _end_with(parent: int) -> None:
    wait([parent])
    os.kill(os.getpid(), signal.SIGTERM)
