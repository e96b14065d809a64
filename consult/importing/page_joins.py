"""Joins paragraphs that a page break cut in two, only where that is certain."""

import re
from dataclasses import replace

from consult.importing.draft import ParagraphDraft, Run, clean_text, joined
from consult.importing.piece import DraftPiece

# A shorter line may be a heading; a line cut by the page's end runs to the margin.
_FULL_LINE = 60
# No paragraph runs over more pages than this; lines that all begin small are something else.
_MOST_JOINS = 12
# A full stop that ends no sentence: "bl.a.", "f.eks.", "jf.".
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:\w{1,4}\.){2,}$|(?:^|[\s(])(?:jf|ca|nr|hhv|evt|inkl|ekskl|pct)\.$"
)
_LONGEST = 16


def joined_pages(found: list[DraftPiece]) -> list[DraftPiece]:
    """The pieces with cut paragraphs made whole; each join, and each doubt, is a remark."""
    result: list[DraftPiece] = []
    joins = 0
    for one in found:
        if not result or not _goes_on(one):
            result.append(one)
            joins = 0
        elif _is_cut(result[-1]) and joins < _MOST_JOINS:
            result[-1] = _together(result[-1], one)
            joins += 1
        else:
            message = f"“{one.text}” begins in the middle of a sentence; it was not joined."
            result.append(one.with_warning("possible-split", message))
    return result


def _goes_on(one: DraftPiece) -> bool:
    return one.is_paragraph and one.text[:1].islower()


def _is_cut(one: DraftPiece) -> bool:
    """Running text or an item that stops after a word or a comma, far from its beginning."""
    paragraph = isinstance(one.content, ParagraphDraft) and one.content.kind in (
        "paragraph",
        "item",
    )
    last = one.text[-1:]
    open_end = (
        last.isalnum() or last == "," or _ABBREVIATION.search(one.text[-_LONGEST:]) is not None
    )
    return paragraph and len(one.text) >= _FULL_LINE and open_end


def _together(first: DraftPiece, second: DraftPiece) -> DraftPiece:
    before = first.content
    if not isinstance(before, ParagraphDraft):
        return first
    changes = {before.runs[-1].change, second.content.runs[0].change}
    # The blank between the halves belongs to a change only when both sides do.
    gap = Run(" ", changes.pop() if len(changes) == 1 else None)
    runs = joined((*before.runs, gap, *second.content.runs))
    piece = replace(before, runs=runs, text=clean_text(runs))
    whole = replace(first, content=piece, warnings=(*first.warnings, *second.warnings))
    end, begin = first.text.split()[-1], second.text.split()[0]
    return whole.with_warning(
        "page-break-joined", f"“… {end}” and “{begin} …” ({second.line}) are one paragraph."
    )
