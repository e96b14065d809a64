"""Recognises headings that carry no mark of being one, and says so each time.

Works on pieces of any file; must not build the tree of sections.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from consult.importing.contents_page import Contents, Entry
from consult.importing.draft import ParagraphDraft
from consult.importing.outline import Heading, split_number
from consult.importing.piece import DraftPiece

MAX_WORDS = 14
MAX_LETTERS = 120
# A heading that ends in a full stop must be shorter still, and stand among other headings.
MAX_WORDS_WITH_STOP = 9
SIBLINGS_FOR_STOP = 3
# So many short lines in a row are a list without its signs, not headings.
MOST_IN_A_ROW = 4


def detect_headings(
    found: list[DraftPiece], contents: Contents | None, *, marked: bool | None = None
) -> list[DraftPiece]:
    """The same pieces, some paragraphs turned into headings, each with a remark that says why.

    Where the file marks headings itself, only lines that repeat one of them, or one of the
    contents page, become headings; other likely lines are pointed out and left as text.
    `marked` says whether it does; unset, any heading among the pieces counts as the file's own.
    """
    if marked is None:
        marked = any(isinstance(one.content, Heading) for one in found)
    known = _known(found, contents.entries if contents else (), marked)
    return [_suspect(one) for one in known] if marked else _Guesses(known).run()


def _known(found: list[DraftPiece], entries: tuple[Entry, ...], marked: bool) -> list[DraftPiece]:
    """Headings by the contents page, then lines that recur word for word under them."""
    levels = {one.text: one.content.level for one in found if isinstance(one.content, Heading)}
    waiting = [entry for entry in entries if entry.title not in levels]
    result: list[DraftPiece] = []
    for one in found:
        entry = next((e for e in waiting if one.is_paragraph and _same(one.text, e.title)), None)
        if entry is not None:
            waiting.remove(entry)
            result.append(_by_contents(one, entry))
        elif one.is_paragraph and one.text in levels and is_short(one.text):
            message = f"“{one.text}” has no heading style, but is a heading elsewhere."
            result.append(
                one.as_heading(levels[one.text]).with_warning("heading-like-others", message)
            )
        else:
            result.append(one)
    if waiting and result:
        titles = "; ".join(entry.title for entry in waiting)
        message = f"The contents page names headings that are not in the text: {titles}"
        result[-1] = result[-1].with_warning("contents-without-heading", message)
    return result if marked else _recurring(result)


def _by_contents(one: DraftPiece, entry: Entry) -> DraftPiece:
    heading = one.as_heading(entry.level).with_warning(
        "heading-by-contents", f"“{one.text}” is taken as a heading from the contents page."
    )
    if one.text == entry.title:
        return heading
    return heading.with_warning(
        "contents-title-differs", f"The contents page says “{entry.title}”, the text “{one.text}”."
    )


def _same(text: str, title: str) -> bool:
    """Equal, or the contents page has only the part before a dash."""
    text, title = (" ".join(words.lower().split()) for words in (text, title))
    return text == title or text.startswith((f"{title} - ", f"{title} – ", f"{title}: "))


def _recurring(found: list[DraftPiece]) -> list[DraftPiece]:
    """Lines that stand more than once, a level below the highest heading they stand under."""
    times = Counter(one.text for one in found if _could_recur(one))
    levels: dict[str, int] = {}
    above = 0
    for one in found:
        if isinstance(one.content, Heading):
            above = one.content.level
        elif _could_recur(one) and times[one.text] > 1:
            levels[one.text] = min(levels.get(one.text, above + 1), above + 1)
    return [
        one.as_heading(levels[one.text]).with_warning(
            "heading-recurs", f"“{one.text}” is taken as a heading because it recurs."
        )
        if one.text in levels and _could_recur(one)
        else one
        for one in found
    ]


def _could_recur(one: DraftPiece) -> bool:
    """A likely heading, or one that asks: "Situationen – Hvad er udfordringerne?"."""
    asks = one.is_paragraph and is_short(one.text) and one.text.endswith("?")
    return _likely(one) or asks


def is_short(text: str) -> bool:
    """No longer than a heading may be."""
    return len(text) <= MAX_LETTERS and len(text.split()) <= MAX_WORDS and "\n" not in text


def _likely(one: DraftPiece) -> bool:
    """Short, begins like a heading and does not end like a sentence."""
    text = one.text
    return one.is_paragraph and is_short(text) and text[:1].isupper() and text[-1:].isalnum()


def _suspect(one: DraftPiece) -> DraftPiece:
    bold = all(run.strong for run in one.content.runs if run.text.strip())
    numbered = split_number(one.text)[0] is not None and one.text[-1:].isalnum()
    if one.is_paragraph and is_short(one.text) and (bold or numbered):
        message = f"“{one.text}” looks like a heading but has no heading style; kept as text."
        return one.with_warning("possible-heading", message)
    return one


@dataclass(slots=True)
class _Guesses:
    """Short lines with text below them, in a file that marks no heading at all."""

    found: list[DraftPiece]
    result: list[DraftPiece] = field(default_factory=list)
    level: int = 0

    def run(self) -> list[DraftPiece]:
        for index, one in enumerate(self.found):
            if isinstance(one.content, Heading):
                self.level = one.content.level
            self.result.append(self._judge(index, one))
        return _with_stops(self.result)

    def _judge(self, index: int, one: DraftPiece) -> DraftPiece:
        if not _likely(one) or self._introduced(index):
            return one
        if self._text_below(index):
            message = f"“{one.text}” is taken as a heading because it is short and text follows."
            heading = one.as_heading(self.level + 1).with_warning("heading-guessed", message)
            return self._without_text(index, heading)
        message = f"“{one.text}” is short but nothing stands below it; kept as text."
        return one.with_warning("short-line-kept", message)

    def _without_text(self, index: int, heading: DraftPiece) -> DraftPiece:
        if not _likely(self.found[index + 1]):
            return heading
        message = f"Nothing stands under “{heading.text}”; the next heading may belong below it."
        return heading.with_warning("heading-without-text", message)

    def _introduced(self, index: int) -> bool:
        return index > 0 and self.found[index - 1].text.endswith(":")

    def _text_below(self, index: int) -> bool:
        after = index + 1
        while after < len(self.found) and _likely(self.found[after]):
            after += 1
            if after - index > MOST_IN_A_ROW:
                return False
        return after < len(self.found) and isinstance(self.found[after].content, ParagraphDraft)


def _with_stops(found: list[DraftPiece]) -> list[DraftPiece]:
    """Headings that end in a full stop, told by standing among many guessed headings."""
    groups = _groups(found)
    levels = _levels(found, groups)
    result = list(found)
    for index, one in enumerate(found[1:-1], 1):
        text_round = found[index - 1].is_paragraph and found[index + 1].is_paragraph
        level = levels.get(groups[index], 0)
        if level and text_round and _heading_with_stop(one):
            message = f"“{one.text}” ends in a full stop but is taken as a heading."
            result[index] = one.as_heading(level).with_warning("heading-with-full-stop", message)
    return result


def _heading_with_stop(one: DraftPiece) -> bool:
    words = len(one.text.split())
    bare = re.fullmatch(r"[^\W\d_][^.:;,!?\"“”()]*\.", one.text)
    return one.is_paragraph and bare is not None and words <= MAX_WORDS_WITH_STOP


def _is_guessed(one: DraftPiece) -> bool:
    return any(code == "heading-guessed" for code, _ in one.warnings)


def _groups(found: list[DraftPiece]) -> list[int]:
    """For each piece, the number of the certain heading it stands under."""
    certain = (isinstance(one.content, Heading) and not _is_guessed(one) for one in found)
    return list(accumulate(int(is_certain) for is_certain in certain))


def _levels(found: list[DraftPiece], groups: list[int]) -> dict[int, int]:
    """The level of the guessed headings of each group that has enough of them to go by."""
    levels: dict[int, list[int]] = {}
    for one, group in zip(found, groups, strict=True):
        if isinstance(one.content, Heading) and _is_guessed(one):
            levels.setdefault(group, []).append(one.content.level)
    return {g: max(some) for g, some in levels.items() if len(some) >= SIBLINGS_FOR_STOP}
