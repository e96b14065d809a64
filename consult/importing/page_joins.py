"""Joins paragraphs that a page break split in two, only where that is certain."""

import re
from dataclasses import replace

from consult.importing.draft import ParagraphDraft, Run, clean_text, joined
from consult.importing.piece import DraftPiece

# A shorter line may be a heading; one that a page break cut runs to the margin.
_FULL_LINE = 60
# No paragraph is on more pages; more lines that all begin in lower case are something else.
_MAX_JOINS = 12
# A full stop that does not end a sentence: "bl.a.", "f.eks.", "jf.".
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:\w{1,4}\.){2,}$|(?:^|[\s(])(?:jf|ca|nr|hhv|evt|inkl|ekskl|pct)\.$"
)
_LONGEST_ABBREVIATION = 16


def joined_pages(pieces: list[DraftPiece]) -> list[DraftPiece]:
    """The pieces with split paragraphs joined; each join, and each doubtful one, gives a warning."""
    result: list[DraftPiece] = []
    joins = 0
    for piece in pieces:
        if not result or not _begins_mid_sentence(piece):
            result.append(piece)
            joins = 0
        elif _is_cut(result[-1]) and joins < _MAX_JOINS:
            result[-1] = _join(result[-1], piece)
            joins += 1
        else:
            message = f"“{piece.text}” begins in the middle of a sentence; it was not joined."
            result.append(piece.with_warning("possible-split", message))
    return result


def _begins_mid_sentence(piece: DraftPiece) -> bool:
    return piece.is_paragraph and piece.text[:1].islower()


def _is_cut(piece: DraftPiece) -> bool:
    """Whether it is running text or an item of a full line that stops after a word or a comma."""
    content, text = piece.content, piece.text
    is_worded = isinstance(content, ParagraphDraft) and content.kind in ("paragraph", "item")
    is_open = text[-1:].isalnum() or text[-1:] == ","
    is_open = is_open or _ABBREVIATION.search(text[-_LONGEST_ABBREVIATION:]) is not None
    return is_worded and len(text) >= _FULL_LINE and is_open


def _join(first: DraftPiece, second: DraftPiece) -> DraftPiece:
    before = first.content
    if not isinstance(before, ParagraphDraft):
        return first
    changes = {before.runs[-1].change, second.content.runs[0].change}
    # The blank between the halves belongs to a change only when both sides do.
    blank = Run(" ", changes.pop() if len(changes) == 1 else None)
    runs = joined((*before.runs, blank, *second.content.runs))
    content = replace(before, runs=runs, text=clean_text(runs))
    whole = replace(first, content=content, warnings=(*first.warnings, *second.warnings))
    end, begin = first.text.split()[-1], second.text.split()[0]
    return whole.with_warning(
        "page-break-joined", f"“… {end}” and “{begin} …” ({second.line}) are one paragraph."
    )
