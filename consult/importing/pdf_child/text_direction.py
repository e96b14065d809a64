"""Right-to-left text, which a page has in visual order: its glyphs from left to right.

Holds no layout: whole lines are put in reading order by whoever puts words into lines.
"""

import re
import unicodedata

# Hebrew and Arabic letters with their contextual forms, and what may be between them.
_LETTER = r"[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"
_RIGHT_TO_LEFT = re.compile(rf"{_LETTER}(?:[^a-zA-Z\u00c0-\u058f]*{_LETTER})?")
_FORMS = re.compile(r"[\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_NUMBER = re.compile(r"\d[\d.,:/-]*\d|\d")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def is_right_to_left(text: str) -> bool:
    """Whether any of it is right-to-left text."""
    return _RIGHT_TO_LEFT.search(text) is not None


def is_left_to_right(text: str) -> bool:
    """Whether any of it is left-to-right text; digits and punctuation are neither."""
    return any(unicodedata.bidirectional(sign) == "L" for sign in text)


def is_all_right_to_left(text: str) -> bool:
    """Whether all of it is right-to-left letters and their combining marks."""
    return bool(text) and all(unicodedata.bidirectional(c) in ("R", "AL", "NSM") for c in text)


def mirrored(text: str) -> str:
    """Opening brackets as closing ones, and the other way round."""
    return text.translate(_MIRRORED)


def in_reading_order(text: str) -> str:
    """Text in visual order put in reading order, with plain letters for contextual forms."""
    return _RIGHT_TO_LEFT.sub(_reversed, text) if is_right_to_left(text) else text


def _reversed(visual: re.Match[str]) -> str:
    text = mirrored(visual[0][::-1])
    # Numbers are read from left to right everywhere.
    text = _NUMBER.sub(lambda number: number[0][::-1], text)
    return _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
