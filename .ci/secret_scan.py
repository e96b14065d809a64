"""Does a tracked file hold a key, a token or a password? detect-secrets looks; what is none is listed here.

Run without arguments it reads every file that git tracks; with some, those files.
"""

from __future__ import annotations

import functools
import hashlib
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import default_settings

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 25

# What is found and is no secret.
ALLOWED = {
    # An example of an address with a password, and one that must not be printed.
    "password",
    "hush",
    # The key of every installation that a test makes.
    "a key that is used in tests and nowhere else",
    # Words that tests look for where they must not be.
    "HEMMELIGT",
    "HEMMELIGT.pdf",
    "Hemmelighavn",
    "Ole Hemmelig",
    "Mit barn Prøvine er syg.",
    "Mit cpr-nummer er [[010180-1234]], og jeg mener, at lektiecaféen skal blive.",
}


def main(arguments: list[str]) -> int:
    """Print where something looks like a secret; 1 when there is such a place."""
    files = arguments or list(tracked())
    parts = [files[at : at + AT_ONCE] for at in range(0, len(files), AT_ONCE)]
    with ProcessPoolExecutor() as processes:
        faults = [fault for found in processes.map(secrets_in, parts) for fault in found]
    print("\n".join(faults) or f"secrets: none in {len(files)} files")
    return 1 if faults else 0


def tracked() -> Iterator[str]:
    """Every file that git knows, as it is in this folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return (name for name in listed.split("\0") if name and (ROOT / name).is_file())


@functools.cache
def checksums() -> set[str]:
    """Those of our own files, which are nobody's key: tests hold some, to see that the files stay as they are."""
    return {hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in tracked()}


def secrets_in(files: Iterable[str]) -> list[str]:
    """Where something is found, and of what kind; never what it is."""
    with default_settings():
        return [
            f"{found.filename}:{found.line_number}: {found.type}"
            for file in files
            for found in scan_file(str(ROOT / file))
            if found.secret_value not in ALLOWED and found.secret_value not in checksums()
        ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
