"""A text cut at what screening found in it, so that a page can mark the words and say what they may be. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from moderation.redaction_marks import Span, mark


class MarkedFinding(Protocol):
    """A finding: a rule, where, and how sure."""

    rule: str
    start: int
    end: int
    confidence: str


@dataclass(frozen=True)
class MarkedPiece:
    """Some of the text; ``rules`` are what saw something there, none for plain words. A rule that is not sure
    ends in "?"."""

    text: str
    rules: tuple[str, ...] = ()


def pieces(text: str, findings: Iterable[MarkedFinding]) -> list[MarkedPiece]:
    """The whole text in order. Findings that overlap are one piece with the names of all."""
    cut: list[MarkedPiece] = []
    place = 0
    for start, end, group in _groups(text, findings):
        if start > place:
            cut.append(MarkedPiece(text[place:start]))
        cut.append(MarkedPiece(text[start:end], tuple(sorted({_name(each) for each in group}))))
        place = end
    if place < len(text):
        cut.append(MarkedPiece(text[place:]))
    return cut


def with_brackets(
    text: str, findings: Iterable[MarkedFinding], already: Sequence[Span] = ()
) -> str:
    """The text with double brackets round everything that was found, for a person to go through.

    ``already`` are the person's own marks: they stay, and win where they touch a finding.
    """
    found = [Span(start, end) for start, end, _ in _groups(text, findings)]
    free = [
        each
        for each in found
        if not any(each.start < own.end and own.start < each.end for own in already)
    ]
    return mark(text, [*already, *free])


def _groups(
    text: str, findings: Iterable[MarkedFinding]
) -> list[tuple[int, int, Sequence[MarkedFinding]]]:
    """Overlapping findings together, in order; those outside the text (of another wording) are dropped."""
    groups: list[tuple[int, int, list[MarkedFinding]]] = []
    for each in sorted(findings, key=lambda found: (found.start, found.end)):
        if not 0 <= each.start < each.end <= len(text):
            continue
        if groups and each.start < groups[-1][1]:
            start, end, group = groups[-1]
            groups[-1] = (start, max(end, each.end), [*group, each])
        else:
            groups.append((each.start, each.end, [each]))
    return list(groups)


def _name(found: MarkedFinding) -> str:
    return found.rule if found.confidence == "high" else f"{found.rule}?"
