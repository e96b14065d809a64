"""Makes one text of wrapped lines: what a hyphen at a line's end, or left in a word, stands for.

Must not drop a hyphen without a remark.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from consult.importing.line import Line
from consult.importing.piece import UnplacedWarnings

_WORD = re.compile(r"[^\W\d_]+")
_SOFT = "\u00ad"
# The second one is what typesetters print at a line's end.
_HYPHENS = f"-\u2010{_SOFT}"
# After these a hyphen stands for a part that is still to come: "social- og sundhed".
_LINKS = {"og", "eller", "samt", "til", "and", "or", "hhv."}
# A word's end that can never stand by itself in Danish.
_SUFFIX = r"mæssig(?:e|t)?"
_LEFT_IN = re.compile(r"(?<![\w-])(?P<first>[a-zæøå]{3,})-(?P<second>[a-zæøå]{3,})(?![\w-])")
# So many letters must be alike for a longer or shorter form of a word to bear it out.
_STEM = 8
_SECOND_STEM = 4


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of a text in small letters; bears out what a broken word may have been."""

    all: frozenset[str]
    stems: frozenset[str]
    hyphened: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Words":
        """The words of some texts."""
        texts = list(texts)
        words = frozenset(word.lower() for text in texts for word in _WORD.findall(text))
        stems = frozenset(word[:_STEM] for word in words if len(word) >= _STEM)
        pairs = (_stem(*match.groups()) for text in texts for match in _LEFT_IN.finditer(text))
        return cls(words, stems, frozenset(pairs))

    def know(self, word: str) -> bool:
        """Whether the word itself, or another form of it, stands in the text."""
        low = word.lower()
        return low in self.all or (len(low) > _STEM and low[:_STEM] in self.stems)

    def hyphen(self, before: str, after: str) -> bool:
        """Whether the text writes these two, or a form of them, with a hyphen inside a line."""
        return _stem(before, after) in self.hyphened


def _stem(before: str, after: str) -> str:
    return f"{before.lower()}-{after.lower()[:_SECOND_STEM]}"


def unwrapped(lines: Iterable[Line], words: Words) -> tuple[str, UnplacedWarnings]:
    """The lines as one text, and what was done about hyphens at their ends."""
    parts: list[str] = []
    remarks: list[tuple[str, str]] = []
    for line in lines:
        following = line.text.strip()
        if parts:
            parts[-1], remark = _before(parts[-1], following, words)
            remarks += [remark] if remark else []
        parts.append(following)
    return "".join(parts), tuple(remarks)


def mended(text: str, words: Words) -> tuple[str, UnplacedWarnings]:
    """A text whose words have hyphens left in from an older line end (`bolig-mæssige`).

    They go where the second half cannot stand alone. Where the text has the whole word elsewhere
    they are only pointed out, for both may be meant. Each is a remark.
    """
    remarks: list[tuple[str, str]] = []

    def judged(match: re.Match[str]) -> str:
        whole = match["first"] + match["second"]
        if re.fullmatch(_SUFFIX, match["second"]):
            remarks.append(("hyphen-mended", f"“{match[0]}” is read as “{whole}”."))
            return whole
        if whole in words.all:
            message = f"“{match[0]}” is “{whole}” elsewhere; kept as it stands."
            remarks.append(("possible-hyphen", message))
        return match[0]

    return _LEFT_IN.sub(judged, text.replace(_SOFT, "")), tuple(remarks)


def _before(line: str, following: str, words: Words) -> tuple[str, tuple[str, str] | None]:
    """A line as it stands in front of the next one, with its blank or without its hyphen."""
    word = _last_word(line[:-1])
    if line[-1] not in _HYPHENS or not word or following.split()[0] in _LINKS:
        return f"{line} ", None
    after = _WORD.match(following)
    if after is None or not (line[-1] == _SOFT or _broken(word, after[0], words)):
        # A range (2009-2012), a name (BIF-SOF), a slash: the hyphen is the text's own.
        return line, None
    return line[:-1], _about(word, after[0], words)


def _last_word(line: str) -> str:
    """The letters and digits a line ends in; walked backwards, for lines may be endless."""
    return "".join(takewhile(str.isalnum, reversed(line)))[::-1]


def _broken(before: str, after: str, words: Words) -> bool:
    small = before[-1:].islower() and before == before.lower() and after[0].islower()
    return small and not words.hyphen(before, after)


def _about(before: str, after: str, words: Words) -> tuple[str, str]:
    whole = before + after
    if words.know(whole):
        return "hyphen-mended", f"“{before}-” and “{after}” are read as “{whole}”."
    return "hyphen-guessed", f"“{before}-” and “{after}” are read as “{whole}”, found nowhere else."
