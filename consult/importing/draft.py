"""A draft as it was read: plain frozen values, all that the importer returns.

Holds the values, and the clean and the whole text of runs; must not hold files, ORM or HTML.
"""

import itertools
import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Change: TypeAlias = Literal["insertion", "deletion"]
ParagraphKind: TypeAlias = Literal["paragraph", "item", "table", "figure", "footnote"]
# What `[words](#)` is in a document: a tracked insertion, a link that lost its target, or plain text.
EmptyLinks: TypeAlias = Literal["insertion", "link", "text"]


class ImportRefused(Exception):
    """The file cannot be read; `code` is stable, `message` is one sentence in English that says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class DraftWarning:
    """Something the editor must look at.

    `code` is stable, and the interface translates by it; `message` is plain English and may
    quote the draft. `where` is "line 48" in text files, else the location in the outline, such
    as "4/1, paragraph 3"; "" for the whole file. `location` is the location in the outline
    either way; for what was left out, where it would have been.
    """

    code: str
    message: str
    where: str = ""
    location: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one tracked change, one formatting and one link.

    `href` is what the file says, unchecked; `render_html` decides which links it writes.
    """

    text: str
    change: Change | None = None
    strong: bool = False
    emphasis: bool = False
    href: str | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the draft: `digest` (sha256, hexadecimal) names its bytes, PNG or JPEG.

    `description` is the alternative text: "" for a decorative picture, None where the file has
    none. Width and height are in pixels.
    """

    digest: str
    width: int
    height: int
    description: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; `columns` and `rows` are how many it spans."""

    runs: Runs
    header: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class ParagraphDraft:
    """One numbered piece of the text: paragraph, list item, table, figure or footnote.

    `text` is the clean text: insertions accepted, deletions gone, so a wholly deleted
    paragraph has text "" while its runs keep the deleted words.
    `level` is the depth of the list (1 outermost), 0 outside lists. `marker` is what the list
    prints before an item ("•", "2)"), never part of `text`. `cells` is set only for tables,
    row by row; their `runs` hold the same words with tabs between cells, line breaks between
    rows. A footnote follows the paragraph that refers to it and starts with the same raised
    number as the reference. A figure with a `picture` has its description as its text.
    """

    kind: ParagraphKind
    text: str
    runs: Runs
    level: int = 0
    marker: str = ""
    cells: tuple[tuple[Cell, ...], ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One heading and the paragraphs under it, up to the next heading of any level.

    `path` is the position among siblings at each level, outermost first ("4/5/2"); `level` is
    the number of its steps, 1 at the top. `number` is what the file prints before the title,
    None where it prints none. `title` is clean text like a paragraph's, "" for text before the
    first heading; for a wholly deleted heading it is the deleted words. `change` is set only
    when one change covers the whole heading; `title_runs` has changes of parts of it.
    """

    path: str
    number: str | None
    title: str
    level: int
    change: Change | None
    paragraphs: tuple[ParagraphDraft, ...]
    title_runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole file: sections flat, in document order.

    `pictures` are (digest, bytes) of its figures, `lines` (line of the file, location in the
    outline): ("line 48", "4/1, paragraph 3"). Both are set only right after reading.
    """

    title: str
    sections: tuple[SectionDraft, ...]
    warnings: tuple[DraftWarning, ...]
    pictures: tuple[tuple[str, bytes], ...] = field(default=(), compare=False, repr=False)
    lines: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)


def clean_text(runs: Runs) -> str:
    """The text with insertions accepted and deletions gone, single-spaced, trimmed."""
    return tidy("".join(run.text for run in runs if run.change != "deletion"))


def whole_text(runs: Runs) -> str:
    """The text with insertions and deletions, single-spaced and trimmed."""
    return tidy("".join(run.text for run in runs))


def tidy(text: str) -> str:
    """The text single-spaced and trimmed; line breaks, tabs and no-break spaces inside stay."""
    return re.sub(r" {2,}", " ", text).strip()


def whole_change(runs: Runs) -> Change | None:
    """The one change that covers every word, or None."""
    changes = {run.change for run in runs if run.text.strip()}
    return changes.pop() if len(changes) == 1 else None


def is_deleted(row: tuple[Cell, ...]) -> bool:
    """Whether every word of a table row is deleted."""
    return whole_change(tuple(run for cell in row for run in cell.runs)) == "deletion"


def joined(runs: Runs) -> Runs:
    """The same text with adjacent runs merged that differ in nothing but their text; empty ones go."""
    # Joined by group, not one by one: a paragraph may come as a hundred thousand runs.
    filled = (run for run in runs if run.text)
    return tuple(
        Run("".join(run.text for run in alike), *marks)
        for marks, alike in itertools.groupby(filled, key=_marks)
    )


def _marks(run: Run) -> tuple[Change | None, bool, bool, str | None]:
    return run.change, run.strong, run.emphasis, run.href
