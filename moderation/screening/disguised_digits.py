"""Digits as people write them past a machine: apart, with letters that look like them, or in words. Holds no rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A digit, or a letter that is taken for one.
DIGIT = r"[\dOoIl]"
# What may stand between two digits of one number.
APART = r"[ \t.,:;/_*|=()'-]{0,5}"
# A letter begins no number inside a word.
BEGIN = r"(?<!\d)(?:(?<![^\W_])(?=[OoIl])|(?=\d))"

_LETTERS = str.maketrans("OoIl", "0011")
_SPACES = str.maketrans(",.-:", "    ")
_ONES = {
    "nul": "0", "nil": "0", "zero": "0", "oh": "0", "en": "1", "et": "1", "én": "1", "ét": "1", "one": "1",
    "to": "2", "two": "2", "tre": "3", "three": "3", "fire": "4", "four": "4", "fem": "5", "five": "5", "seks": "6",
    "six": "6", "syv": "7", "seven": "7", "otte": "8", "eight": "8", "ni": "9", "nine": "9",
}  # fmt: skip
_TENS = {
    "tyve": "2", "tredive": "3", "fyrre": "4", "halvtreds": "5", "tres": "6", "halvfjerds": "7", "firs": "8",
    "halvfems": "9",
}  # fmt: skip
_TEENS = {
    "ti": "10", "elleve": "11", "tolv": "12", "tretten": "13", "fjorten": "14", "femten": "15", "seksten": "16",
    "sytten": "17", "atten": "18", "nitten": "19",
}  # fmt: skip
_COMPOUNDS = {
    f"{one}og{ten}": digit + _ONES[one]
    for one in ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
    for ten, digit in _TENS.items()
}
WORDS = _ONES | _TEENS | {ten: f"{digit}0" for ten, digit in _TENS.items()} | _COMPOUNDS
_WORD = rf"(?:{'|'.join(sorted(WORDS, key=len, reverse=True))}|\d)"
_RUN = re.compile(rf"(?<![\w-])(?:{_WORD}(?:[ ,.-]{{1,3}}|(?!\w))){{4,16}}", re.IGNORECASE)
_ONE = re.compile(r"[^\W\d_]{1,20}|\d")


def digits_of(number: str) -> str:
    """The digits of a number as it stands in a text, without what is between them."""
    return "".join(each for each in number.translate(_LETTERS) if each.isdecimal())


def is_mostly_digits(number: str) -> bool:
    """Whether no more than half of the number's digits are letters that look like one."""
    return 2 * sum(each in "OoIl" for each in number) <= len(digits_of(number))


def spelled_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers written in words, at least four words long: start, end and digits; linear in the text's length."""
    if not _has_run(text):
        return
    for match in _RUN.finditer(text):
        words = [word[0].casefold() for word in _ONE.finditer(match[0])]
        if any(word in WORDS for word in words):
            end = match.start() + len(match[0].rstrip(" ,.-"))
            yield match.start(), end, "".join(WORDS.get(word, word) for word in words)


def _has_run(text: str) -> bool:
    """Whether four words in a row are numbers; cheaper than looking for the run itself."""
    row = 0
    for word in text.casefold().translate(_SPACES).split():
        row = row + 1 if word in WORDS or word.isdecimal() else 0
        if row == 4:
            return True
    return False
