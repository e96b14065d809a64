"""Pictures of a PDF as pieces of the draft, or the remark that they could not be extracted.

What becomes of a picture and its description is in pandoc_blocks.py.
"""

from dataclasses import replace

from consult.importing.draft import ParagraphDraft, Run
from consult.importing.pandoc_blocks import figure
from consult.importing.pandoc_inlines import Findings
from consult.importing.piece import Found


def picture_piece(name: str, description: str, where: str, findings: Findings) -> Found:
    """The figure with the picture of this name; one of which nothing is left has remarks alone.

    `without_empty_figures` takes such a piece away.
    """
    remarks: list[tuple[str, str]] = []
    findings.warn = lambda code, message: remarks.append((code, message))
    runs = (Run(description),) if description else ()
    piece = figure(name, runs, findings) or ParagraphDraft("figure", "", ())
    return Found(piece, "", where, tuple(remarks))


def without_empty_figures(pieces: list[Found]) -> list[Found]:
    """The pieces without figures that have nothing left; their remarks go to the piece before."""
    kept: list[Found] = []
    for piece in pieces:
        if not _is_empty(piece):
            kept.append(piece)
        elif kept:
            kept[-1] = replace(kept[-1], remarks=(*kept[-1].remarks, *piece.remarks))
    return kept


def _is_empty(found: Found) -> bool:
    piece = found.piece
    if not isinstance(piece, ParagraphDraft) or piece.kind != "figure":
        return False
    return not piece.runs and piece.picture is None
