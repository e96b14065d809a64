"""Pandoc's blocks as pieces of the draft, each with its warnings.

Holds what concerns a piece and the next one; what one block becomes is in pandoc_blocks.py.
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
from consult.importing.empty_headings import without_empty_headings
from consult.importing.line import MOST_LINES
from consult.importing.outline import HeadingOrParagraph
from consult.importing.pandoc_blocks import read_blocks
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.piece import DraftPiece, UnplacedWarnings

_HIDDEN = "hidden-text-left-out"
_END_DELETED = "paragraph-end-deleted"
_WORDED = ("paragraph", "item")
# "List Bullet 2", "List Number 3", and their Danish names.
_LIST_STYLE = re.compile(r"(?i)(?:list|opstilling)\b.* (?P<depth>[2-5])")


def collect(document: dict[str, Any], **marks: Any) -> tuple[ReadingState, list[DraftPiece]]:
    """The pieces of pandoc's document; `marks` are the fields of ReadingState that say how to read marks.

    Raises ImportRefused for more than MOST_LINES pieces.
    """
    pending: list[tuple[str, str]] = []
    state = ReadingState(lambda code, message: pending.append((code, message)), **marks)
    pieces: list[DraftPiece] = []
    for content, style in read_blocks(document["blocks"], state):
        if whole_change(content.runs) == "deletion":
            # The end goes with the words; only an end deleted by itself joins two paragraphs.
            pending[:] = [warning for warning in pending if warning[0] != _END_DELETED]
        piece = DraftPiece(_at_depth_of(style, content), style, "", _once_a_kind(pending))
        pending.clear()
        if pieces and _continues(pieces[-1], piece):
            pieces[-1] = _join(pieces[-1], piece)
        else:
            pieces.append(piece)
        if len(pieces) > MOST_LINES:
            message = f"The file has more than {MOST_LINES} paragraphs."
            raise ImportRefused("too-long", message)
    if pending and pieces:
        pieces[-1] = replace(pieces[-1], warnings=_once_a_kind([*pieces[-1].warnings, *pending]))
    pending.clear()
    return state, without_empty_headings(pieces)


def _once_a_kind(warnings: list[tuple[str, str]]) -> UnplacedWarnings:
    """The warnings; that something of one kind was hidden, once for all of it in a paragraph."""
    hidden = dict.fromkeys(warning for warning in warnings if warning[0] == _HIDDEN)
    rest = [warning for warning in warnings if warning[0] != _HIDDEN]
    return (*hidden, *rest)


def _at_depth_of(style: str, content: HeadingOrParagraph) -> HeadingOrParagraph:
    """A list item at least as deep as its style says, where each depth has a style of its own."""
    match = _LIST_STYLE.fullmatch(style)
    if match is None or not isinstance(content, ParagraphDraft) or content.kind != "item":
        return content
    return replace(content, level=max(content.level, int(match["depth"])))


def _continues(before: DraftPiece, piece: DraftPiece) -> bool:
    """Whether the end of the paragraph before is deleted, so that this one is the rest of it."""
    end_deleted = any(code == _END_DELETED for code, _ in before.warnings)
    return _is_worded(before) and _is_worded(piece) and end_deleted


def _is_worded(piece: DraftPiece) -> bool:
    return isinstance(piece.content, ParagraphDraft) and piece.content.kind in _WORDED


def _join(before: DraftPiece, piece: DraftPiece) -> DraftPiece:
    """Both as one paragraph; its deleted text has a line break where the end was."""
    if not isinstance(before.content, ParagraphDraft):
        return before
    # Pandoc trims paragraphs, so the blank is ours.
    runs = joined((*before.content.runs, Run("\n", "deletion"), Run(" "), *piece.content.runs))
    content = replace(before.content, runs=runs, text=clean_text(runs))
    rest = tuple(warning for warning in before.warnings if warning[0] != _END_DELETED)
    whole = replace(before, content=content, warnings=rest)
    message = "A paragraph's end is deleted here; it and the next one were made one paragraph."
    whole = whole.with_warning("paragraphs-joined", message)
    return replace(whole, warnings=(*whole.warnings, *piece.warnings))
