"""Postal addresses: a street, a number and a Danish postcode with its town, close together.

A street without a postcode is no finding: a hearing is about streets. Always low: it may as well be
the address of an office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from moderation.screening.finding import N_, Detection
from moderation.screening.folded import Folded

RULE = "address"
HINT = N_("A street, a number and a postcode")

# From the ending of the street's name to the town: number, floor and side between them.
ADDRESS = re.compile(
    r"(?:vej|gade|all[eé]|stræde|plads|torv|boulevard|vænge|parken|haven|toften|bakken|stien|dal)"
    r"\s(?:nr\.?\s)?\d{1,3}\s?[A-Za-z]?[\s,]"
    r"[^\d]{0,16}(?:\d{1,2}\.?[^\d]{1,16})?"
    r"(?:DK-)?(?<!\d)[1-9]\d{3}\s[A-ZÆØÅ][a-zæøå]{1,24}"
)
_STREET = re.compile(r"[^\W\d_][^\W\d_.'’-]{0,30}$")
_STREET_REACH = 32


def find(folded: Folded) -> Iterator[Detection]:
    """The addresses, in order. Raises TooDense."""
    for match in folded.candidates(ADDRESS):
        name = _STREET.search(folded.before(match.start(), _STREET_REACH))
        start = match.start() - (len(name[0]) if name else 0)
        yield folded.finding(RULE, start, match.end(), "low", HINT)
