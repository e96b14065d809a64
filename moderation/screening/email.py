"""E-mail addresses, also those written "name (at) example.dk".

A practical subset of RFC 5321 (64 characters before the @, labels of at most 63): what people type,
not everything the standard allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moderation.screening.finding import N_, Finding
from moderation.screening.folded import Folded

RULE = "email"
PLAIN = N_("An e-mail address")
SPELT_OUT = N_("An e-mail address with the @ spelt out")

# The search starts from the @ and looks a bounded way to both sides: a long run of letters
# without one costs nothing.
AT = re.compile(r"@|\s?[(\[{]\s?(?:at|snabel-?a)\s?[)\]}]\s?", re.IGNORECASE)
NAME = re.compile(r"[\w.+'%-]{1,64}$")
DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,10}[^\W\d_]{2,24}")
_NAME_REACH = 64


def find(folded: Folded) -> Iterator[Finding]:
    """The addresses, in order; none of them overlaps another."""
    past = 0
    for at in AT.finditer(folded.text):
        name = NAME.search(folded.before(at.start(), min(_NAME_REACH, at.start() - past)))
        domain = DOMAIN.match(folded.text, at.end())
        if name is None or domain is None:
            continue
        length = len(name[0].lstrip(".'-%+"))
        if length:
            past = domain.end()
            sure = at[0] == "@"
            yield folded.finding(
                RULE,
                at.start() - length,
                past,
                "high" if sure else "low",
                PLAIN if sure else SPELT_OUT,
            )
