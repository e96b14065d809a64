"""What a document is made of, one after the other: for whoever words it and whoever writes it. No markup."""

from __future__ import annotations

from dataclasses import dataclass

from consult.lineage import Difference


@dataclass(frozen=True)
class Heading:
    """``level`` 2 to 5; ``anchor`` is its id, "" where nothing points at it."""

    level: int
    text: str
    anchor: str = ""
    block: str = "heading"


@dataclass(frozen=True)
class Text:
    """One paragraph; ``label`` is set before it, as a word in bold."""

    text: str
    label: str = ""
    block: str = "text"


@dataclass(frozen=True)
class Quoted:
    """Words of a respondent, and the number of the remark they stand in."""

    text: str
    source: str
    block: str = "quote"


@dataclass(frozen=True)
class Table:
    """A table whose first row are heads, and whose rows each begin with what they are about."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    block: str = "table"


@dataclass(frozen=True)
class Changed:
    """A passage of the draft with what was taken out of it and what was put in."""

    pieces: tuple[Difference, ...]
    block: str = "changed"


@dataclass(frozen=True)
class Gap:
    """What is still open; printed on drafts only."""

    text: str
    block: str = "gap"


Block = Heading | Text | Quoted | Table | Changed | Gap
