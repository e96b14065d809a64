"""Renders a PDF in a child process, within its limits. Knows no version and no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

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


class Rendered(NamedTuple):
    """``pages``: the number of the page that each id stands on, from 1."""

    content: bytes
    pages: Mapping[str, int]


def render_pdf(html: str) -> bytes:
    """The page as PDF/UA-1. Takes seconds to minutes, so call it in a thread of the worker. Raises NotRendered when the
    child process fails, or takes more than SECONDS or MAX_BYTES."""
    return render_with_pages(html).content


def render_with_pages(html: str) -> Rendered:
    """The same, and where what stands in it. Raises NotRendered in the same way."""
    line, _newline, content = _answer(COMMAND, html.encode(), SECONDS).partition(b"\n")
    return Rendered(content, json.loads(line))


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
