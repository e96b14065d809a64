"""The sentences of a public text, as they are offered to be quoted: each stands literally in it."""

from __future__ import annotations

import re

# A closing sign, quote marks and brackets that close after it, and room. A new line ends a sentence too.
_END = re.compile(r"[.!?…؟۔][\"'”»«’)\]]{0,3}[ \t]+|\n+")
# Nobody reads through more than these; other words can be typed.
MOST = 12


def sentences_of(text: str) -> list[str]:
    """The first MOST of them. An abbreviation before a small letter or a digit ends none. Linear in the text."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        follows = text[end.end() : end.end() + 1]
        if end.group().isspace() or not (follows.islower() or follows.isdigit()):
            found.append(text[start : end.end()].strip())
            start = end.end()
    found.append(text[start:].strip())
    return [each for each in found if any(sign.isalpha() for sign in each)][:MOST]
