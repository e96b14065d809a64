"""Reading an uploaded file in a child process with limits on time and memory, off the web process's event loop.

``python -m consult.documents.drafting.import_process FILE EMPTY_LINKS`` is the child: it prints JSON with the draft
as draft_json.py writes it, or with the reason for the refusal. It has neither the database nor the settings.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import resource
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path, PurePath
from typing import cast, get_args

from consult.documents.drafting import draft_json
from consult.importing import Draft, ImportRefused, read_draft
from consult.importing.child_process import ImportFault
from consult.importing.draft import EmptyLinks

log = logging.getLogger("consult.reading")

# Of the processor; and in all, for one that waits on a busy machine or sleeps.
SECONDS = 90
WALL_SECONDS = 15 * 60
MEMORY = 1024 * 1024 * 1024
ROOT = Path(__file__).parents[3]
LONGEST_ENDING = 10
# Children that run at the same time: more of them would slow down everybody's pages.
_AT_ONCE = 2
_semaphores: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


async def read_in_process(content: bytes, name: str, empty_links: str = "") -> Draft:
    """The draft that ``read_draft`` reads from a file with this name and content; ``empty_links`` "" is unknown.

    Raises ImportRefused, also where reading takes more than SECONDS of computing or more memory than MEMORY bytes;
    with the code "fault" where the fault is ours, which is logged.
    """
    async with _semaphore():
        with tempfile.TemporaryDirectory(prefix="consult-") as folder:
            file = Path(folder) / _plain_name(name)
            await asyncio.to_thread(file.write_bytes, content)
            answer = await _answer(str(file), empty_links, folder)
            return await asyncio.to_thread(_draft_in, answer, Path(folder))


def _semaphore() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    for closed in [each for each in _semaphores if each.is_closed()]:
        del _semaphores[closed]
    return _semaphores.setdefault(loop, asyncio.Semaphore(_AT_ONCE))


def _plain_name(name: str) -> str:
    """A file name for the disk. The importer takes the title from the stem where the file has none, and the kind of
    file from the ending."""
    pure = PurePath(name.replace("\\", "/").replace("\0", ""))
    return (pure.stem[:60] or "draft") + pure.suffix[:LONGEST_ENDING]


async def _answer(file: str, empty_links: str, folder: str) -> bytes:
    command = [sys.executable, "-m", "consult.documents.drafting.import_process", file, empty_links]
    # Only what it needs to start, and none of our secrets.
    environ = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environ["TMPDIR"] = folder
    child = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=environ,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(WALL_SECONDS):
            answer, _ = await child.communicate()
    except TimeoutError:
        raise _too_slow() from None
    finally:
        await _end(child)
    if child.returncode == -signal.SIGXCPU:
        raise _too_slow()
    if child.returncode and child.returncode > 0:
        raise _fault(f"status {child.returncode}")
    if child.returncode:
        raise ImportRefused("too-large", "The file needs more memory than can be given to it.")
    return answer


async def _end(child: asyncio.subprocess.Process) -> None:
    """Kill the child and the converter it started, also where the request was cancelled."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, 9)
    await child.wait()


def _draft_in(answer: bytes, folder: Path) -> Draft:
    result = json.loads(answer)
    if "fault" in result:
        raise _fault(result["fault"])
    if "refused" in result:
        raise ImportRefused(*result["refused"])
    draft = draft_json.from_text(result["draft"])
    names = dict.fromkeys(
        each.picture.digest
        for section in draft.sections
        for each in section.paragraphs
        if each.picture
    )
    return replace(draft, pictures=tuple((n, (folder / n).read_bytes()) for n in names))


def _too_slow() -> ImportRefused:
    return ImportRefused("too-slow", "The file took too long to read.")


def _fault(kind: str) -> ImportFault:
    """A fault of ours, by its kind alone: the rest may quote a text that nobody may know of yet."""
    log.error("reading a file ended in %s", kind)
    return ImportFault(kind)


def main(file: str, empty_links: str) -> None:
    """The child: read the file and print the result as JSON; the pictures are written beside it."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    # With a second between them, the signal says that it was the time.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    meaning = empty_links if empty_links in get_args(EmptyLinks) else None
    try:
        draft = read_draft(Path(file), empty_links=cast("EmptyLinks | None", meaning))
        for digest, picture in draft.pictures:
            (Path(tempfile.gettempdir()) / digest).write_bytes(picture)
        result: dict[str, object] = {"draft": draft_json.to_text(draft)}
    except ImportFault as fault:
        result = {"fault": fault.kind}
    except ImportRefused as refusal:
        result = {"refused": [refusal.code, refusal.message]}
    except MemoryError:
        result = {"refused": ["too-large", "The file needs more memory than can be given to it."]}
    except Exception as fault:
        result = {"fault": type(fault).__name__}
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
