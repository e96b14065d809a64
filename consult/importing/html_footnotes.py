"""The footnotes of a saved web page: a mark and a note that lead to each other.

Word, LibreOffice, Google and pandoc write them each in its own way; that they lead to each other is
what they have in common. Marks are raised numbers then, and a sign begins each note.
"""

import re
from dataclasses import dataclass, replace

from consult.importing.draft import ParagraphDraft, clean_text
from consult.importing.markers import NOTE
from consult.importing.piece import DraftPiece
from consult.importing.superscript import raised
from consult.importing.xml_splicing import Splices

_ANCHOR = re.compile(
    r"<a\b(?P<about>[^<>]*)>(?P<inside>(?:[^<]|<(?!/?a\b)){0,600}?)</a\s*>", re.IGNORECASE
)
_HREF = re.compile(r"""\bhref\s*=\s*["']?#(?P<name>[^"'\s>]+)""", re.IGNORECASE)
_NAMED = re.compile(r"""\b(?:id|name)\s*=\s*["']?(?P<name>[^"'\s>]+)""", re.IGNORECASE)
_OPENING = re.compile(r"<(?!a\b)[a-z][^<>]*\bid\s*=[^<>]*>(?:\s*<p\b[^<>]*>)?", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
# "[12]", "xii", "*"; longer words lead elsewhere.
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A link within the page: where it leads, and by which names it is led to."""

    start: int
    end: int
    to: str
    names: frozenset[str]
    words: str


def with_notes(text: str) -> str:
    """The page; each mark a raised number, each note with a sign and its number in front."""
    anchors = [_anchor(match) for match in _ANCHOR.finditer(text)]
    back = {anchor.to: anchor for anchor in anchors}
    openings = _openings(text)
    splices = Splices(text.encode("utf-32-le"))
    number = 0
    for anchor in anchors:
        returns = next((back[name] for name in anchor.names if name in back), None)
        if returns is None or returns.start <= anchor.start or len(anchor.words) > _LONGEST:
            continue
        if anchor.to not in returns.names and anchor.to not in openings:
            continue
        number += 1
        sign = raised(str(number))
        _put(splices, anchor.start, anchor.end, sign)
        if anchor.to in returns.names:
            _put(splices, returns.start, returns.end, f"{NOTE}{sign} ")
        else:
            _put(splices, openings[anchor.to], openings[anchor.to], f"{NOTE}{sign} ")
            _put(splices, returns.start, returns.end, "")
    return splices.done().decode("utf-32-le")


def without_notes(found: list[DraftPiece]) -> tuple[list[DraftPiece], list[DraftPiece]]:
    """The text, and its notes in order."""
    notes = [_as_note(one) for one in found if one.text.startswith(NOTE)]
    return [one for one in found if not one.text.startswith(NOTE)], notes


def _as_note(one: DraftPiece) -> DraftPiece:
    first, *rest = one.content.runs
    runs = (replace(first, text=first.text.removeprefix(NOTE)), *rest)
    return replace(one, content=ParagraphDraft("footnote", clean_text(runs), runs))


def _anchor(match: re.Match[str]) -> _Anchor:
    to = _HREF.search(match["about"])
    names = frozenset(named["name"] for named in _NAMED.finditer(match["about"]))
    words = _TAG.sub("", match["inside"]).strip()
    return _Anchor(match.start(), match.end(), to["name"] if to else "", names, words)


def _openings(text: str) -> dict[str, int]:
    """Where the inside of each named element begins."""
    found: dict[str, int] = {}
    for match in _OPENING.finditer(text):
        named = _NAMED.search(match[0])
        if named:
            found.setdefault(named["name"], match.end())
    return found


def _put(splices: Splices, start: int, end: int, words: str) -> None:
    splices.replace(start * 4, end * 4, words.encode("utf-32-le"))
