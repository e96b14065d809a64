"""The child process that reads or cleans one file: {"task": …} and a line end on stdin, then the file.

Prints a line of JSON, then the file that was made, if any. Limits its own memory; who started it limits its time.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import traceback
from pathlib import Path
from typing import Any

from consult.metadata.clean_file import NotCleaned

# In bytes. The largest picture is decoded twice, see picture.py.
MEMORY = 1536 * 1024 * 1024


def main() -> None:
    """Do the task that is on stdin."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable(logging.CRITICAL)
    given, content = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
    report, made = _answer(content, json.loads(given))
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + made)


def _answer(content: bytes, given: dict[str, Any]) -> tuple[dict[str, object], bytes]:
    try:
        return _TASKS[given["task"]](content, given)
    except NotCleaned as refused:
        return {"refused": refused.code}, b""
    except (MemoryError, RecursionError):
        return {"refused": "too-large"}, b""
    except Exception as fault:
        return {"refused": "fault", "place": _place(fault)}, b""


def _clean(content: bytes, given: dict[str, Any]) -> tuple[dict[str, object], bytes]:
    from consult.metadata.removal import without_metadata

    clean = without_metadata(content, given["author"])
    counted = ("changes", "comments", "removed", "leftovers")
    return {name: getattr(clean, name) for name in counted}, clean.content


def _annotations(content: bytes, given: dict[str, Any]) -> tuple[dict[str, object], bytes]:
    from consult.metadata.word_annotations import read_annotations

    return {
        "found": [(each.number, each.kind, each.words) for each in read_annotations(content)]
    }, b""


def _abridge(content: bytes, given: dict[str, Any]) -> tuple[dict[str, object], bytes]:
    from consult.metadata.word_annotations import without_annotations

    return {}, without_annotations(content, given["numbers"])


_TASKS = {"clean": _clean, "annotations": _annotations, "abridge": _abridge}


def _place(fault: Exception) -> str:
    """What went wrong where in the code: nothing of the file's."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {Path(last.filename).name}, line {last.lineno}"
