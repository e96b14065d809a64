"""Runs a converter as a child process that may compute only so long and print only so much.

Must not know which converter; a child that needs less memory limits itself.
"""

import contextlib
import resource
import signal
import subprocess
import tempfile
import threading
from math import ceil

from consult.importing.draft import ImportRefused

# So many times as long as a child may compute it may take in all: on a busy machine it waits.
WAITING = 10.0


class ImportFault(ImportRefused):
    """The file could not be read because of a fault in this program, and may be a good one.

    `kind` says for the operator's log what failed how, without any word of the file.
    """

    def __init__(self, kind: str) -> None:
        super().__init__("fault", "The file could not be read because of a fault in this program.")
        self.kind = kind


def answer(
    command: list[str],
    content: bytes,
    *,
    cpu_seconds: float,
    most_bytes: int,
    wall_seconds: float | None = None,
    fault_statuses: frozenset[int] = frozenset(),
) -> bytes:
    """What the command prints for the content.

    The child has no environment and its input is a file without a name, which is gone with the
    child. Its time is that of the processor, in whole seconds; `wall_seconds` is for one that
    sleeps, WAITING times as much if not given.

    Raises ImportRefused: "too-slow", "too-large" for more than `most_bytes`, "unreadable" when the
    child fails; ImportFault when it exits with one of `fault_statuses`.
    """
    wall = cpu_seconds * WAITING if wall_seconds is None else wall_seconds
    with tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        with subprocess.Popen(
            command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
        ) as process:
            _limit_processor(process.pid, ceil(cpu_seconds))
            printed, is_late = _collect(process, wall, most_bytes)
    status = process.returncode
    if is_late or status == -signal.SIGXCPU:
        raise ImportRefused("too-slow", "The file took too long to read.")
    if status in fault_statuses:
        raise ImportFault(f"{command[0].rpartition('/')[2]} with status {status}")
    if status:
        raise ImportRefused("unreadable", "The file is damaged or too complicated to be read.")
    return printed


def _limit_processor(pid: int, seconds: int) -> None:
    """From outside, so that no code of ours runs between fork and exec."""
    # One that has ended already needs no limit.
    with contextlib.suppress(ProcessLookupError):
        _, most = resource.prlimit(pid, resource.RLIMIT_CPU)
        hard = seconds + 1 if most == resource.RLIM_INFINITY else min(seconds + 1, most)
        resource.prlimit(pid, resource.RLIMIT_CPU, (min(seconds, hard), hard))


def _collect(process: subprocess.Popen[bytes], wall: float, most_bytes: int) -> tuple[bytes, bool]:
    """What it prints, and whether it was stopped for the time. Raises ImportRefused for too much."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(wall, stop)
    timer.start()
    try:
        # stdout was asked for as a pipe, so it is there.
        printed = process.stdout.read(most_bytes + 1) if process.stdout else b""
        if len(printed) > most_bytes:
            process.kill()
            raise ImportRefused("too-large", "The file holds more text than can be read.")
        process.wait()
    finally:
        timer.cancel()
    return printed, late.is_set()
