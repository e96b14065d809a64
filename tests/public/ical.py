"""Read a calendar file as RFC 5545 has it written."""

from __future__ import annotations


def unfolded(text: str) -> list[str]:
    """Its lines, with what was folded joined again; fails where a line is too long or ends otherwise."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")[:-1]
    assert max(len(line.encode()) for line in lines) <= 75
    return text.replace("\r\n ", "").split("\r\n")[:-1]
