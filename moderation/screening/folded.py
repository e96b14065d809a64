"""A text made plain for the rules, with the way back to where each character stood.

Digits of every script become 0-9, circled ones as well, every kind of space a space, every dash a hyphen, full-width
signs their ordinary ones; characters nobody sees (zero-width, direction marks, soft hyphens,
variation selectors) go. Letters stay as they are. Holds no rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moderation.screening.finding import Confidence, Detection

_SIGNS = {
    "＠": "@", "﹫": "@", "．": ".", "。": ".", "․": ".", "／": "/", "⁄": "/", "＋": "+",
    "﹢": "+", "−": "-", "⁃": "-", "：": ":", "（": "(", "）": ")",
}  # fmt: skip
# Blank to the eye, yet letters or symbols to Unicode.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")

# A rule judges so many candidates in one text. More stand in no text that anybody wrote, and would take the server's time.
MOST_CANDIDATES = 250


class TooDense(Exception):
    """The text has more candidates than a rule judges; ``start`` is where the first unjudged one stands, folded."""

    def __init__(self, start: int) -> None:
        super().__init__(f"more than {MOST_CANDIDATES} candidates")
        self.start = start


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` to search in; ``origins[i]`` is where its i-th character stood in the original."""

    text: str
    origins: Sequence[int]

    @classmethod
    def of(cls, original: str) -> Folded:
        """Fold ``original``; two passes over it, whatever it holds."""
        if original.isascii():
            return cls(original, range(len(original)))
        table = {ord(character): _plain(character) for character in set(original)}
        gone = {chr(code) for code, plain in table.items() if not plain}
        if not gone:
            return cls(original.translate(table), range(len(original)))
        kept = [place for place, character in enumerate(original) if character not in gone]
        return cls(original.translate(table), kept)

    def finding(
        self, rule: str, start: int, end: int, confidence: Confidence, hint: str
    ) -> Detection:
        """A finding on the original for the folded characters ``start`` up to ``end`` (at least one)."""
        first, last = self.origins[start], self.origins[end - 1]
        return Detection(rule, first, last + 1, confidence, hint)

    def candidates(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a rule's pattern, in order. Raises TooDense past MOST_CANDIDATES."""
        for count, match in enumerate(pattern.finditer(self.text)):
            if count == MOST_CANDIDATES:
                raise TooDense(match.start())
            yield match

    def candidates_after(
        self, ending: re.Pattern[str], pattern: re.Pattern[str], reach: int
    ) -> Iterator[tuple[re.Match[str], int]]:
        """Those matches before which ``ending`` matches in ``reach`` characters, each with where that begins; for an
        ending that is dearer to look for than what follows it. Raises TooDense past MOST_CANDIDATES."""
        count = 0
        for match in pattern.finditer(self.text):
            if found := ending.search(self.before(match.start(), reach)):
                count += 1
                if count > MOST_CANDIDATES:
                    raise TooDense(match.start() - len(found[0]))
                yield match, match.start() - len(found[0])

    def before(self, place: int, length: int) -> str:
        """At most ``length`` characters that stand just before ``place``."""
        return self.text[max(0, place - length) : place]

    def after(self, place: int, length: int) -> str:
        """At most ``length`` characters from ``place`` on."""
        return self.text[place : place + length]


def _plain(character: str) -> str:
    """One character or none: the offsets above count on it."""
    if character.isascii():
        return character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in _SIGNS:
        return _SIGNS[character]
    if unicodedata.decomposition(character).startswith("<circle>"):
        return str(unicodedata.digit(character, character))
    category = unicodedata.category(character)
    if category == "Zs" or character in _BLANKS:
        return " "
    if category in ("Zl", "Zp"):
        return "\n"
    if category == "Pd":
        return "-"
    return "" if category in ("Cf", "Mn", "Me") else character
