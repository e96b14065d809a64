"""Headings and lists formatted by hand: bold lines, and list markers typed before the words.

For files that have styles and do not use them; must not guess where the file marks headings itself.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from consult.importing.draft import ParagraphDraft, Run, Runs, clean_text
from consult.importing.heading_detection import is_short
from consult.importing.outline import HeadingDraft, split_number
from consult.importing.piece import DraftPiece

_SIGN = re.compile(r"(?P<sign>[-–•▪·*])[ \t\u00a0]+(?=\S)")
_SIGN_AND_BLANKS = "-–•▪·* \t\u00a0"
_NUMBER = re.compile(r"(?P<marker>(?P<number>\d{1,2})[.)])\s+(?=\S)")
_NO_NUMBER = -9
# Where more than one piece in so many is a bold line, bold says nothing.
_PIECES_PER_BOLD_LINE = 2


def with_bold_headings(pieces: list[DraftPiece]) -> list[DraftPiece]:
    """In a file without a single heading, short bold lines with text below become headings.

    A numbered one gets the level of its number, one without a number the level below it.
    """
    if any(isinstance(piece.content, HeadingDraft) for piece in pieces):
        return pieces
    bold = [_is_bold_line(piece) for piece in pieces]
    if sum(bold) * _PIECES_PER_BOLD_LINE > len(pieces):
        return pieces
    result: list[DraftPiece] = []
    numbered_level = 0
    for index, piece in enumerate(pieces):
        if bold[index] and index + 1 < len(pieces):
            number, _ = split_number(piece.text)
            level = number.count(".") + 1 if number else numbered_level + 1
            numbered_level = level if number else numbered_level
            message = f"“{piece.text}” is taken as a heading because it is short and bold."
            piece = piece.as_heading(level).with_warning("heading-bold", message)
        result.append(piece)
    return result


def _is_bold_line(piece: DraftPiece) -> bool:
    runs = [run for run in piece.content.runs if run.text.strip()]
    ends_well = piece.text[-1:] not in (":", ",", ";")
    is_line = piece.is_paragraph and is_short(piece.text) and not piece.is_caption and ends_well
    return is_line and all(run.strong for run in runs)


def with_typed_lists(pieces: list[DraftPiece]) -> list[DraftPiece]:
    """Two or more paragraphs in a row that begin with the same typed sign become list items."""
    signs = [_SIGN.match(piece.text) if piece.is_paragraph else None for piece in pieces]
    result: list[DraftPiece] = []
    for index, piece in enumerate(pieces):
        adjacent = (signs[index - 1] if index else None, *signs[index + 1 : index + 2])
        sign = signs[index]
        if sign and any(other and other["sign"] == sign["sign"] for other in adjacent):
            marker = "–" if sign["sign"] == "-" else sign["sign"]
            piece = _as_item(piece, _without_sign(piece.content.runs), marker, "sign")
        result.append(piece)
    return result


def with_numbered_lists(pieces: list[DraftPiece]) -> list[DraftPiece]:
    """Two or more paragraphs in a row whose typed numbers rise by one become list items."""
    matches = [_NUMBER.match(piece.text) if piece.is_paragraph else None for piece in pieces]
    numbers = [int(match["number"]) if match else _NO_NUMBER for match in matches]
    result: list[DraftPiece] = []
    for index, piece in enumerate(pieces):
        match = matches[index]
        if match and _is_in_sequence(numbers, index):
            first, *rest = piece.content.runs
            runs = (replace(first, text=first.text[match.end() :]), *rest)
            piece = _as_item(piece, runs, match["marker"], "number")
        result.append(piece)
    return result


def _is_in_sequence(numbers: Sequence[int], index: int) -> bool:
    before = numbers[index - 1] if index else _NO_NUMBER
    after = numbers[index + 1] if index + 1 < len(numbers) else _NO_NUMBER
    return before + 1 == numbers[index] or numbers[index] + 1 == after


def _as_item(piece: DraftPiece, runs: Runs, marker: str, reason: str) -> DraftPiece:
    item = ParagraphDraft("item", clean_text(runs), runs, 1, marker)
    message = f"“{item.text}” is taken as an item because of the {reason} before it."
    return replace(piece, content=item).with_warning("list-typed", message)


def _without_sign(runs: Runs) -> Runs:
    """The runs without the sign, which may be a run of its own, and the blanks after it."""
    rest = list(runs)
    while rest and not rest[0].text.strip(_SIGN_AND_BLANKS):
        rest.pop(0)
    if not rest:
        return runs
    first: Run = replace(rest[0], text=rest[0].text.lstrip(_SIGN_AND_BLANKS))
    return (first, *rest[1:])
