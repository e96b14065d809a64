"""The child process that cleans one file: {"author": …} and a line end on stdin, then the file.

Prints a line of JSON, then the clean file. Limits its own memory; who started it limits its time.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import traceback
from pathlib import Path

from consult.metadata.clean_file import CleanFile, NotCleaned

# In bytes. The largest picture is decoded twice, see picture.py.
MEMORY = 1536 * 1024 * 1024


def main() -> None:
    """Clean what is on stdin."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable(logging.CRITICAL)
    given, content = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
    report, clean = _answer(content, json.loads(given)["author"])
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + clean)


def _answer(content: bytes, author: str) -> tuple[dict[str, object], bytes]:
    try:
        clean = _cleaned(content, author)
    except NotCleaned as refused:
        return {"refused": refused.code}, b""
    except (MemoryError, RecursionError):
        return {"refused": "too-large"}, b""
    except Exception as fault:
        return {"refused": "fault", "place": _place(fault)}, b""
    numbers = {
        name: getattr(clean, name) for name in ("changes", "comments", "removed", "leftovers")
    }
    return numbers, clean.content


def _cleaned(content: bytes, author: str) -> CleanFile:
    from consult.metadata.removal import without_metadata

    return without_metadata(content, author)


def _place(fault: Exception) -> str:
    """What went wrong where in the code: nothing of the file's."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {Path(last.filename).name}, line {last.lineno}"
