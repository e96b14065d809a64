"""Put on this machine what the tests need and pip cannot bring: as root on Debian, with apt-get.

Holds the list of those programs. Elsewhere it only says what is missing; the suite then tells at its
end what it could not run. Runs before the virtual environment exists, on the bare standard library.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from ctypes.util import find_library
from importlib.util import find_spec
from pathlib import Path


def has_postgres() -> bool:
    """Whether a PostgreSQL server's programs are here, in the path or in Debian's folder."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def has_chromium() -> bool:
    """Whether there is a browser for the tests, with windows or without."""
    return bool(shutil.which("chromium-headless-shell") or shutil.which("chromium"))


def has_pango() -> bool:
    """Whether WeasyPrint finds all it calls."""
    libraries = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
    return all(find_library(name) for name in libraries)


def has_nginx() -> bool:
    """Whether the web server is here that the handbook puts in front; Debian keeps it from ordinary users' paths."""
    return bool(shutil.which("nginx") or Path("/usr/sbin/nginx").exists())


# What the tests use → is it here? → Debian's packages.
NEEDED: list[tuple[str, Callable[[], bool], str]] = [
    ("Chromium", has_chromium, "chromium-headless-shell"),
    ("Python's venv", lambda: bool(find_spec("ensurepip")), "python3-venv"),
    ("PostgreSQL", has_postgres, "postgresql"),
    ("nginx", has_nginx, "nginx-light"),
    ("Pango", has_pango, "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    ("Noto's fonts", lambda: Path("/usr/share/fonts/truetype/noto").is_dir(), "fonts-noto-core"),
]


def main() -> int:
    """Install what is missing where we may; always 0, because the suite reports what stays missing."""
    missing = [(name, package) for name, is_here, package in NEEDED if not is_here()]
    if not missing:
        return 0
    packages = [each for _, several in missing for each in several.split()]
    names = " and ".join(name for name, _ in missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"{names} not found. On Debian, as root: apt-get install {' '.join(packages)}")
        return 0
    print(f"{names} not found: installing {' '.join(packages)} with apt-get")
    apt("update")
    apt("install", "--yes", "--no-install-recommends", *packages)
    return 0


def apt(*arguments: str) -> None:
    """Run apt-get quietly and without questions; its complaints are shown when it fails."""
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        print(f"apt-get {arguments[0]} failed:\n{done.stderr[-1500:]}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
