"""Findings highlighted in a text: pieces for a page to draw, double brackets for a form. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from moderation.redaction_marks import MarksUnreadable, Span, mark, read_marks


class FindingSpan(Protocol):
    """A finding: a rule, its span in characters, and how sure the rule is ("high" or less)."""

    rule: str
    start: int
    end: int
    confidence: str


@dataclass(frozen=True)
class HighlightedPiece:
    """Some of the text; ``rules`` are those that saw something in it, none for plain words. A rule that is not sure
    ends in "?"."""

    text: str
    rules: tuple[str, ...] = ()


def highlighted(text: str, findings: Iterable[FindingSpan]) -> list[HighlightedPiece]:
    """The whole text in order. Findings that overlap are one piece with the rules of all."""
    pieces: list[HighlightedPiece] = []
    position = 0
    for start, end, group in _groups(text, findings):
        if start > position:
            pieces.append(HighlightedPiece(text[position:start]))
        rules = tuple(sorted({_rule(each) for each in group}))
        pieces.append(HighlightedPiece(text[start:end], rules))
        position = end
    if position < len(text):
        pieces.append(HighlightedPiece(text[position:]))
    return pieces


def bracketed(text: str, findings: Iterable[FindingSpan], marked: str = "") -> str:
    """The text with double brackets round every finding, for a person to go through.

    ``marked`` is the person's own copy: its marks stay, and a finding that touches one is left alone. Where they cannot
    be read it comes back as it is.
    """
    spans = [Span(start, end) for start, end, _ in _groups(text, findings)]
    try:
        own = read_marks(text, marked) if marked.strip() else []
    except MarksUnreadable:
        return marked
    free = [
        span
        for span in spans
        if not any(span.start < each.end and each.start < span.end for each in own)
    ]
    return mark(text, [*own, *free])


def _groups(
    text: str, findings: Iterable[FindingSpan]
) -> list[tuple[int, int, Sequence[FindingSpan]]]:
    """Overlapping findings together, in order; those outside the text (of another wording) are dropped."""
    groups: list[tuple[int, int, list[FindingSpan]]] = []
    for each in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        if not 0 <= each.start < each.end <= len(text):
            continue
        if groups and each.start < groups[-1][1]:
            start, end, group = groups[-1]
            groups[-1] = (start, max(end, each.end), [*group, each])
        else:
            groups.append((each.start, each.end, [each]))
    return list(groups)


def _rule(finding: FindingSpan) -> str:
    return finding.rule if finding.confidence == "high" else f"{finding.rule}?"
