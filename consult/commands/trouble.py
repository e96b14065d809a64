"""What a command cannot do, in one line for whoever typed it."""

from __future__ import annotations


class Trouble(Exception):
    """Ends a command with exit code 1; the message is one line saying what is wrong and what to do."""
