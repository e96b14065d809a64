"""The blocks that a document is made of, in order: what words it makes them, what writes it reads them. No markup."""

from __future__ import annotations

from dataclasses import dataclass

from consult.lineage import Difference
from consult.responses.omission import Piece, pieces_of


@dataclass(frozen=True)
class Heading:
    """``level`` is 2 to 5; ``anchor`` its id, "" where nothing links to it."""

    level: int
    text: str
    anchor: str = ""
    block: str = "heading"


@dataclass(frozen=True)
class Text:
    """One paragraph; ``label`` is set before it in bold."""

    text: str
    label: str = ""
    block: str = "text"


@dataclass(frozen=True)
class Quotation:
    """Words of a respondent; ``source`` names the remark they stand in."""

    text: str
    source: str
    block: str = "quote"

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words, cut where the office left some out."""
        return pieces_of(self.text)


@dataclass(frozen=True)
class Table:
    """A table with one row of heads; the first cell of each other row is the row's head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    block: str = "table"


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
