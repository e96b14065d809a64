"""Load by wrk, bounded in time, against this machine alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.bench.servers import Server

SECONDS = 6
CONNECTIONS = 16


@dataclass(frozen=True)
class Load:
    """What came of one run: requests per second, CPU ms a request, answers that were no 2xx or 3xx."""

    per_second: float
    cpu_ms: float
    failed: int


def run(server: Server, path: str, *, script: Path | None = None, seconds: int = SECONDS) -> Load:
    """Ask for ``path`` as fast as the server answers. Raises RuntimeError where wrk is not installed."""
    if shutil.which("wrk") is None:
        raise RuntimeError("the bench needs wrk (Debian: apt-get install wrk)")
    before = server.cpu_seconds()
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", "Accept-Encoding: gzip"]
    if script:
        command += ["-s", str(script)]
    done = subprocess.run(
        [*command, server.address + path], capture_output=True, text=True, check=True
    )
    requests = int(_number(r"(\d+) requests in", done.stdout))
    return Load(
        per_second=_number(r"Requests/sec:\s+([\d.]+)", done.stdout),
        cpu_ms=1000 * (server.cpu_seconds() - before) / max(requests, 1),
        failed=int(_number(r"Non-2xx or 3xx responses: (\d+)", done.stdout)),
    )


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    return float(found.group(1)) if found else 0.0
