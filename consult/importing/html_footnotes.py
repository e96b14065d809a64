"""The footnotes of a saved web page: a reference and a note that link to each other.

Word, LibreOffice, Google and pandoc each write them differently; the two links are what they have in
common. Afterwards references are raised numbers, and a marker character begins each note.
"""

import re
from dataclasses import dataclass, replace

from consult.importing.draft import ParagraphDraft, clean_text
from consult.importing.markers import NOTE
from consult.importing.piece import DraftPiece
from consult.importing.superscript import raised
from consult.importing.xml_splicing import Splices

_LINK = re.compile(
    r"<a\b(?P<attributes>[^<>]*)>(?P<inside>(?:[^<]|<(?!/?a\b)){0,600}?)</a\s*>", re.IGNORECASE
)
_HREF = re.compile(r"""\bhref\s*=\s*["']?#(?P<name>[^"'\s>]+)""", re.IGNORECASE)
_NAME = re.compile(r"""\b(?:id|name)\s*=\s*["']?(?P<name>[^"'\s>]+)""", re.IGNORECASE)
_OPENING = re.compile(r"<(?!a\b)[a-z][^<>]*\bid\s*=[^<>]*>(?:\s*<p\b[^<>]*>)?", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
# "[12]", "xii", "*"; a link with longer text is no reference.
_LONGEST_REFERENCE = 6


@dataclass(frozen=True, slots=True)
class _PageLink:
    """An `<a>` with its span in the page: the name it links to ("" outside the page), and its own names."""

    start: int
    end: int
    target: str
    names: frozenset[str]
    words: str


def with_marked_notes(text: str) -> str:
    """The page with each reference as a raised number, each note with a marker and its number in front."""
    links = [_link(match) for match in _LINK.finditer(text)]
    by_target = {link.target: link for link in links}
    openings = _openings(text)
    splices = Splices(text.encode("utf-32-le"))
    number = 0
    for link in links:
        back_link = next((by_target[name] for name in link.names if name in by_target), None)
        if back_link is None or back_link.start <= link.start:
            continue
        if len(link.words) > _LONGEST_REFERENCE:
            continue
        if link.target not in back_link.names and link.target not in openings:
            continue
        number += 1
        sign = raised(str(number))
        _replace(splices, link.start, link.end, sign)
        if link.target in back_link.names:
            _replace(splices, back_link.start, back_link.end, f"{NOTE}{sign} ")
        else:
            opening = openings[link.target]
            _replace(splices, opening, opening, f"{NOTE}{sign} ")
            _replace(splices, back_link.start, back_link.end, "")
    return splices.applied().decode("utf-32-le")


def without_notes(pieces: list[DraftPiece]) -> tuple[list[DraftPiece], list[DraftPiece]]:
    """The pieces of the text, and its notes in order."""
    notes = [_as_note(piece) for piece in pieces if piece.text.startswith(NOTE)]
    return [piece for piece in pieces if not piece.text.startswith(NOTE)], notes


def _as_note(piece: DraftPiece) -> DraftPiece:
    first, *rest = piece.content.runs
    runs = (replace(first, text=first.text.removeprefix(NOTE)), *rest)
    return replace(piece, content=ParagraphDraft("footnote", clean_text(runs), runs))


def _link(match: re.Match[str]) -> _PageLink:
    to = _HREF.search(match["attributes"])
    names = frozenset(name["name"] for name in _NAME.finditer(match["attributes"]))
    words = _TAG.sub("", match["inside"]).strip()
    return _PageLink(match.start(), match.end(), to["name"] if to else "", names, words)


def _openings(text: str) -> dict[str, int]:
    """Name → offset at which the content of the first element of that name begins."""
    openings: dict[str, int] = {}
    for match in _OPENING.finditer(text):
        name = _NAME.search(match[0])
        if name:
            openings.setdefault(name["name"], match.end())
    return openings


def _replace(splices: Splices, start: int, end: int, words: str) -> None:
    splices.replace(start * 4, end * 4, words.encode("utf-32-le"))
