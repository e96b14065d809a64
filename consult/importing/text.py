"""Reads drafts that come as plain text with a few marks: "- ", `[..](#)`, `~~..~~`, `**..**`.

Such text was taken from a PDF, one paragraph a line; text broken into lines goes to `wrapped`.
Must not guess silently: each repair is a warning with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from consult.importing.contents_page import contents_warnings, take_contents
from consult.importing.draft import Draft, DraftWarning, EmptyLinks, ParagraphDraft, clean_text
from consult.importing.glyph_repair import repaired
from consult.importing.heading_detection import detect_headings
from consult.importing.inline_marks import marked_runs
from consult.importing.line import lines_of
from consult.importing.misreadings import with_misreading_warnings
from consult.importing.outline import Heading
from consult.importing.page_joins import joined_pages
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.piece import DraftPiece, outline_of
from consult.importing.text_encoding import decoded
from consult.importing.title import take_title
from consult.importing.wrapped_text import read_lines
from consult.importing.wrapped_text.hyphenation import Words, mended
from consult.importing.wrapped_text.running_headers import WATERMARKS

_HEADING = re.compile(r"(#{1,6})\s+(?P<words>.+)")
_ITEM = re.compile(r"(?P<indent>\s*)[-*•]\s+(?P<words>.+)")
_BROKEN_NUMBER = re.compile(r"(?P<number>\d{1,2})\*\*\s+(?P<words>.+)")

# Lines broken at a fixed width: none is longer, and most of the fuller ones end in mid-sentence.
_LONGEST_WRAPPED = 130
_FULL = 50
_FEWEST_FULL = 8


def read_text(content: bytes, name: str, empty_links: EmptyLinks | None) -> Draft:
    """The draft in a .txt, of one paragraph a line or broken into lines of a fixed width.

    `name` stands in for a missing title. Raises ImportRefused for what is no text.
    """
    lines, about_letters = repaired(lines_of(decoded(content)))
    if _is_wrapped([line.text for line in lines]):
        state = ReadingState(_ignored, struck="deletion", empty_links=empty_links)
        draft = read_lines(lines, name, state, marked_runs)
    else:
        draft = _read_paragraphs([line.text for line in lines], name, empty_links)
    return replace(draft, warnings=(*about_letters, *draft.warnings))


def _ignored(code: str, message: str) -> None:
    raise AssertionError(f"{code}: the reader must set where warnings go")


def _read_paragraphs(lines: list[str], name: str, empty_links: EmptyLinks | None) -> Draft:
    found, watermarks = _without_watermarks(list(_pieces(lines, empty_links)))
    found, contents = take_contents(found)
    title, found, about_title = _titled(found, name, contents is not None)
    found = with_misreading_warnings(detect_headings(joined_pages(found), contents))
    outline = outline_of(found)
    notes = (*about_title, *contents_warnings(contents), *watermarks)
    warnings = (*notes, *outline.warnings)
    return Draft(title, outline.sections(), warnings, lines=tuple(outline.lines))


def _is_wrapped(lines: list[str]) -> bool:
    full = [line.rstrip() for line in lines if len(line.strip()) >= _FULL]
    cut = [line for line in full if line[-1].isalnum() or line[-1] in ",-–"]
    short = max(map(len, lines)) <= _LONGEST_WRAPPED
    return short and len(full) >= _FEWEST_FULL and len(cut) > len(full) / 2


def _pieces(lines: list[str], empty_links: EmptyLinks | None) -> Iterator[DraftPiece]:
    pending: list[tuple[str, str]] = []
    state = ReadingState(
        lambda code, message: pending.append((code, message)),
        struck="deletion",
        empty_links=empty_links,
    )
    words = Words.of(lines)
    for number, line in enumerate(lines, 1):
        if line.strip():
            whole, about_hyphens = mended(line, words)
            piece = _piece(whole, state)
            yield DraftPiece(piece, "", f"line {number}", (*about_hyphens, *pending))
            pending.clear()


def _piece(line: str, state: ReadingState) -> Heading | ParagraphDraft:
    heading = _HEADING.fullmatch(line.strip())
    if heading:
        return Heading(len(heading[1]), marked_runs(heading["words"], state))
    item = _ITEM.fullmatch(line.rstrip())
    words = _mended(item["words"] if item else line.strip(), state)
    runs = marked_runs(words, state)
    if item is None:
        return ParagraphDraft("paragraph", clean_text(runs), runs)
    level = 1 + len(item["indent"].expandtabs(4)) // 2
    return ParagraphDraft("item", clean_text(runs), runs, level, "•")


def _mended(words: str, state: ReadingState) -> str:
    """A bold number that lost its opening asterisks, `1** Words`, gets them back."""
    broken = _BROKEN_NUMBER.fullmatch(words)
    if broken is None:
        return words
    number = broken["number"]
    state.warn("marker-mended", f"“{number}**” is read as the bold number {number}.")
    return f"**{number}** {broken['words']}"


def _without_watermarks(found: list[DraftPiece]) -> tuple[list[DraftPiece], list[DraftWarning]]:
    kept = [one for one in found if one.text not in WATERMARKS]
    return kept, [
        DraftWarning("watermark-left-out", f"The watermark “{one.text}” was left out.", one.line)
        for one in found
        if one.text in WATERMARKS
    ]


def _titled(
    found: list[DraftPiece], name: str, contents: bool
) -> tuple[str, list[DraftPiece], tuple[DraftWarning, ...]]:
    """The line above the contents page is the title; without one, ask the headings."""
    if contents and len(found) > 1 and found[0].is_paragraph:
        return found[0].text, found[1:], ()
    return take_title("", found, name)
