"""Whether two texts have the same wording: line breaks and hyphens of layout do not count, all else does."""

from __future__ import annotations

import re
import unicodedata

# Two more hyphens, and the ligatures of PDF files; the other odd characters are invisible and dropped.
_REPLACEMENTS = {
    "\u2010": "-",
    "\u2011": "-",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}
_ODD = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u2010\u2011ﬀ-ﬄ]")
_END_OF_LINE = re.compile(r"(?<=[^\W\d_])-[ \t]*\n\s*(?=[^\W\d_])")
_SHARED_ENDING = re.compile(r"(?<=[^\W\d_])-\s+(?=(?:og|eller|samt|and|or)\b)")
_INSIDE_A_WORD = re.compile(r"(?<=([^\W\d_]))-(?=([^\W\d_]))")
_WORD = re.compile(r"\w+")


def unwrapped(text: str) -> str:
    """The text on one line, single-spaced, with words that were hyphenated at a line's end put together."""
    text = _ODD.sub(lambda odd: _REPLACEMENTS.get(odd[0], ""), unicodedata.normalize("NFC", text))
    if "\n" in text:
        # "integrations-\nog medborgerskab" keeps its hyphen: it stands for a shared ending.
        text = _END_OF_LINE.sub("", _SHARED_ENDING.sub("- ", text))
    return " ".join(text.split())


def same_key(text: str) -> str:
    """A key that is equal for two texts that are the same but for layout.

    A hyphen between two lower-case letters is layout, one beside a capital (a name) is not.
    """
    return _INSIDE_A_WORD.sub(_without_lower_case_hyphen, unwrapped(text))


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same but for layout."""
    return same_key(one) == same_key(other)


def words(key: str) -> tuple[str, ...]:
    """The words and numbers of a `same_key`, for likeness: no case, no punctuation; CO₂ equals CO2."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", key).casefold()))


def _without_lower_case_hyphen(hyphen: re.Match[str]) -> str:
    before, after = hyphen.groups()
    return "" if before.islower() and after.islower() else "-"
