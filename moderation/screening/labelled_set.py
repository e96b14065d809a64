"""The labelled texts that the rules are measured on: two files beside this, and how their marks are read.

A line is a text. ``[[rule|words]]`` marks what a rule should find, ⏎ a line break; what stands before " :: " is the
sender's name. A text without a mark is a look-alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

HALVES = ("dev", "held_out")
_MARK = re.compile(r"\[\[(?P<rule>\w{1,20})\|(?P<words>[\s\S]{1,200}?)\]\]")
_NAME_ENDS = " :: "


@dataclass(frozen=True, slots=True)
class Mark:
    """``rule`` should see something from ``start`` up to ``end`` of the text."""

    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text or a name with its marks; without any, a look-alike."""

    text: str
    marks: tuple[Mark, ...] = ()


def labelled(half: str) -> list[Labelled]:
    """The texts and names of one half, "dev" or "held_out", in the file's order."""
    file = resources.files("moderation.screening") / "labelled" / f"{half}.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return [
        _read(part)
        for line in lines
        if line and not line.startswith("#")
        for part in line.replace("⏎", "\n").split(_NAME_ENDS)
    ]


def _read(line: str) -> Labelled:
    text, position, marks = "", 0, list[Mark]()
    for match in _MARK.finditer(line):
        text += line[position : match.start()]
        marks.append(Mark(match["rule"], len(text), len(text) + len(match["words"])))
        text, position = text + match["words"], match.end()
    return Labelled(text + line[position:], tuple(marks))
