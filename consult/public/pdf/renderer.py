"""Renders a PDF in a child process, within its limits. Knows no version and no database."""

from __future__ import annotations

import sys
from pathlib import Path

from consult.importing import child_process
from consult.importing.draft import ImportRefused

# Of the processor, and in all: no longer than the lease of whoever makes it.
SECONDS = 900.0
WALL_SECONDS = 19 * 60.0
CHECK_SECONDS = 60.0
MAX_BYTES = 128 * 1024 * 1024

CHILD = Path(__file__).with_name("render_process.py")
COMMAND = [sys.executable, "-I", str(CHILD)]


class NotRendered(Exception):
    """There is no PDF: it took too long, was too large, or the machine lacks a library."""


def render_pdf(html: str) -> bytes:
    """The page as PDF/UA-1. Takes seconds to minutes, so call it in a thread of the worker. Raises NotRendered when the
    child process fails, or takes more than SECONDS or MAX_BYTES."""
    return _answer(COMMAND, html.encode(), SECONDS)


def can_render() -> bool:
    """Whether this machine has Pango, HarfBuzz and what else it takes."""
    try:
        return _answer([*COMMAND, "--check"], b"", CHECK_SECONDS) == b"ok"
    except NotRendered:
        return False


def _answer(command: list[str], content: bytes, seconds: float) -> bytes:
    try:
        return child_process.answer(
            command,
            content,
            cpu_seconds=seconds,
            wall_seconds=WALL_SECONDS,
            most_bytes=MAX_BYTES,
        )
    except ImportRefused as refused:
        raise NotRendered(refused.code) from refused
