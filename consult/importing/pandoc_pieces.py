"""Pandoc's blocks as found pieces, each with what was noticed about it.

Holds what concerns a piece and the next one; what one block becomes is in blocks.py.
"""

import re
from dataclasses import replace
from typing import Any

from consult.importing.draft import (
    ImportRefused,
    ParagraphDraft,
    Run,
    clean_text,
    joined,
    whole_change,
)
from consult.importing.line import MOST_LINES
from consult.importing.outline import Heading
from consult.importing.pandoc_blocks import pieces_of
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.piece import DraftPiece

_END_DELETED = "paragraph-end-deleted"
_WORDED = ("paragraph", "item")
# "List Bullet 2", "List Number 3", and what they are called in Danish.
_DEPTH = re.compile(r"(?i)(?:list|opstilling)\b.* (?P<depth>[2-5])")


def collect(document: dict[str, Any], **marks: Any) -> tuple[ReadingState, list[DraftPiece]]:
    """Pandoc's blocks as found pieces; `marks` says how ReadingState reads strike and links."""
    pending: list[tuple[str, str]] = []
    state = ReadingState(lambda code, message: pending.append((code, message)), **marks)
    found: list[DraftPiece] = []
    for piece, style in pieces_of(document["blocks"], state):
        if whole_change(piece.runs) == "deletion":
            # That the end goes with the words is plain; only a lone end joins two paragraphs.
            pending[:] = [one for one in pending if one[0] != _END_DELETED]
        one = DraftPiece(_as_deep(piece, style), style, "", tuple(pending))
        pending.clear()
        if found and _runs_on(found[-1], one):
            found[-1] = _run_together(found[-1], one)
        else:
            found.append(one)
        if len(found) > MOST_LINES:
            message = f"The file has more than {MOST_LINES} paragraphs."
            raise ImportRefused("too-long", message)
    if pending and found:
        found[-1] = replace(found[-1], warnings=(*found[-1].warnings, *pending))
    pending.clear()
    return state, found


def _as_deep(piece: Heading | ParagraphDraft, style: str) -> Heading | ParagraphDraft:
    """An item as deep as its style says, where each depth of a list has a style of its own."""
    named = _DEPTH.fullmatch(style)
    if named is None or not isinstance(piece, ParagraphDraft) or piece.kind != "item":
        return piece
    return replace(piece, level=max(piece.level, int(named["depth"])))


def _runs_on(before: DraftPiece, one: DraftPiece) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one is the rest of it."""
    return _is_worded(before) and _is_worded(one) and _has_lost_its_end(before)


def _is_worded(one: DraftPiece) -> bool:
    return isinstance(one.content, ParagraphDraft) and one.content.kind in _WORDED


def _has_lost_its_end(one: DraftPiece) -> bool:
    return any(code == _END_DELETED for code, _ in one.warnings)


def _run_together(before: DraftPiece, one: DraftPiece) -> DraftPiece:
    """Both as one paragraph, in whose old words the line still breaks where its end was."""
    if not isinstance(before.content, ParagraphDraft):
        return before
    # Pandoc trims what stood at the end, so the blank is ours.
    runs = joined((*before.content.runs, Run("\n", "deletion"), Run(" "), *one.content.runs))
    piece = replace(before.content, runs=runs, text=clean_text(runs))
    kept = tuple(remark for remark in before.warnings if remark[0] != _END_DELETED)
    whole = replace(before, content=piece, warnings=kept)
    message = "A paragraph's end is deleted here; it and the next one were made one paragraph."
    whole = whole.with_warning("paragraphs-joined", message)
    return replace(whole, warnings=(*whole.warnings, *one.warnings))
