"""Reading an uploaded file in a child process, with limits, so that nobody else has to wait for it.

``python -m consult.documents.drafting.import_process FILE EMPTY_LINKS`` is the child: it prints the draft as draft_text
has it, or why it was refused. It knows neither the database nor the settings.
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
# More at once would starve the pages of everybody else.
_AT_ONCE = 2
_waiting: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


async def read_in_process(content: bytes, name: str, empty_links: str = "") -> Draft:
    """What ``read_draft`` makes of a file with this name and content. ``empty_links`` "" is not said.

    Raises ImportRefused, also when it computes for longer than SECONDS or takes more memory than
    MEMORY; "fault" when the fault is ours, which then stands in the log.
    """
    async with _turn():
        with tempfile.TemporaryDirectory(prefix="consult-") as folder:
            file = Path(folder) / _plain_name(name)
            await asyncio.to_thread(file.write_bytes, content)
            answer = await _answer(str(file), empty_links, folder)
            return await asyncio.to_thread(_draft_in, answer, Path(folder))


def _turn() -> asyncio.Semaphore:
    loop = asyncio.get_running_loop()
    for gone in [each for each in _waiting if each.is_closed()]:
        del _waiting[gone]
    return _waiting.setdefault(loop, asyncio.Semaphore(_AT_ONCE))


def _plain_name(name: str) -> str:
    """A name for the disk: the stem becomes the title where the file says none, the ending tells its kind."""
    pure = PurePath(name.replace("\\", "/").replace("\0", ""))
    return (pure.stem[:60] or "draft") + pure.suffix[:LONGEST_ENDING]


async def _answer(file: str, empty_links: str, folder: str) -> bytes:
    command = [sys.executable, "-m", "consult.documents.drafting.import_process", file, empty_links]
    # Only what it needs to start: no secret of ours is in its environment.
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
    """The child and the converter it started, also when the request was given up."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, 9)
    await child.wait()


def _draft_in(answer: bytes, folder: Path) -> Draft:
    said = json.loads(answer)
    if "fault" in said:
        raise _fault(said["fault"])
    if "refused" in said:
        raise ImportRefused(*said["refused"])
    draft = draft_json.from_text(said["draft"])
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
    """Read the file and print what came of it."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    # With a second between them, the signal says that it was the time.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    meaning = empty_links if empty_links in get_args(EmptyLinks) else None
    try:
        draft = read_draft(Path(file), empty_links=cast("EmptyLinks | None", meaning))
        for digest, picture in draft.pictures:
            (Path(tempfile.gettempdir()) / digest).write_bytes(picture)
        said: dict[str, object] = {"draft": draft_json.to_text(draft)}
    except ImportFault as fault:
        said = {"fault": fault.kind}
    except ImportRefused as refusal:
        said = {"refused": [refusal.code, refusal.message]}
    except MemoryError:
        said = {"refused": ["too-large", "The file needs more memory than can be given to it."]}
    except Exception as fault:
        said = {"fault": type(fault).__name__}
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
