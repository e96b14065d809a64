"""E-mail addresses, also those written "name (at) example.dk".

A practical subset of RFC 5321 (64 characters before the @, labels of at most 63): what people type,
not everything the standard allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moderation.screening.finding import N_, Confidence, Detection
from moderation.screening.folded import Folded

RULE = "email"
PLAIN = N_("An e-mail address")
SPELT_OUT = N_("An e-mail address with the @ spelt out")

# One pass from left to right: a run of name characters is looked at once, from its beginning, and never given back.
# That a run is longer than a name may be is seen afterwards: the name is then its end.
ADDRESS = re.compile(
    r"(?<![\w.+'%-])(?P<run>[\w.+'%-]++)"
    r"(?P<at>@|\s?[(\[{]\s?(?:at|snabel-?a)\s?[)\]}]\s?)"
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,10}[^\W\d_]{2,24}",
    re.IGNORECASE,
)
# The @ or a dot in words, in brackets or between spaces; the last part is one that mail addresses end in.
_OPEN, _CLOSE = r"\s?[(\[{<\"']\s?", r"\s?[)\]}>\"']\s?"
_AT = rf"{_OPEN}(?:@|at|a|snabel[- ]?a){_CLOSE}|\s?@\s?|\s(?:at|snabel[- ]?a)\s"
_DOT = rf"\.|,|\s\.\s|{_OPEN}(?:dot|punktum|prik|\.){_CLOSE}|\s(?:dot|punktum|prik)\s"
_LAST = "dk|com|org|net|eu|se|no|de|uk|info|example|gmail|hotmail"
SPELT = re.compile(
    rf"(?<![\w.+'%-])(?P<run>[\w.+'%-]++)(?P<at>{_AT})(?:[^\W_][\w-]{{0,40}}(?:{_DOT})){{1,4}}(?:{_LAST})(?!\w)",
    re.IGNORECASE,
)
HYPHENS = re.compile(
    rf"(?<![\w.+'%-])(?P<run>[\w.]{{1,40}})-at-[\w-]{{1,40}}\.(?:{_LAST})(?!\w)", re.IGNORECASE
)
_LONGEST_NAME = 64
_NOT_FIRST = ".'-%+"


def find(folded: Folded) -> Iterator[Detection]:
    """The addresses, those in the usual spelling first; none of them overlaps another. Raises TooDense."""
    seen = set[int]()
    for pattern in (ADDRESS, SPELT, HYPHENS):
        for match in folded.candidates(pattern):
            name = match["run"][-_LONGEST_NAME:].lstrip(_NOT_FIRST)
            start = match.end("run") - len(name)
            if name and start not in seen:
                seen.update(range(start, match.end()))
                is_plain = pattern is ADDRESS and match["at"] == "@"
                sure: Confidence = "high" if is_plain else "low"
                hint = PLAIN if is_plain else SPELT_OUT
                yield folded.finding(RULE, start, match.end(), sure, hint)
