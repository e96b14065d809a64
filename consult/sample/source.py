"""The readable source of the sample draft, `draft.md`: text → blocks of runs.

One block a line. `% title`, `# … ####` headings, `- item`, `1. item`, `| cell | cell |`,
`[^1]: footnote`, `!picture.png what it shows`, anything else a paragraph. `{+inserted+}` and `{-deleted-}` are tracked
changes, made by the unit named in the nearest `@ unit` line above. It knows nothing of Word.
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
class Run:
    """A stretch of text that was left alone, inserted or deleted as one."""

    text: str
    change: Change | None = None


@dataclass(frozen=True)
class Block:
    """One line of the source. `level` is 1–4 for headings, else 0; `unit` made its changes."""

    kind: Kind
    level: int
    runs: tuple[Run, ...]
    unit: str

    @property
    def text(self) -> str:
        """The text as it reads when every change is accepted."""
        return "".join(run.text for run in self.runs if run.change != "deletion")

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row."""
        return tuple(cell.strip() for cell in self.text.strip("| ").split("|"))


def read_source(path: Path = SOURCE) -> list[Block]:
    """The blocks of the source in order. Raises OSError when the file is missing."""
    return list(_blocks(path.read_text(encoding="utf-8")))


def _blocks(text: str) -> Iterator[Block]:
    unit = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("@ "):
            unit = line[2:]
            continue
        yield _block(line, unit)


def _block(line: str, unit: str) -> Block:
    mark = _LINE.match(line)
    if mark is None:
        return Block("paragraph", 0, _runs(line), unit)
    # The groups of _LINE are named after the kinds.
    kind = cast(Kind, mark.lastgroup)
    level = len(mark.group().strip()) if kind == "heading" else 0
    # A row keeps its bars, which separate the cells.
    body = line if kind == "row" else line[mark.end() :]
    return Block(kind, level, _runs(body), unit)


def _runs(text: str) -> tuple[Run, ...]:
    runs: list[Run] = []
    end = 0
    for mark in _CHANGE.finditer(text):
        runs.append(Run(text[end : mark.start()]))
        inserted = mark.group("insertion")
        if inserted is not None:
            runs.append(Run(inserted, "insertion"))
        else:
            runs.append(Run(mark.group("deletion"), "deletion"))
        end = mark.end()
    runs.append(Run(text[end:]))
    return tuple(run for run in runs if run.text)
