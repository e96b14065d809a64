"""The blocks that a document is made of, in order: what words it makes them, what writes it reads them. No markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from consult.lineage import Difference
from consult.responses.omission import Piece, pieces_of


class Run(NamedTuple):
    """Words in a line. ``href`` is what they link to, "#id" within the document, "" nothing; ``is_left_out``: the office
    left words out here, and ``text`` is ""."""

    text: str
    href: str = ""
    is_left_out: bool = False


# One text, one run, or several after each other.
Words = str | Run | tuple[str | Run, ...]


def runs_of(words: Words) -> tuple[Run, ...]:
    """The words as runs."""
    each = (words,) if isinstance(words, str | Run) else words
    return tuple(run if isinstance(run, Run) else Run(run) for run in each)


def plain(words: Words) -> str:
    """The words without links."""
    return "".join(run.text for run in runs_of(words))


def joined(words: Iterable[str | Run], between: str = ", ") -> tuple[str | Run, ...]:
    """Several words after each other."""
    runs: list[str | Run] = []
    for each in words:
        runs += [between, each] if runs else [each]
    return tuple(runs)


def runs_with_omissions(text: str) -> tuple[Run, ...]:
    """A public copy, with runs where words were left out of it."""
    return tuple(Run(piece.text, "", piece.is_left_out) for piece in pieces_of(text))


@dataclass(frozen=True)
class Heading:
    """``level`` is 2 to 5; ``anchor`` its id, "" where nothing links to it. ``href`` is where it is read on the site."""

    level: int
    text: str
    anchor: str = ""
    href: str = ""
    block: str = "heading"


@dataclass(frozen=True)
class Text:
    """One paragraph; ``label`` is set before it in bold."""

    words: Words
    label: str = ""
    block: str = "text"

    @property
    def text(self) -> str:
        return plain(self.words)

    @property
    def runs(self) -> tuple[Run, ...]:
        return runs_of(self.words)


@dataclass(frozen=True)
class Quotation:
    """Words of a respondent; ``source`` names the remark they stand in, ``href`` is its page."""

    text: str
    source: str
    href: str = ""
    block: str = "quote"

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words, cut where the office left some out."""
        return pieces_of(self.text)


@dataclass(frozen=True)
class Table:
    """A table with one row of heads; the first cell of each other row is the row's head.

    ``widths`` are the shares of the columns, in percent. ``is_summed``: the last row is the sum of those above it. The
    cells of ``numbers`` (columns, from 0) are numbers.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[int, ...] = ()
    is_summed: bool = False
    numbers: frozenset[int] = frozenset()
    block: str = "table"

    @property
    def cells(self) -> Iterator[tuple[tuple[Run, ...], ...]]:
        """The rows, each cell as runs."""
        return (tuple(runs_of(cell) for cell in row) for row in self.rows)


# What lays out pages looks at all that is left of a table for each: quadratic, and hundreds of megabytes.
MOST_ROWS = 100


def cut(table: Table) -> Iterator[Table]:
    """The same in tables of MOST_ROWS, whose captions say which rows they have."""
    rows = table.rows
    if len(rows) <= MOST_ROWS:
        yield table
        return
    for start in range(0, len(rows), MOST_ROWS):
        some = rows[start : start + MOST_ROWS]
        caption = f"{table.caption} ({start + 1}–{start + len(some)} / {len(rows)})"
        yield replace(table, caption=caption, rows=some)


@dataclass(frozen=True)
class Changes:
    """A passage of the draft with what was taken out of it and what was put in."""

    pieces: tuple[Difference, ...]
    block: str = "changed"


@dataclass(frozen=True)
class Gap:
    """What is still open; printed in drafts only."""

    text: str
    block: str = "gap"


Block = Heading | Text | Quotation | Table | Changes | Gap
