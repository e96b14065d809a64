"""Tables: what one is, for whoever finds the file without us, and its rows as they come."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field

from consult.tables.column import Column, Row

Batches = AsyncIterator[Sequence[Row]]


@dataclass(frozen=True)
class About:
    """What a table is. ``name`` is a slug; ``source`` the address of the page it is the table of; ``made_at`` a moment
    with its offset; ``filters`` what was chosen, by the names of the address, empty for everything; ``terms`` what may
    be done with it. ``heads`` are the words for these on a sheet for people, see ``HEADS``."""

    name: str
    title: str
    description: str
    source: str
    publisher: str
    made_at: str
    terms: str
    filters: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)


# Of the sheet that says what the table is, in order, and their English.
HEADS = {
    "sheet": "About",
    "title": "Title",
    "description": "What it is",
    "publisher": "Published by",
    "source": "Source",
    "made_at": "Made",
    "filters": "Filters",
    "rows": "Rows",
    "terms": "Terms",
    "column": "Column",
    "meaning": "What it holds",
}


@dataclass(frozen=True)
class Table:
    """``batches`` can be read once; a row has a value for each column."""

    about: About
    columns: tuple[Column, ...]
    batches: Batches
