"""Reads the source of the sample draft, `draft.md`: text → blocks of runs; must not know Word.

One block a line: `% title`, `# … ####` headings, `- item`, `1. item`, `| cell | cell |`,
`[^1]: footnote`, `!picture.png description`, anything else a paragraph. `{+inserted+}` and
`{-deleted-}` are tracked changes by the unit named in the nearest `@ unit` line above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

Kind = Literal["title", "heading", "paragraph", "item", "numbered", "row", "footnote", "picture"]
Change = Literal["insertion", "deletion"]

SOURCE = Path(__file__).with_name("draft.md")

_CHANGE = re.compile(r"\{\+(?P<insertion>.*?)\+\}|\{-(?P<deletion>.*?)-\}")
_LINE = re.compile(
    r"(?P<title>% )|(?P<heading>#{1,4} )|(?P<item>- )|(?P<numbered>\d+\. )"
    r"|(?P<row>\| )|(?P<footnote>\[\^\d+\]: )|(?P<picture>!)"
)


@dataclass(frozen=True)
class SourceRun:
    """A stretch of text with one tracked change or none."""

    text: str
    change: Change | None = None


@dataclass(frozen=True)
class SourceBlock:
    """One line of the source. `level` is 1–4 for headings, else 0; `unit` is the author of its changes."""

    kind: Kind
    level: int
    runs: tuple[SourceRun, ...]
    unit: str

    @property
    def text(self) -> str:
        """The text with every change accepted."""
        return "".join(run.text for run in self.runs if run.change != "deletion")

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of a table row's cells."""
        return tuple(cell.strip() for cell in self.text.strip("| ").split("|"))


def read_source(path: Path = SOURCE) -> list[SourceBlock]:
    """The blocks of the source in order. Raises OSError when the file is missing."""
    return list(_blocks(path.read_text(encoding="utf-8")))


def _blocks(text: str) -> Iterator[SourceBlock]:
    unit = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("@ "):
            unit = line[2:]
            continue
        yield _block(line, unit)


def _block(line: str, unit: str) -> SourceBlock:
    mark = _LINE.match(line)
    if mark is None:
        return SourceBlock("paragraph", 0, _runs(line), unit)
    # The groups of _LINE are named after the kinds.
    kind = cast(Kind, mark.lastgroup)
    level = len(mark.group().strip()) if kind == "heading" else 0
    # A row keeps its bars, which separate the cells.
    body = line if kind == "row" else line[mark.end() :]
    return SourceBlock(kind, level, _runs(body), unit)


def _runs(text: str) -> tuple[SourceRun, ...]:
    runs: list[SourceRun] = []
    end = 0
    for mark in _CHANGE.finditer(text):
        runs.append(SourceRun(text[end : mark.start()]))
        inserted = mark.group("insertion")
        if inserted is not None:
            runs.append(SourceRun(inserted, "insertion"))
        else:
            runs.append(SourceRun(mark.group("deletion"), "deletion"))
        end = mark.end()
    runs.append(SourceRun(text[end:]))
    return tuple(run for run in runs if run.text)
