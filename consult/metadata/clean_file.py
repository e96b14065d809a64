"""What cleaning a file ends in."""

from __future__ import annotations

from dataclasses import dataclass


class NotCleaned(Exception):
    """The file cannot be cleaned. ``code`` says why: "encrypted", "damaged", "too-large", "too-slow", "unknown" for a
    kind that nobody can clean here, or "fault" for one of ours."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class CleanFile:
    """The ``content`` without its metadata.

    ``changes`` and ``comments`` are the tracked changes and comments in it; they stay, under another name.
    ``removed`` are the files that were attached or embedded, ``leftovers`` the pictures that stay as they were
    because nothing here can draw them.
    """

    content: bytes
    changes: int = 0
    comments: int = 0
    removed: int = 0
    leftovers: int = 0
