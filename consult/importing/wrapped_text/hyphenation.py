"""Makes one text of wrapped lines: decides about hyphens at line ends and those left in words.

Must not drop a hyphen without a warning.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from consult.importing.line import Line
from consult.importing.piece import UnplacedWarnings

_WORD = re.compile(r"[^\W\d_]+")
_SOFT = "\u00ad"
# The second is Unicode's HYPHEN, which typesetters put at a line's end.
_HYPHENS = f"-\u2010{_SOFT}"
# In front of these a hyphen stands for the end of the second word: "social- og sundhedshjælpere".
_LINKS = {"og", "eller", "samt", "til", "and", "or", "hhv."}
# A Danish word end that is no word by itself.
_SUFFIX = r"mæssig(?:e|t)?"
_LEFT_IN = re.compile(r"(?<![\w/.@=-])(?P<first>[a-zæøå]{3,})-(?P<second>[a-zæøå]{3,})(?![\w/@-])")
# An address of the web or of e-mail, whose hyphens are its own; at these signs it may be broken without one.
_ADDRESS = re.compile(r"(?i)(?:https?://|www\.|\S@\S)")
_BREAKS = "/_=&?%#"
_IN_ADDRESS = re.compile(r"\S*[\w][/_=&?%#.-][\w]\S*|\S*/\S*")
# Longer than any address that somebody prints.
_LONGEST_ADDRESS = 2_000
# Words with so many first letters alike are forms of one word; so many of a second part.
_STEM = 8
_SECOND_STEM = 4


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of a text in small letters: evidence of what a broken word may have been.

    `stems` are the first letters of longer words, `hyphened` those of words with a hyphen.
    """

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

    def contains(self, word: str) -> bool:
        """Whether the text has the word itself or another form of it."""
        low = word.lower()
        return low in self.all or (len(low) > _STEM and low[:_STEM] in self.stems)

    def has_hyphened(self, before: str, after: str) -> bool:
        """Whether the text has these two words, or forms of them, with a hyphen inside a line."""
        return _stem(before, after) in self.hyphened


def _stem(before: str, after: str) -> str:
    return f"{before.lower()}-{after.lower()[:_SECOND_STEM]}"


def unwrapped(lines: Iterable[Line], words: Words) -> tuple[str, UnplacedWarnings]:
    """The lines as one text, with warnings about hyphens at their ends."""
    parts: list[str] = []
    warnings: list[tuple[str, str]] = []
    for line in lines:
        following = line.text.strip()
        if parts and _is_broken_address(parts, following):
            parts[-1] = parts[-1].rstrip(_SOFT)
        elif parts:
            parts[-1], warning = _before_next(parts[-1], following, words)
            warnings += [warning] if warning else []
        parts.append(following)
    return "".join(parts), tuple(warnings)


def mended(text: str, words: Words) -> tuple[str, UnplacedWarnings]:
    """A text without soft hyphens, and without those left in words from an older line end.

    The hyphen of `bolig-mæssige` is removed: its second half is no word. Where the text has the
    whole word elsewhere, the hyphen stays, for both may be meant. Each is a warning.
    """
    warnings: list[tuple[str, str]] = []

    def decided(match: re.Match[str]) -> str:
        whole = match["first"] + match["second"]
        if re.fullmatch(_SUFFIX, match["second"]):
            warnings.append(("hyphen-mended", f"“{match[0]}” is read as “{whole}”."))
            return whole
        if whole in words.all:
            message = f"“{match[0]}” is “{whole}” elsewhere; kept as it stands."
            warnings.append(("possible-hyphen", message))
        return match[0]

    return _LEFT_IN.sub(decided, text.replace(_SOFT, "")), tuple(warnings)


def _before_next(line: str, following: str, words: Words) -> tuple[str, tuple[str, str] | None]:
    """A line as it is put in front of the next one, with a blank or without its hyphen; a warning."""
    word = _last_word(line[:-1])
    if line[-1] not in _HYPHENS or not word or following.split()[0] in _LINKS:
        return f"{line} ", None
    after = _WORD.match(following)
    if after is None or not (line[-1] == _SOFT or _is_broken(word, after[0], words)):
        # A range (2009-2012), a name (BIF-SOF): the hyphen belongs to the text.
        return line, None
    return line[:-1], _warning(word, after[0], words)


def _is_broken_address(parts: list[str], following: str) -> bool:
    """Whether the lines so far end within an address that goes on with the following one."""
    address = ""
    for part in reversed(parts):
        tail = part[-_LONGEST_ADDRESS:]
        start = next((n for n in range(len(tail), 0, -1) if tail[n - 1].isspace()), 0)
        address = tail[start:] + address
        if start or len(address) >= _LONGEST_ADDRESS:
            break
    if not _ADDRESS.search(address):
        return False
    if address[-1] in _HYPHENS:
        return following[:1].isalnum()
    return address[-1] in _BREAKS and _IN_ADDRESS.fullmatch(following.split()[0]) is not None


def _last_word(line: str) -> str:
    """The letters and digits at a line's end; from the end, which is cheap for very long lines."""
    return "".join(takewhile(str.isalnum, reversed(line)))[::-1]


def _is_broken(before: str, after: str, words: Words) -> bool:
    """Whether a hyphen between two parts in small letters divides one word."""
    are_small = before[-1:].islower() and before == before.lower() and after[0].islower()
    return are_small and not words.has_hyphened(before, after)


def _warning(before: str, after: str, words: Words) -> tuple[str, str]:
    whole = before + after
    if words.contains(whole):
        return "hyphen-mended", f"“{before}-” and “{after}” are read as “{whole}”."
    return "hyphen-guessed", f"“{before}-” and “{after}” are read as “{whole}”, found nowhere else."
