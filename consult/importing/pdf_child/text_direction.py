"""Words written from right to left, which a page has in the order they are seen and not in that they are read.

Holds no layout: whole lines are put in order by whoever puts words into lines.
"""

import re
import unicodedata

# Hebrew and Arabic letters with their forms inside a word, and what may stand among them.
_LETTER = r"[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"
_BACKWARDS = re.compile(rf"{_LETTER}(?:[^a-zA-Z\u00c0-\u058f]*{_LETTER})?")
_FORMS = re.compile(r"[\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_NUMBER = re.compile(r"\d[\d.,:/-]*\d|\d")
_MIRRORED = str.maketrans("()[]«»", ")(][»«")


def is_backwards(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return _BACKWARDS.search(text) is not None


def as_read(text: str) -> str:
    """The text in the order it is read, its letters in their plain forms."""
    return _BACKWARDS.sub(_turned, text) if is_backwards(text) else text


def _turned(seen: re.Match[str]) -> str:
    turned = seen[0][::-1].translate(_MIRRORED)
    # Numbers are read from left to right everywhere.
    turned = _NUMBER.sub(lambda number: number[0][::-1], turned)
    return _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), turned)
