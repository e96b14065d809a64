"""Screening: what rules see in a text before a person reads it. Pure: text in, findings out.

Imports nothing of ours, reads no clock and, but for the labelled texts, no file, and decides nothing: a finding asks a
moderator to look, the lack of one never says that a text is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from moderation.screening import address, cpr, disclosure, email, phone, threat
from moderation.screening.finding import N_, Confidence, Detection
from moderation.screening.folded import Folded, TooDense

__all__ = ["NOT_PRIVATE", "RULES_VERSION", "Confidence", "Detection", "covering", "screen"]

# Raised with every rule that is new or finds more: what older rules screened is screened again in the background.
RULES_VERSION = 2
# Rules that look for something else than what is private.
NOT_PRIVATE = frozenset({threat.RULE})

NOT_JUDGED = N_("So much of this kind that the rest was not looked through")

Find = Callable[[Folded], Iterator[Detection]]


def screen(text: str) -> list[Detection]:
    """Everything the rules see in ``text``, by start, then end, then rule.

    Offsets are in characters of ``text`` exactly as given. The work is proportional to the length of the text, whatever
    it holds: a rule with too many candidates stops, and one finding covers the rest. A telephone number inside a CPR
    number or an e-mail address is not reported; all other findings may overlap (a CPR number used as the name of a
    mailbox is both).
    """
    folded = Folded.of(text)
    certain = [*_found(folded, cpr.RULE, cpr.find), *_found(folded, email.RULE, email.find)]
    taken = bytearray(len(text))
    for finding in certain:
        taken[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    phones = [
        finding
        for finding in _found(folded, phone.RULE, phone.find)
        if 1 not in taken[finding.start : finding.end]
    ]
    others = [
        finding
        for rule in (address, disclosure, threat)
        for finding in _found(folded, rule.RULE, rule.find)
    ]
    return sorted(
        [*certain, *phones, *others],
        key=lambda finding: (finding.start, finding.end, finding.rule),
    )


def covering(found: Sequence[Detection]) -> Detection:
    """One finding for all of a rule in a text, at least one, by start; it is as sure as the surest of them."""
    sure: Confidence = "high" if any(each.confidence == "high" for each in found) else "low"
    return Detection(
        found[0].rule, found[0].start, max(each.end for each in found), sure, NOT_JUDGED
    )


def _found(folded: Folded, rule: str, find: Find) -> list[Detection]:
    findings: list[Detection] = []
    try:
        # Grows finding by finding, so that those before the rule stopped are kept.
        findings.extend(find(folded))
    except TooDense as stopped:
        findings.append(
            folded.finding(rule, stopped.start, len(folded.text.rstrip()), "low", NOT_JUDGED)
        )
    return findings
