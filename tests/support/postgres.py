"""A private PostgreSQL cluster for one test run: made in a temporary folder, gone afterwards.

Holds nothing about our schema. The cluster listens on a free loopback port only and trades
durability for speed, so it must never hold anything that matters.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.support.ports import free_port

SUPERUSER = "consult"
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, newest version first; None where there is no server."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    return newest.parent if newest else None


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and give its address, ``postgres://USER@HOST:PORT``, without a database.

    Raises RuntimeError when this machine has no PostgreSQL server, or none can be started.
    """
    binaries = programs()
    if binaries is None:
        raise RuntimeError(
            "no PostgreSQL server on this machine (Debian: apt-get install postgresql)"
        )
    folder = Path(tempfile.mkdtemp(prefix="consult-postgres-"))
    data, port = folder / "data", free_port()
    _own(folder)
    try:
        _run([binaries / "initdb", "-D", data, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8",
              "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {SPEED}"
        pg_ctl: list[str | Path] = [binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        _run([*pg_ctl, "-o", options, "start"])
        try:
            yield f"postgres://{SUPERUSER}@127.0.0.1:{port}"
        finally:
            _run([*pg_ctl, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _own(folder: Path) -> None:
    """PostgreSQL refuses to run as root: give the folder to the user its package made."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)


def _run(command: Sequence[str | Path]) -> None:
    """Run one of PostgreSQL's programs, as its own user where we are root."""
    # Not piped: the server inherits the streams, and waiting for a pipe's end would never return.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            user="postgres" if os.geteuid() == 0 else None,
            group="postgres" if os.geteuid() == 0 else None,
            extra_groups=[] if os.geteuid() == 0 else None, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            output.seek(0)
            raise RuntimeError(f"{Path(command[0]).name} failed: {output.read().decode()[-2000:]}")
