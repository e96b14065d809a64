"""Words written from right to left, which a page has in the order they are seen and not in that they are read.

Holds no layout: whole lines are put in order by whoever puts words into lines.
"""

import re
import unicodedata

# Hebrew and Arabic letters with their forms inside a word, and what may stand among them.
_LETTER = r"[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"
_RIGHT_TO_LEFT = re.compile(rf"{_LETTER}(?:[^a-zA-Z\u00c0-\u058f]*{_LETTER})?")
_FORMS = re.compile(r"[\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_NUMBER = re.compile(r"\d[\d.,:/-]*\d|\d")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def is_right_to_left(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def is_left_to_right(text: str) -> bool:
    """Whether any of it is written from left to right; signs and digits go either way."""
    return any(unicodedata.bidirectional(sign) == "L" for sign in text)


def is_one_way(text: str) -> bool:
    """Whether every sign of it is written from right to left, or stands on such a letter."""
    return bool(text) and all(unicodedata.bidirectional(c) in ("R", "AL", "NSM") for c in text)


def mirrored(text: str) -> str:
    """Opening brackets as closing ones, and the other way round."""
    return text.translate(_MIRRORED)


def as_read(text: str) -> str:
    """Text in the order it is seen, in the order it is read, its letters in their plain forms."""
    return _RIGHT_TO_LEFT.sub(_turned, text) if is_right_to_left(text) else text


def _turned(seen: re.Match[str]) -> str:
    turned = mirrored(seen[0][::-1])
    # Numbers are read from left to right everywhere.
    turned = _NUMBER.sub(lambda number: number[0][::-1], turned)
    return _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), turned)
