"""Counts the letters of a Word file itself, so that nothing is lost or doubled unseen.

Reads the raw parts of a checked archive; must not build drafts.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from consult.importing.archive import Archive
from consult.importing.draft import Draft, DraftWarning, ImportRefused, whole_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAME_AGAIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORDS = (f"{_W}t", f"{_W}delText")
# So much of a lost paragraph is quoted in its warning.
_QUOTED = 300
# With more than this, the count of letters says the rest.
_MOST_MISSING = 200
_TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def letters(text: str) -> str:
    """Only letters and plain digits: spacing, signs and raised note numbers do not count."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c)[0] == "L" or c.isdecimal())


def paragraphs_in(archive: Archive, part: str) -> Iterator[str]:
    """The words of each w:p of a part, in order; a text box's paragraphs come as their own."""
    content = archive.part(part)
    if content:
        for paragraph in _paragraphs(parsed(content)):
            text = "".join(_own_words(paragraph))
            if text.strip():
                yield text


def watermarks_in(archive: Archive, part: str) -> Iterator[str]:
    """The words of WordArt shapes, which is how Word draws a watermark."""
    content = archive.part(part)
    if content:
        paths = parsed(content).iter("{urn:schemas-microsoft-com:vml}textpath")
        yield from (path.get("string", "") for path in paths if path.get("string"))


@dataclass(slots=True)
class Placed:
    """All letters of a draft in order, deleted ones too, and where each piece of them stands."""

    letters: str
    places: list[tuple[int, str]]

    @classmethod
    def of(cls, draft: Draft, left_out: Iterable[str]) -> "Placed":
        """The letters of the draft, behind them those left out with a warning of their own."""
        parts, places = [letters(draft.title)], [(0, "")]
        begin = len(parts[0])
        for where, words in _pieces(draft):
            places.append((begin, where))
            parts.append(letters(words))
            begin += len(parts[-1])
        parts += [letters(words) for words in left_out]
        return cls("".join(parts), places)

    def where(self, cursor: int) -> str:
        """The place of the letter before the cursor."""
        at = bisect_left(self.places, (cursor, "")) - 1
        return self.places[max(at, 0)][1]


def about_letters(draft: Draft, left_out: Iterable[str], words: list[str]) -> list[DraftWarning]:
    """The proof: each letter of the file's `words` is in the draft, or named in a warning."""
    placed = Placed.of(draft, left_out)
    missing = missing_from(placed, words)
    warnings = [
        DraftWarning("text-not-placed", f"This text could not be placed: “{text[:_QUOTED]}”", at)
        for text, at in missing
    ]
    balance = len(placed.letters) + sum(len(letters(text)) for text, _ in missing)
    difference = balance - sum(len(letters(text)) for text in words)
    if difference:
        how = "more" if difference > 0 else "fewer"
        message = f"The draft has {abs(difference)} letters {how} than the file; compare the two."
        warnings.append(DraftWarning("letter-count", message))
    return warnings


def missing_from(placed: Placed, words: Iterable[str]) -> list[tuple[str, str]]:
    """The file's paragraphs whose letters are not in the draft, in the file's order.

    Each with the place in the draft behind which it should stand; no more than anybody would read.
    """
    missing, cursor = [], 0
    for text in words:
        wanted = letters(text)
        found = placed.letters.find(wanted, cursor)
        if found >= 0:
            cursor = found + len(wanted)
        elif wanted not in placed.letters:
            missing.append((text, placed.where(cursor)))
            if len(missing) == _MOST_MISSING:
                break
    return missing


def _pieces(draft: Draft) -> Iterator[tuple[str, str]]:
    for section in draft.sections:
        yield section.path, whole_text(section.title_runs)
        for number, paragraph in enumerate(section.paragraphs, 1):
            # What a picture shows is told beside the text, not in it.
            told = () if paragraph.kind == "figure" else paragraph.runs
            words = "".join(run.text for run in told)
            yield f"{section.path}, paragraph {number}", words


def words_in(archive: Archive) -> Iterator[str]:
    """The paragraphs of a Word file's body, footnotes and endnotes."""
    for part in _TEXT_PARTS:
        yield from paragraphs_in(archive, part)


def _paragraphs(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Each w:p in document order, but not the copy kept for old programs."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        if child.tag != _SAME_AGAIN:
            yield from _paragraphs(child)


def _own_words(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag in _WORDS:
            yield child.text or ""
        elif child.tag not in (f"{_W}p", _SAME_AGAIN):
            yield from _own_words(child)


def parsed(content: bytes) -> ElementTree.Element:
    """The part as a tree; raises ImportRefused for what is no XML."""
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise ImportRefused("damaged", "The file is damaged.") from error
