"""The snippet of a search hit: the text round the first match, cut into what matches and what does not. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from consult.documents.folding import fold_character

# In characters: how long a snippet is, and how much of it may stand before the first match.
LENGTH = 280
BEFORE = 80


@dataclass(frozen=True)
class SnippetPiece:
    """Some text of a snippet, plain; whether it ``is_match``."""

    text: str
    is_match: bool


def snippet(text: str, words: Sequence[str]) -> tuple[SnippetPiece, ...]:
    """The text round the first of these folded words, in pieces, with an ellipsis where it is cut off.

    Plain text: whoever shows it escapes each piece and marks the matches.
    """
    text = unicodedata.normalize("NFC", text)
    matches = _matches(text, words)
    first = matches.index(True) if True in matches else 0
    start = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE // 2) + 1
    end = min(len(text), start + LENGTH)
    pieces = [SnippetPiece("… ", False)] if start else []
    piece_start = start
    for index in range(start + 1, end + 1):
        if index == end or matches[index] != matches[piece_start]:
            pieces.append(SnippetPiece(text[piece_start:index], matches[piece_start]))
            piece_start = index
    if end < len(text):
        pieces.append(SnippetPiece(" …", False))
    return tuple(pieces)


def _matches(text: str, words: Sequence[str]) -> list[bool]:
    """For each character whether it is part of a match. Folding may change lengths, so each folded character is
    traced back to its origin."""
    folded, origins = "", list[int]()
    for index, character in enumerate(text):
        part = fold_character(character)
        folded += part
        origins += [index] * len(part)
    matches = [False] * len(text)
    for word in words:
        at = folded.find(word)
        while at >= 0:
            first, last = origins[at], origins[at + len(word) - 1]
            matches[first : last + 1] = [True] * (last + 1 - first)
            at = folded.find(word, at + 1)
    return matches
