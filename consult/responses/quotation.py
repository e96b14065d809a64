"""Finding the words that somebody quotes in a text, as people copy them: out of a PDF, a letter or a search.

Only letters and digits count, whatever their case, and what parts two digits: what hyphenation, quotation marks, dots,
white space and ligatures make of words is no difference. Plain values; linear in both lengths.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# "2.1 ", "§ 5-3. ", "Afsnit 2.1: ", "12) ": the number of a paragraph that was copied with its words.
_NUMBER = re.compile(r"\W*(?:(?:§|stk|pkt|punkt|afsnit|paragraph|section)[\s.]*)?\d+(?:[.\-]\d+)*[.):]?\s+(?=\S)", re.I)  # fmt: skip
_DIGITS = re.compile(r"\d+")
# Arabic vowel signs and the stroke that lengthens a word.
_ORNAMENT = frozenset("\u0640\u0670" + "".join(map(chr, range(0x64B, 0x660))))


def fold_spaces(text: str) -> str:
    """White space folded and trimmed, as a browser's selection gives it."""
    return " ".join(text.split())


def words_of(text: str, quote: str, number: str = "") -> str:
    """The text's own words that a quote means, white space folded; "" where the text has not these words, or the quote
    has none. ``number`` is the text's own, which people copy with its words."""
    own, words = fold_spaces(text), fold_spaces(quote)
    if words and words in own:
        return words
    for wording in _wordings(quote, number):
        if found := _find(own, wording):
            return found
    return ""


def _wordings(quote: str, number: str) -> Iterator[str]:
    yield quote
    written = _NUMBER.match(quote)
    if written and _DIGITS.findall(written[0]) == _DIGITS.findall(number):
        yield quote[written.end() :]


def _find(own: str, quote: str) -> str:
    wanted, _places = _folded(quote)
    signs, places = _folded(own)
    start = signs.find(wanted) if wanted else -1
    return own[places[start] : places[start + len(wanted) - 1] + 1] if start >= 0 else ""


@lru_cache(maxsize=64)
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The letters and digits in small type, and where in the text each of them is from."""
    pairs = [
        (part, place)
        for place, sign in enumerate(text)
        for part in _parts(sign) or _between_digits(text, place)
    ]
    return "".join(part for part, _place in pairs), tuple(place for _part, place in pairs)


def _between_digits(text: str, place: int) -> str:
    """A hyphen for what parts two digits, unless it is white space: 2-6 and 1,5 are neither 26 nor 15."""
    around = text[max(place - 1, 0) : place + 2]
    parts = len(around) == 3 and around[0].isdigit() and around[2].isdigit()
    return "-" if parts and not around[1].isspace() else ""


@lru_cache(maxsize=4096)
def _parts(sign: str) -> str:
    """What counts of one character: "fi" of a ligature, "" of punctuation."""
    plain = unicodedata.normalize("NFKC", sign).casefold()
    return "".join(each for each in plain if _counts(each))


def _counts(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LNM" and sign not in _ORNAMENT
