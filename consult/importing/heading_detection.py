"""Recognises headings that the file does not mark as such, with a warning for each.

Works on pieces of any file; must not build the tree of sections.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from consult.importing.contents_page import ContentsEntry, ContentsPage
from consult.importing.draft import ParagraphDraft
from consult.importing.outline import HeadingDraft, split_number
from consult.importing.piece import DraftPiece

MAX_WORDS = 14
MAX_LETTERS = 120
# In letters: what the file marks as a heading and is longer is perhaps a paragraph.
LONGEST_HEADING = 200
# A heading that ends in a full stop must be shorter still, and be one of several headings.
MAX_WORDS_WITH_STOP = 9
SIBLINGS_FOR_STOP = 3
# More short lines in a row are a list without its markers, not headings.
MAX_IN_A_ROW = 4


def detect_headings(
    pieces: list[DraftPiece], contents: ContentsPage | None, *, marked: bool | None = None
) -> list[DraftPiece]:
    """The same pieces, some paragraphs turned into headings, each with a warning that says why.

    Where the file marks headings itself, only lines that repeat one of them, or an entry of the
    contents page, become headings; other likely lines get a warning and stay text.
    `marked` says whether it does; unset, any heading among the pieces counts as the file's own.
    """
    if marked is None:
        marked = any(isinstance(piece.content, HeadingDraft) for piece in pieces)
    pieces = _by_contents_page(pieces, contents.entries if contents else ())
    if marked:
        return [_with_suspicion(piece) for piece in pieces]
    return _Guesser(_recurring(pieces)).run()


def _by_contents_page(
    pieces: list[DraftPiece], entries: tuple[ContentsEntry, ...]
) -> list[DraftPiece]:
    """Paragraphs that are on the contents page, or repeat a heading word for word, as headings."""
    levels = {p.text: p.content.level for p in pieces if isinstance(p.content, HeadingDraft)}
    known = {_without_number(text) for text in levels}
    missing = [entry for entry in entries if _without_number(entry.title) not in known]
    result: list[DraftPiece] = []
    for piece in pieces:
        may_be_heading = piece.is_paragraph and not piece.is_caption
        entry = next((e for e in missing if may_be_heading and _same(piece.text, e.title)), None)
        if entry is not None:
            missing.remove(entry)
            result.append(_heading_of_entry(piece, entry))
        elif may_be_heading and piece.text in levels and is_short(piece.text):
            message = f"“{piece.text}” has no heading style, but is a heading elsewhere."
            heading = piece.as_heading(levels[piece.text])
            result.append(heading.with_warning("heading-like-others", message))
        else:
            result.append(piece)
    if missing and result:
        titles = "; ".join(entry.title for entry in missing)
        message = f"The contents page names headings that are not in the text: {titles}"
        result[-1] = result[-1].with_warning("contents-without-heading", message)
    return result


def _heading_of_entry(piece: DraftPiece, entry: ContentsEntry) -> DraftPiece:
    heading = piece.as_heading(entry.level).with_warning(
        "heading-by-contents", f"“{piece.text}” is taken as a heading from the contents page."
    )
    if piece.text == entry.title:
        return heading
    return heading.with_warning(
        "contents-title-differs",
        f"The contents page says “{entry.title}”, the text “{piece.text}”.",
    )


def _without_number(title: str) -> str:
    return split_number(" ".join(title.split()))[1]


def _same(text: str, title: str) -> bool:
    """Whether they are equal but for case, or the contents page has only the part before a dash."""
    text, title = (" ".join(words.lower().split()) for words in (text, title))
    return text == title or text.startswith((f"{title} - ", f"{title} – ", f"{title}: "))


def _recurring(pieces: list[DraftPiece]) -> list[DraftPiece]:
    """Lines that occur more than once as headings, a level below the highest heading they occur under."""
    counts = Counter(piece.text for piece in pieces if _may_recur(piece))
    levels: dict[str, int] = {}
    parent = 0
    for piece in pieces:
        if isinstance(piece.content, HeadingDraft):
            parent = piece.content.level
        elif _may_recur(piece) and counts[piece.text] > 1:
            levels[piece.text] = min(levels.get(piece.text, parent + 1), parent + 1)
    return [
        piece.as_heading(levels[piece.text]).with_warning(
            "heading-recurs", f"“{piece.text}” is taken as a heading because it recurs."
        )
        if piece.text in levels and _may_recur(piece)
        else piece
        for piece in pieces
    ]


def _may_recur(piece: DraftPiece) -> bool:
    """Whether it is a likely heading, or a short question: "Situationen – Hvad er udfordringerne?"."""
    asks = piece.is_paragraph and is_short(piece.text) and piece.text.endswith("?")
    return _is_likely(piece) or asks


def is_short(text: str) -> bool:
    """Whether it is no longer than a heading may be."""
    return len(text) <= MAX_LETTERS and len(text.split()) <= MAX_WORDS and "\n" not in text


def _is_likely(piece: DraftPiece) -> bool:
    """Whether it is short, begins like a heading and does not end like a sentence."""
    text = piece.text
    is_line = piece.is_paragraph and is_short(text) and not piece.is_caption
    return is_line and text[:1].isupper() and text[-1:].isalnum()


def _with_suspicion(piece: DraftPiece) -> DraftPiece:
    """The piece, with a warning where a short bold or numbered line may be a heading, or a long heading is none."""
    if isinstance(piece.content, HeadingDraft):
        if len(piece.text) <= LONGEST_HEADING:
            return piece
        message = f"This heading is as long as a paragraph: “{piece.text}”"
        return piece.with_warning("heading-long", message)
    bold = all(run.strong for run in piece.content.runs if run.text.strip())
    numbered = split_number(piece.text)[0] is not None and piece.text[-1:].isalnum()
    is_line = piece.is_paragraph and is_short(piece.text) and not piece.is_caption
    if is_line and (bold or numbered):
        message = f"“{piece.text}” looks like a heading but has no heading style; kept as text."
        return piece.with_warning("possible-heading", message)
    return piece


@dataclass(slots=True)
class _Guesser:
    """Takes short lines with text below them as headings, in a file that marks no heading at all."""

    pieces: list[DraftPiece]
    result: list[DraftPiece] = field(default_factory=list)
    level: int = 0

    def run(self) -> list[DraftPiece]:
        for index, piece in enumerate(self.pieces):
            if isinstance(piece.content, HeadingDraft):
                self.level = piece.content.level
            self.result.append(self._guess(index, piece))
        return _with_stops(self.result)

    def _guess(self, index: int, piece: DraftPiece) -> DraftPiece:
        if not _is_likely(piece) or self._is_introduced(index):
            return piece
        if self._has_text_below(index):
            message = f"“{piece.text}” is taken as a heading because it is short and text follows."
            heading = piece.as_heading(self.level + 1).with_warning("heading-guessed", message)
            return self._without_own_text(index, heading)
        message = f"“{piece.text}” is short but nothing stands below it; kept as text."
        return piece.with_warning("short-line-kept", message)

    def _without_own_text(self, index: int, heading: DraftPiece) -> DraftPiece:
        """The heading, with a warning where another one follows at once."""
        if not _is_likely(self.pieces[index + 1]):
            return heading
        message = f"Nothing stands under “{heading.text}”; the next heading may belong below it."
        return heading.with_warning("heading-without-text", message)

    def _is_introduced(self, index: int) -> bool:
        return index > 0 and self.pieces[index - 1].text.endswith(":")

    def _has_text_below(self, index: int) -> bool:
        """Whether text follows, after at most MAX_IN_A_ROW likely headings."""
        after = index + 1
        while after < len(self.pieces) and _is_likely(self.pieces[after]):
            after += 1
            if after - index > MAX_IN_A_ROW:
                return False
        return after < len(self.pieces) and isinstance(self.pieces[after].content, ParagraphDraft)


def _with_stops(pieces: list[DraftPiece]) -> list[DraftPiece]:
    """The pieces, lines that end in a full stop as headings where several guessed headings surround them."""
    groups = _groups(pieces)
    levels = _levels(pieces, groups)
    result = list(pieces)
    for index, piece in enumerate(pieces[1:-1], 1):
        in_text = pieces[index - 1].is_paragraph and pieces[index + 1].is_paragraph
        level = levels.get(groups[index], 0)
        if level and in_text and _may_be_heading_with_stop(piece):
            message = f"“{piece.text}” ends in a full stop but is taken as a heading."
            heading = piece.as_heading(level)
            result[index] = heading.with_warning("heading-with-full-stop", message)
    return result


def _may_be_heading_with_stop(piece: DraftPiece) -> bool:
    words = len(piece.text.split())
    plain = re.fullmatch(r"[^\W\d_][^.:;,!?\"“”()]*\.", piece.text)
    return piece.is_paragraph and plain is not None and words <= MAX_WORDS_WITH_STOP


def _is_guessed(piece: DraftPiece) -> bool:
    return any(code == "heading-guessed" for code, _ in piece.warnings)


def _groups(pieces: list[DraftPiece]) -> list[int]:
    """For each piece, how many certain headings come up to it."""
    certain = (
        isinstance(piece.content, HeadingDraft) and not _is_guessed(piece) for piece in pieces
    )
    return list(accumulate(int(is_certain) for is_certain in certain))


def _levels(pieces: list[DraftPiece], groups: list[int]) -> dict[int, int]:
    """Group → the lowest level of its guessed headings, for groups with SIBLINGS_FOR_STOP of them or more."""
    levels: dict[int, list[int]] = {}
    for piece, group in zip(pieces, groups, strict=True):
        if isinstance(piece.content, HeadingDraft) and _is_guessed(piece):
            levels.setdefault(group, []).append(piece.content.level)
    return {g: max(some) for g, some in levels.items() if len(some) >= SIBLINGS_FOR_STOP}
