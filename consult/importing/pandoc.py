"""Runs pandoc with limits on memory, time and output, and parses its JSON.

Must not interpret pandoc's document.
"""

import importlib.util
import json
import shutil
from pathlib import Path
from typing import Any

from consult.importing import child_process
from consult.importing.draft import ImportRefused

SECONDS = 30
MEMORY = "256M"
OUTPUT_BYTES = 32 * 1024 * 1024


def read_with_pandoc(content: bytes, form: str, *options: str) -> dict[str, Any]:
    """Pandoc's JSON document, {"meta": …, "blocks": […]}; `form` is pandoc's name of the input format.

    Raises ImportRefused when pandoc fails, takes longer than SECONDS or writes more than
    OUTPUT_BYTES. The child process gets no file but the content, no network and no environment.
    """
    command = [program(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox"]
    answer = _run([*command, "-f", form, "-t", "json", *options], content)
    try:
        document: dict[str, Any] = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise ImportRefused("unreadable", "The file could not be read.") from error
    return document


def program() -> str:
    """The path of the pandoc in pypandoc_binary, else of the one installed on the machine.

    Raises ImportRefused when there is none.
    """
    package = importlib.util.find_spec("pypandoc")
    if package is not None and package.origin is not None:
        bundled = Path(package.origin).parent / "files" / "pandoc"
        if bundled.exists():
            return str(bundled)
    installed = shutil.which("pandoc")
    if installed is None:
        raise ImportRefused("no-converter", "The program pandoc is missing on this machine.")
    return installed


def _run(command: list[str], content: bytes) -> bytes:
    return child_process.answer(command, content, seconds=SECONDS, most=OUTPUT_BYTES)
