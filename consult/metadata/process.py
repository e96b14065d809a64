"""Reads and cleans files in a child process with limits of time and memory, two at once and no more."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from consult.importing import child_process
from consult.importing.draft import ImportRefused
from consult.metadata.annotation import Annotation, AnnotationKind
from consult.metadata.clean_file import CleanFile, NotCleaned

log = logging.getLogger("consult.metadata")

# Of the processor; a 20 MB file takes a few.
SECONDS = 60.0
MAX_BYTES = 150 * 1024 * 1024
_ROOT = Path(__file__).parents[2]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from consult.metadata.child import main; main()"
)
COMMAND = [sys.executable, "-I", "-c", _START, str(_ROOT)]
_AT_ONCE = 2
_turns: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


async def clean_in_process(content: bytes, author: str) -> CleanFile:
    """A copy that says nothing of who made it; ``author`` stands where somebody changed or commented.

    Raises NotCleaned, also for a file that takes longer than SECONDS or more memory than it may.
    """
    report, clean = await _asked({"task": "clean", "author": author}, content)
    return CleanFile(clean, **report)


async def annotations_in_process(content: bytes) -> list[Annotation]:
    """The tracked changes and comments of a Word file. Raises NotCleaned."""
    report, _nothing = await _asked({"task": "annotations"}, content)
    return [
        Annotation(number, AnnotationKind(kind), words) for number, kind, words in report["found"]
    ]


async def without_annotations_in_process(content: bytes, numbers: Collection[int]) -> bytes:
    """A Word file without those with these numbers; its metadata stays. Raises NotCleaned."""
    _report, abridged = await _asked({"task": "abridge", "numbers": sorted(numbers)}, content)
    return abridged


async def _asked(task: dict[str, object], content: bytes) -> tuple[dict[str, Any], bytes]:
    async with _turn():
        return await asyncio.to_thread(_answer, task, content)


def _turn() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    for gone in [each for each in _turns if each.is_closed()]:
        del _turns[gone]
    return _turns.setdefault(loop, asyncio.Semaphore(_AT_ONCE))


def _answer(task: dict[str, object], content: bytes) -> tuple[dict[str, Any], bytes]:
    """What the child reports, and the file it makes. Raises NotCleaned."""
    given = json.dumps(task).encode() + b"\n" + content
    try:
        printed = child_process.answer(COMMAND, given, cpu_seconds=SECONDS, most_bytes=MAX_BYTES)
    except ImportRefused as refused:
        code = refused.code if refused.code in ("too-slow", "too-large") else "damaged"
        raise NotCleaned(code) from refused
    line, _, made = printed.partition(b"\n")
    report = json.loads(line)
    if "place" in report:
        log.error("cleaning a file ended in %s", report["place"])
    if "refused" in report:
        raise NotCleaned(report["refused"])
    return report, made
