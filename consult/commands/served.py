"""The site as a serving process makes it: the app, and what the process does about its memory and its parent."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import wait

from starlette.types import ASGIApp

from consult import app

# While a thread screens a long text, a page waits this long each time it comes back from the database.
SWITCH_SECONDS = 0.0005


def create_app() -> ASGIApp:
    """The site. With several processes, each ends in order when their parent is gone, killed or not: it would
    otherwise go on answering on a port that nobody looks after."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=[parent.sentinel], daemon=True).start()
    made = app.create_app()
    collect_seldom()
    sys.setswitchinterval(SWITCH_SECONDS)
    return made


def collect_seldom() -> None:
    """What is loaded by now stays, and is not looked through for what can go. A page of a thousand paragraphs makes
    tens of thousands of objects that go with it: looking for others at every 700th took a quarter of its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _end_with(parent: int) -> None:
    wait([parent])
    os.kill(os.getpid(), signal.SIGTERM)
