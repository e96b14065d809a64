"""Counts the letters of a file and of its draft, so that no text is lost or doubled unnoticed.

Reads the raw parts of a checked Word file for that; must not build drafts.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from consult.importing.archive import Archive
from consult.importing.draft import Draft, DraftWarning, ImportRefused, whole_text
from consult.importing.markers import NUMBER, NUMBER_END

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_TEXTS = (f"{_W}t", f"{_W}delText")
_PRINTED = re.compile(f"{NUMBER}[^{NUMBER_END}]*{NUMBER_END}")
# So many letters of a missing paragraph are quoted in its warning.
_QUOTED = 300
# Of more missing paragraphs the letter count alone is reported.
_MAX_MISSING = 200
_TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def letters(text: str) -> str:
    """Only letters and plain digits: spacing, signs and raised note numbers do not count."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c)[0] == "L" or c.isdecimal())


def completeness_warnings(
    draft: Draft, left_out: Iterable[str], paragraphs: list[str]
) -> list[DraftWarning]:
    """A warning for each of the file's `paragraphs` that is not in the draft, and one if letters are over.

    `left_out` are texts that were left out with warnings of their own.
    """
    in_draft = DraftLetters.of(draft, left_out)
    missing = missing_paragraphs(in_draft, paragraphs)
    warnings = [
        DraftWarning(
            "text-not-placed", f"This text could not be placed: “{text[:_QUOTED]}”", location
        )
        for text, location in missing
    ]
    accounted = len(in_draft.letters) + sum(len(letters(text)) for text, _ in missing)
    difference = accounted - sum(len(letters(text)) for text in paragraphs)
    if difference:
        how = "more" if difference > 0 else "fewer"
        message = f"The draft has {abs(difference)} letters {how} than the file; compare the two."
        warnings.append(DraftWarning("letter-count", message))
    return warnings


@dataclass(slots=True)
class DraftLetters:
    """All letters of a draft in order, deleted ones too; `starts` are (index, location) of each paragraph's first."""

    letters: str
    starts: list[tuple[int, str]]

    @classmethod
    def of(cls, draft: Draft, left_out: Iterable[str]) -> "DraftLetters":
        """The letters of the draft, followed by those of the texts left out."""
        parts, starts = [letters(draft.title)], [(0, "")]
        start = len(parts[0])
        for location, text in _located_texts(draft):
            starts.append((start, location))
            parts.append(letters(text))
            start += len(parts[-1])
        parts += [letters(text) for text in left_out]
        return cls("".join(parts), starts)

    def location_before(self, index: int) -> str:
        """The location of the letter before the index."""
        at = bisect_left(self.starts, (index, "")) - 1
        return self.starts[max(at, 0)][1]


def missing_paragraphs(in_draft: DraftLetters, paragraphs: Iterable[str]) -> list[tuple[str, str]]:
    """(text, location after which it belongs) of the paragraphs whose letters are not in the draft, in order.

    At most _MAX_MISSING of them.
    """
    missing, cursor = [], 0
    for text in paragraphs:
        wanted = letters(text)
        index = in_draft.letters.find(wanted, cursor)
        if index >= 0:
            cursor = index + len(wanted)
        elif wanted not in in_draft.letters:
            missing.append((text, in_draft.location_before(cursor)))
            if len(missing) == _MAX_MISSING:
                break
    return missing


def _located_texts(draft: Draft) -> Iterator[tuple[str, str]]:
    """(location, text) of every heading and paragraph."""
    for section in draft.sections:
        yield section.path, whole_text(section.title_runs)
        for number, paragraph in enumerate(section.paragraphs, 1):
            # A picture's description is not part of the file's text.
            runs = () if paragraph.kind == "figure" else paragraph.runs
            yield f"{section.path}, paragraph {number}", "".join(run.text for run in runs)


def body_paragraphs(archive: Archive) -> Iterator[str]:
    """The text of the paragraphs of a Word file's body, footnotes and endnotes."""
    for part in _TEXT_PARTS:
        yield from paragraphs_in(archive, part)


def paragraphs_in(archive: Archive, part: str) -> Iterator[str]:
    """The text of each w:p of a part, in order; a text box's paragraphs come as their own."""
    content = archive.part(part)
    if content:
        for paragraph in _paragraphs(parsed(content)):
            # The number of a list item is no part of its text.
            text = _PRINTED.sub("", "".join(_own_texts(paragraph)))
            if text.strip():
                yield text


def watermarks_in(archive: Archive, part: str) -> Iterator[str]:
    """The text of WordArt shapes, which is how Word draws a watermark."""
    content = archive.part(part)
    if content:
        paths = parsed(content).iter(_TEXT_PATH)
        yield from (path.get("string", "") for path in paths if path.get("string"))


def _paragraphs(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Each w:p in document order, but not the fallback copy for old programs."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        if child.tag != _FALLBACK:
            yield from _paragraphs(child)


def _own_texts(element: ElementTree.Element) -> Iterator[str]:
    """The texts of a paragraph without those of paragraphs inside it."""
    for child in element:
        if child.tag in _TEXTS:
            yield child.text or ""
        elif child.tag not in (f"{_W}p", _FALLBACK):
            yield from _own_texts(child)


def parsed(content: bytes) -> ElementTree.Element:
    """The root of an XML part. Raises ImportRefused when it is no XML."""
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise ImportRefused("damaged", "The file is damaged.") from error
