"""Counts the letters of a Word file itself, so that nothing is lost or doubled unseen.

Reads the raw parts of a checked archive; must not build drafts.
"""

import unicodedata
from collections.abc import Iterator
from xml.etree import ElementTree

from .archive import Archive
from .draft import Draft, ImportRefused, whole_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SAME_AGAIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORDS = (f"{_W}t", f"{_W}delText")
_TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def letters(text: str) -> str:
    """Only letters and plain digits: spacing, signs and raised note numbers do not count."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c)[0] == "L" or c.isdecimal())


def paragraphs_in(archive: Archive, part: str) -> Iterator[str]:
    """The words of each w:p of a part, in order; a text box's paragraphs come as their own."""
    content = archive.part(part)
    if content:
        for paragraph in _paragraphs(_parsed(content)):
            text = "".join(_own_words(paragraph))
            if text.strip():
                yield text


def watermarks_in(archive: Archive, part: str) -> Iterator[str]:
    """The words of WordArt shapes, which is how Word draws a watermark."""
    content = archive.part(part)
    if content:
        paths = _parsed(content).iter("{urn:schemas-microsoft-com:vml}textpath")
        yield from (path.get("string", "") for path in paths if path.get("string"))


def draft_letters(draft: Draft) -> str:
    """All letters of a draft in order, deleted ones too."""
    words: list[str] = [draft.title]
    for section in draft.sections:
        words.append(whole_text(section.title_runs))
        words += (run.text for paragraph in section.paragraphs for run in paragraph.runs)
    return letters("".join(words))


def missing_from(placed: str, archive: Archive) -> list[str]:
    """The paragraphs of the file whose letters are not in `placed`, in the file's order.

    `placed` is the letters of the draft and of what was left out with a warning of its own.
    """
    missing, cursor = [], 0
    for text in _all_words(archive):
        wanted = letters(text)
        found = placed.find(wanted, cursor)
        if found >= 0:
            cursor = found + len(wanted)
        elif wanted not in placed:
            missing.append(text)
    return missing


def letters_in(archive: Archive) -> int:
    """How many letters the body, the footnotes and the endnotes hold together."""
    return sum(len(letters(text)) for text in _all_words(archive))


def _all_words(archive: Archive) -> Iterator[str]:
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


def _parsed(content: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise ImportRefused("damaged", "The file is damaged.") from error
