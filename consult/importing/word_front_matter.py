"""The title, subtitle, author and date of a Word file, taken out of its text by their styles.

Must not guess a title where no style says so; that is title.py.
"""

from dataclasses import dataclass, replace

from consult.importing.draft import ParagraphDraft, Run, Runs, joined
from consult.importing.outline import HeadingDraft
from consult.importing.piece import DraftPiece
from consult.importing.word_styles import FRONT_MATTER

_TITLE = f"{FRONT_MATTER}title"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was taken out: the runs of the title, () for none, and the words of what the draft has no place for."""

    title: Runs
    left_out: tuple[str, ...]


def take_front_matter(pieces: list[DraftPiece]) -> tuple[list[DraftPiece], FrontMatter]:
    """The pieces without it, and the front matter.

    The title is the first paragraphs in its style, wherever they stand; more of them further down are headings.
    What else belongs to it is taken only next to the title, or at the very beginning.
    """
    title = _title_span(pieces)
    span = _span_around(pieces, title)
    words = tuple(pieces[i].text for i in span if _is_front_matter(pieces[i]) and i not in title)
    lines = [pieces[index].content.runs for index in title]
    kept = [piece for i, piece in enumerate(pieces) if i not in span or not _is_front_matter(piece)]
    moved = tuple(warning for i in title for warning in pieces[i].warnings)
    if moved and kept:
        kept[0] = replace(kept[0], warnings=(*moved, *kept[0].warnings))
    return [_as_text(piece) for piece in kept], FrontMatter(_in_one_line(lines), words)


def _title_span(pieces: list[DraftPiece]) -> range:
    first = next((i for i, piece in enumerate(pieces) if _is_title(piece)), len(pieces))
    end = first
    while end < len(pieces) and _is_title(pieces[end]):
        end += 1
    return range(first, end)


def _span_around(pieces: list[DraftPiece], title: range) -> range:
    """The title and the front matter that touches it, past pictures; without a title, that at the beginning."""
    start, end = (title.start, title.stop) if title else (0, 0)
    while start and _may_stand_beside(pieces[start - 1]):
        start -= 1
    while end < len(pieces) and _may_stand_beside(pieces[end]):
        end += 1
    return range(start, end)


def _may_stand_beside(piece: DraftPiece) -> bool:
    is_figure = isinstance(piece.content, ParagraphDraft) and piece.content.kind == "figure"
    return is_figure or (_is_front_matter(piece) and not _is_title(piece))


def _is_front_matter(piece: DraftPiece) -> bool:
    return piece.style.startswith(FRONT_MATTER) and _is_worded(piece)


def _is_title(piece: DraftPiece) -> bool:
    return piece.style == _TITLE and _is_worded(piece)


def _is_worded(piece: DraftPiece) -> bool:
    return isinstance(piece.content, ParagraphDraft) and piece.content.kind == "paragraph"


def _as_text(piece: DraftPiece) -> DraftPiece:
    """The piece by its own style's name; a title further down as a heading."""
    if not _is_title(piece):
        return replace(piece, style=piece.style.removeprefix(FRONT_MATTER))
    heading = replace(piece, content=HeadingDraft(1, piece.content.runs), style="")
    message = f"“{piece.text}” is taken as a heading because it has the title's style."
    return heading.with_warning("heading-by-title-style", message)


def _in_one_line(lines: list[Runs]) -> Runs:
    runs = [run for line in lines for run in (*line, Run(" "))]
    return joined(tuple(replace(run, text=run.text.replace("\n", " ")) for run in runs))
