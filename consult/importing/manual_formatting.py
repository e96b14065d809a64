"""Headings and lists that somebody set by hand: bold lines, and signs typed before the words.

For files that have styles and do not use them; must not guess where the file marks headings itself.
"""

import re
from dataclasses import replace

from consult.importing.draft import ParagraphDraft, Run, Runs, clean_text
from consult.importing.heading_detection import is_short
from consult.importing.outline import Heading, split_number
from consult.importing.piece import DraftPiece

_SIGN = re.compile(r"(?P<sign>[-–•▪·*])[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"(?P<mark>(?P<number>\d{1,2})[.)])\s+(?=\S)")
# More bold lines than one in so many, and bold says nothing.
_SELDOM = 2


def with_bold_headings(found: list[DraftPiece]) -> list[DraftPiece]:
    """In a file without a single heading, short bold lines with text below are the headings.

    A numbered one has the level of its number, one without a number stands below it.
    """
    if any(isinstance(one.content, Heading) for one in found):
        return found
    bold = [_is_bold(one) for one in found]
    if sum(bold) * _SELDOM > len(found):
        return found
    result: list[DraftPiece] = []
    above = 0
    for index, one in enumerate(found):
        if bold[index] and index + 1 < len(found):
            number, _ = split_number(one.text)
            level = number.count(".") + 1 if number else above + 1
            above = level if number else above
            message = f"“{one.text}” is taken as a heading because it is short and bold."
            one = one.as_heading(level).with_warning("heading-bold", message)
        result.append(one)
    return result


def _is_bold(one: DraftPiece) -> bool:
    words = [run for run in one.content.runs if run.text.strip()]
    open_end = one.text[-1:] not in (":", ",", ";")
    return one.is_paragraph and is_short(one.text) and open_end and all(r.strong for r in words)


def with_typed_lists(found: list[DraftPiece]) -> list[DraftPiece]:
    """Two or more paragraphs in a row that begin with a typed sign are the items of a list."""
    signs = [_SIGN.match(one.text) if one.is_paragraph else None for one in found]
    result: list[DraftPiece] = []
    for index, one in enumerate(found):
        near = (signs[index - 1] if index else None, *signs[index + 1 : index + 2])
        sign = signs[index]
        if sign and any(other and other["sign"] == sign["sign"] for other in near):
            one = _as_item(one, sign["sign"])
        result.append(one)
    return result


def with_numbered_lists(found: list[DraftPiece]) -> list[DraftPiece]:
    """Two or more paragraphs in a row whose numbers rise by one are the items of a list."""
    marks = [_NUMBER.match(one.text) if one.is_paragraph else None for one in found]
    turns = [int(mark["number"]) if mark else -9 for mark in marks]
    result: list[DraftPiece] = []
    for index, one in enumerate(found):
        mark = marks[index]
        before, after = turns[index - 1] if index else -9, (*turns[index + 1 :][:1], -9)[0]
        if mark and (before + 1 == turns[index] or turns[index] + 1 == after):
            first, *rest = one.content.runs
            runs = (replace(first, text=first.text[mark.end() :]), *rest)
            piece = ParagraphDraft("item", clean_text(runs), runs, 1, mark["mark"])
            message = f"“{piece.text}” is taken as an item because of the number before it."
            one = replace(one, content=piece).with_warning("list-typed", message)
        result.append(one)
    return result


def _as_item(one: DraftPiece, sign: str) -> DraftPiece:
    runs = _without_sign(one.content.runs)
    piece = ParagraphDraft("item", clean_text(runs), runs, 1, "–" if sign == "-" else sign)
    message = f"“{piece.text}” is taken as an item because of the sign before it."
    return replace(one, content=piece).with_warning("list-typed", message)


def _without_sign(runs: Runs) -> Runs:
    """The runs without the sign, which may be a run of its own, and the space behind it."""
    rest = list(runs)
    while rest and not rest[0].text.strip("-–•▪·* \t\u00a0"):
        rest.pop(0)
    if not rest:
        return runs
    first: Run = replace(rest[0], text=rest[0].text.lstrip("-–•▪·* \t\u00a0"))
    return (first, *rest[1:])
