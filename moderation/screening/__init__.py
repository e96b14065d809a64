"""Screening: what rules see in a text before a person reads it. Pure: text in, findings out.

Imports nothing of ours, reads no clock and no file, and decides nothing: a finding asks a
moderator to look, the lack of one never says that a text is safe.
"""

from __future__ import annotations

from itertools import chain

from moderation.screening import address, cpr, email, phone
from moderation.screening.finding import Confidence, Finding
from moderation.screening.folded import Folded

__all__ = ["Confidence", "Finding", "screen"]


def screen(text: str) -> list[Finding]:
    """Everything the rules see in ``text``, by start, then end, then rule.

    Offsets are in characters of ``text`` exactly as given. The work is proportional to the length
    of the text. A telephone number inside a CPR number or an e-mail address is not reported; all
    other findings may overlap (a CPR number used as the name of a mailbox is both).
    """
    folded = Folded.of(text)
    sure = [*cpr.find(folded), *email.find(folded)]
    taken = bytearray(len(text))
    for found in sure:
        taken[found.start : found.end] = b"\1" * (found.end - found.start)
    phones = (found for found in phone.find(folded) if 1 not in taken[found.start : found.end])
    return sorted(
        chain(sure, phones, address.find(folded)),
        key=lambda finding: (finding.start, finding.end, finding.rule),
    )
