"""Servers under load: uvicorn with one worker in a process of its own, and how much CPU it used."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server. ``address`` has no trailing slash."""

    address: str
    pid: int

    def cpu_seconds(self) -> float:
        """User and system time the process has used so far."""
        with open(f"/proc/{self.pid}/stat") as file:
            fields = file.read().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


@contextlib.contextmanager
def serving(factory: str, port: int) -> Iterator[Server]:
    """Serve an app factory ("module:function") until the block ends."""
    command = [
        *(sys.executable, "-m", "uvicorn", factory, "--factory", "--port", str(port)),
        *("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"),
    ]
    process = subprocess.Popen(command)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield Server(address, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address + "/", timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers on {address}")
