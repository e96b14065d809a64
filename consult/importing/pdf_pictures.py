"""Pictures of a PDF as pieces of the draft, or the remark that they could not be taken out.

What becomes of a picture and its description is in figures.py.
"""

from dataclasses import replace

from consult.importing.draft import ParagraphDraft, Run
from consult.importing.figures import figure
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.piece import DraftPiece


def shown(name: str, description: str, where: str, findings: ReadingState) -> DraftPiece:
    """The picture of this name in its place; `filled` takes away one of which nothing is left."""
    said: list[tuple[str, str]] = []
    findings.warn = lambda code, message: said.append((code, message))
    runs = (Run(description),) if description else ()
    piece = figure(name, runs, findings) or ParagraphDraft("figure", "", ())
    return DraftPiece(piece, "", where, tuple(said))


def filled(found: list[DraftPiece]) -> list[DraftPiece]:
    """The pieces without empty figures; the piece before one keeps what was said of it."""
    kept: list[DraftPiece] = []
    for one in found:
        if not _is_empty(one):
            kept.append(one)
        elif kept:
            kept[-1] = replace(kept[-1], warnings=(*kept[-1].warnings, *one.warnings))
    return kept


def _is_empty(one: DraftPiece) -> bool:
    piece = one.content
    if not isinstance(piece, ParagraphDraft) or piece.kind != "figure":
        return False
    return not piece.runs and piece.picture is None
