"""Leaves out headings without a word, which would be sections that nobody can name."""

from dataclasses import replace

from consult.importing.draft import whole_text
from consult.importing.outline import HeadingDraft
from consult.importing.piece import DraftPiece, UnplacedWarnings


def without_empty_headings(pieces: list[DraftPiece]) -> list[DraftPiece]:
    """The pieces without them; one warning for all, where the first of them stood."""
    count = sum(map(_is_empty_heading, pieces))
    result: list[DraftPiece] = []
    waiting: UnplacedWarnings = ()
    is_first = True
    for piece in pieces:
        if _is_empty_heading(piece):
            said = ("empty-headings-left-out", f"Headings without words were left out: {count}.")
            waiting = (*waiting, *((said,) if is_first else ()), *piece.warnings)
            is_first = False
        else:
            result.append(replace(piece, warnings=(*waiting, *piece.warnings)))
            waiting = ()
    if waiting and result:
        result[-1] = replace(result[-1], warnings=(*result[-1].warnings, *waiting))
    return result


def _is_empty_heading(piece: DraftPiece) -> bool:
    return isinstance(piece.content, HeadingDraft) and not whole_text(piece.content.runs)
