"""Pictures of a PDF as pieces of the draft, or the warning that they could not be extracted.

What becomes of a picture and its description is in figures.py.
"""

from dataclasses import replace

from consult.importing.draft import ParagraphDraft, Run
from consult.importing.figures import figure
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.piece import DraftPiece


def picture_piece(name: str, description: str, where: str, state: ReadingState) -> DraftPiece:
    """The figure with the picture of this name; one of which nothing is left has warnings alone.

    `without_empty_figures` takes such a piece away.
    """
    warnings: list[tuple[str, str]] = []
    state.warn = lambda code, message: warnings.append((code, message))
    runs = (Run(description),) if description else ()
    content = figure(name, runs, state) or ParagraphDraft("figure", "", ())
    return DraftPiece(content, "", where, tuple(warnings))


def without_empty_figures(pieces: list[DraftPiece]) -> list[DraftPiece]:
    """The pieces without figures that have nothing left; their warnings go to the piece before."""
    kept: list[DraftPiece] = []
    for piece in pieces:
        if not _is_empty(piece):
            kept.append(piece)
        elif kept:
            kept[-1] = replace(kept[-1], warnings=(*kept[-1].warnings, *piece.warnings))
    return kept


def _is_empty(piece: DraftPiece) -> bool:
    content = piece.content
    if not isinstance(content, ParagraphDraft) or content.kind != "figure":
        return False
    return not content.runs and content.picture is None
