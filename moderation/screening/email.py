"""E-mail addresses, also those written "name (at) example.dk".

A practical subset of RFC 5321 (64 characters before the @, labels of at most 63): what people type,
not everything the standard allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moderation.screening.finding import N_, Detection
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
_LONGEST_NAME = 64
_NOT_FIRST = ".'-%+"


def find(folded: Folded) -> Iterator[Detection]:
    """The addresses, in order; none of them overlaps another. Raises TooDense."""
    for match in folded.candidates(ADDRESS):
        name = match["run"][-_LONGEST_NAME:].lstrip(_NOT_FIRST)
        if name:
            is_plain = match["at"] == "@"
            yield folded.finding(
                RULE,
                match.end("run") - len(name),
                match.end(),
                "high" if is_plain else "low",
                PLAIN if is_plain else SPELT_OUT,
            )
