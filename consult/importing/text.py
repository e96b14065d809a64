"""Reads drafts in plain text with a few marks: "- ", `[..](#)`, `~~..~~`, `**..**`.

Here it has one paragraph a line, as tools take it from a PDF; text wrapped at a fixed width goes to
`wrapped_text`. Must not guess silently: each repair is a warning with its line.
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
from consult.importing.outline import HeadingDraft, HeadingOrParagraph
from consult.importing.page_joins import joined_pages
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.piece import DraftPiece, outline_of
from consult.importing.text_encoding import decoded
from consult.importing.title import TitleAndPieces, take_title
from consult.importing.wrapped_text import read_lines
from consult.importing.wrapped_text.hyphenation import Words, mended
from consult.importing.wrapped_text.running_headers import WATERMARKS

_HEADING = re.compile(r"(#{1,6})\s+(?P<words>.+)")
_ITEM = re.compile(r"(?P<indent>\s*)[-*•]\s+(?P<words>.+)")
_BROKEN_NUMBER = re.compile(r"(?P<number>\d{1,2})\*\*\s+(?P<words>.+)")

# Text wrapped at a fixed width: no line is longer, and of at least so many full lines most end in mid-sentence.
_LONGEST_WRAPPED = 130
_FULL_LINE = 50
_LEAST_FULL_LINES = 8


def read_text(content: bytes, name: str, empty_links: EmptyLinks | None) -> Draft:
    """The draft in a .txt, with one paragraph a line or wrapped at a fixed width.

    `name` is the title where the text has none. Raises ImportRefused when the content is no text or
    has too many lines.
    """
    lines, letter_warnings = repaired(lines_of(decoded(content)))
    if _is_wrapped([line.text for line in lines]):
        state = ReadingState(_unset, struck="deletion", empty_links=empty_links)
        draft = read_lines(lines, name, state, marked_runs)
    else:
        draft = _read_paragraphs([line.text for line in lines], name, empty_links)
    return replace(draft, warnings=(*letter_warnings, *draft.warnings))


def _unset(code: str, message: str) -> None:
    raise AssertionError(f"{code}: read_lines sets where warnings go before each piece")


def _read_paragraphs(lines: list[str], name: str, empty_links: EmptyLinks | None) -> Draft:
    pieces, watermark_warnings = _without_watermarks(list(_pieces(lines, empty_links)))
    pieces, contents = take_contents(pieces)
    title, pieces, title_warnings = _take_title(pieces, name, has_contents=contents is not None)
    pieces = with_misreading_warnings(detect_headings(joined_pages(pieces), contents))
    outline = outline_of(pieces)
    warnings = (*title_warnings, *contents_warnings(contents), *watermark_warnings)
    warnings = (*warnings, *outline.warnings)
    return Draft(title, outline.sections(), warnings, lines=tuple(outline.lines))


def _is_wrapped(lines: list[str]) -> bool:
    full = [line.rstrip() for line in lines if len(line.strip()) >= _FULL_LINE]
    cut = [line for line in full if line[-1].isalnum() or line[-1] in ",-–"]
    is_narrow = max(map(len, lines)) <= _LONGEST_WRAPPED
    return is_narrow and len(full) >= _LEAST_FULL_LINES and len(cut) > len(full) / 2


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
            whole, hyphen_warnings = mended(line, words)
            content = _content(whole, state)
            yield DraftPiece(content, "", f"line {number}", (*hyphen_warnings, *pending))
            pending.clear()


def _content(line: str, state: ReadingState) -> HeadingOrParagraph:
    heading = _HEADING.fullmatch(line.strip())
    if heading:
        return HeadingDraft(len(heading[1]), marked_runs(heading["words"], state))
    item = _ITEM.fullmatch(line.rstrip())
    words = _with_bold_number(item["words"] if item else line.strip(), state)
    runs = marked_runs(words, state)
    if item is None:
        return ParagraphDraft("paragraph", clean_text(runs), runs)
    level = 1 + len(item["indent"].expandtabs(4)) // 2
    return ParagraphDraft("item", clean_text(runs), runs, level, "•")


def _with_bold_number(words: str, state: ReadingState) -> str:
    """The words; a bold number that lost its opening asterisks, `1** Words`, gets them back."""
    broken = _BROKEN_NUMBER.fullmatch(words)
    if broken is None:
        return words
    number = broken["number"]
    state.warn("marker-mended", f"“{number}**” is read as the bold number {number}.")
    return f"**{number}** {broken['words']}"


def _without_watermarks(pieces: list[DraftPiece]) -> tuple[list[DraftPiece], list[DraftWarning]]:
    rest = [piece for piece in pieces if piece.text not in WATERMARKS]
    return rest, [
        DraftWarning(
            "watermark-left-out", f"The watermark “{piece.text}” was left out.", piece.line
        )
        for piece in pieces
        if piece.text in WATERMARKS
    ]


def _take_title(pieces: list[DraftPiece], name: str, *, has_contents: bool) -> TitleAndPieces:
    """Like `take_title`, but a first paragraph in a text with a contents page is the title."""
    if has_contents and len(pieces) > 1 and pieces[0].is_paragraph:
        return pieces[0].text, pieces[1:], ()
    return take_title("", pieces, name)
