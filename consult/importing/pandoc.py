"""Runs pandoc with limits on memory, processor time and output, and parses its JSON.

Must not interpret pandoc's document.
"""

import importlib.util
import json
import shutil
from pathlib import Path
from typing import Any

from consult.importing import child_process
from consult.importing.child_process import ImportFault
from consult.importing.draft import ImportRefused

# Of the processor.
SECONDS = 30
MEMORY = "256M"
OUTPUT_BYTES = 32 * 1024 * 1024
# Exit statuses for options, formats and extensions that pandoc does not know, data files that it
# lacks, and what never happens.
_FAULT_STATUSES = frozenset([4, 5, 6, 21, 22, 23, 62, 97, 98])


def read_with_pandoc(content: bytes, form: str, *options: str) -> dict[str, Any]:
    """Pandoc's JSON document, {"meta": …, "blocks": […]}; `form` is pandoc's name of the input format.

    The child process gets no file but the content, no network and no environment. Raises
    ImportRefused when pandoc fails, computes for longer than SECONDS or writes more than
    OUTPUT_BYTES; ImportFault when it fails because of what it was asked.
    """
    command = [program(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox"]
    answer = _run([*command, "-f", form, "-t", "json", *options], content)
    try:
        document: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise ImportFault("pandoc writes no JSON") from error
    except RecursionError as error:
        raise ImportRefused("unreadable", "The file is too complicated to be read.") from error
    return document


def as_html(content: bytes, form: str) -> str:
    """The document as a web page; `form` and what it raises are those of `read_with_pandoc`."""
    command = [program(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox"]
    return _run([*command, "-f", form, "-t", "html", "--wrap=none"], content).decode(
        "utf-8", "replace"
    )


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
    return child_process.answer(
        command,
        content,
        cpu_seconds=SECONDS,
        most_bytes=OUTPUT_BYTES,
        fault_statuses=_FAULT_STATUSES,
    )
