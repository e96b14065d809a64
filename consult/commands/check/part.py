"""A part of the installation that is checked, and the line that says how it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import IntEnum

from consult.commands.installation import UNREACHABLE, cannot_reach
from consult.settings import Settings


class Verdict(IntEnum):
    """The later, the worse. WARNING: somebody should look soon; TROUBLE: something does not work, or will be lost."""

    OK = 0
    WARNING = 1
    TROUBLE = 2


class Unsound(Exception):
    """What is wrong with one part, and what to do about it."""

    verdict = Verdict.TROUBLE


class Doubtful(Unsound):
    """What somebody should look at; everything works meanwhile."""

    verdict = Verdict.WARNING


# Gives the words for a sound part. Raises Unsound or Doubtful for any other.
Part = Callable[[Settings], Awaitable[str]]


@dataclass(frozen=True)
class Line:
    """How one part is, in one line."""

    name: str
    verdict: Verdict
    words: str

    def __str__(self) -> str:
        verdict = "ok" if self.verdict is Verdict.OK else self.verdict.name
        return f"{verdict:8} {self.name:9} {self.words}"

    def as_json(self) -> dict[str, str]:
        return {"part": self.name, "verdict": self.verdict.name.lower(), "words": self.words}


async def line_of(name: str, part: Part, chosen: Settings) -> Line:
    """Ask one part. A file that cannot be read and a database that stops answering are trouble like any other."""
    try:
        return Line(name, Verdict.OK, await part(chosen))
    except Unsound as fault:
        return Line(name, fault.verdict, str(fault))
    except UNREACHABLE as error:
        if isinstance(error, OSError) and error.filename is not None:
            words = f"{error.filename} cannot be used: {error.strerror}."
            return Line(name, Verdict.TROUBLE, words)
        return Line(name, Verdict.TROUBLE, cannot_reach(error, chosen))
