"""Runs a converter as a child process that may take only so long and say only so much.

Must not know which converter; a child that needs less memory limits itself.
"""

import subprocess
import tempfile
import threading

from consult.importing.draft import ImportRefused


def answer(command: list[str], content: bytes, *, seconds: float, most: int) -> bytes:
    """What the command prints for the content, at most `most` bytes.

    The child has no environment and its input is a file without a name, which is gone with the
    child. Raises ImportRefused when it fails, takes longer than `seconds` or says more.
    """
    with tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        with subprocess.Popen(
            command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
        ) as process:
            return _collect(process, seconds, most)


def _collect(process: subprocess.Popen[bytes], seconds: float, most: int) -> bytes:
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        # stdout was asked for as a pipe, so it is there.
        said = process.stdout.read(most + 1) if process.stdout else b""
        if len(said) > most:
            process.kill()
            raise ImportRefused("too-large", "The file holds more text than can be read.")
        failed = process.wait() != 0
    finally:
        timer.cancel()
    if late.is_set():
        raise ImportRefused("too-slow", f"The file took longer than {seconds} seconds to read.")
    if failed:
        raise ImportRefused("unreadable", "The file is damaged or too complicated to be read.")
    return said
