"""How good the rules are on labelled texts: precision and recall of each, and what fires on look-alikes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from moderation.screening import screen
from moderation.screening.finding import Detection
from moderation.screening.labelled_set import Labelled, Mark

# The share of the marked places that a rule must find.
RECALL_GOALS: Mapping[str, float] = {
    "cpr": 0.97,
    "phone": 0.9,
    "email": 0.9,
    "address": 0.8,
    "disclosure": 0.7,
    "threat": 0.7,
}
# The largest share of the look-alikes on which any rule may fire.
MOST_LOOKALIKES = 0.15
# The largest share of a hearing's ordinary remarks on which one rule may fire.
MOST_ORDINARY = 0.2


@dataclass(frozen=True, slots=True)
class RuleMeasure:
    """What a rule found of ``marked`` places, and how many of its ``findings`` were ``right``."""

    rule: str
    marked: int
    found: int
    findings: int
    right: int

    @property
    def recall(self) -> float:
        """The share of the marked places that were found; 1 where none is marked."""
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        """The share of the findings that touch a mark of the rule; 1 without any."""
        return self.right / self.findings if self.findings else 1.0

    @property
    def is_missed(self) -> bool:
        """Whether the recall is under the rule's goal."""
        return self.recall < RECALL_GOALS.get(self.rule, 0)


@dataclass(frozen=True, slots=True)
class Measured:
    """The rules by name, and on how many of the look-alikes one of them fired."""

    rules: tuple[RuleMeasure, ...]
    lookalikes: int
    fired: int

    @property
    def fired_share(self) -> float:
        """The share of the look-alikes with a finding."""
        return self.fired / self.lookalikes if self.lookalikes else 0.0


def measure(texts: Iterable[Labelled]) -> Measured:
    """Screen the texts and count. A finding is right where it overlaps a mark of its rule."""
    marked, found, findings, right = (Counter[str]() for _ in range(4))
    lookalikes = fired = 0
    for each in texts:
        seen = screen(each.text)
        lookalikes += not each.marks
        fired += bool(seen and not each.marks)
        marked.update(mark.rule for mark in each.marks)
        found.update(mark.rule for mark in each.marks if _is_met(mark, seen))
        findings.update(one.rule for one in seen)
        right.update(one.rule for one in seen if _is_met(one, each.marks))
    rules = sorted({*marked, *findings})
    measures = (RuleMeasure(r, marked[r], found[r], findings[r], right[r]) for r in rules)
    return Measured(tuple(measures), lookalikes, fired)


def fired_shares(texts: Iterable[str]) -> dict[str, float]:
    """By rule, the share of the texts that it fires on; rules that fire on none are left out."""
    fired, total = Counter[str](), 0
    for text in texts:
        total += 1
        fired.update({one.rule for one in screen(text)})
    return {rule: count / total for rule, count in sorted(fired.items())}


def _is_met(one: Detection | Mark, others: Iterable[Detection | Mark]) -> bool:
    return any(
        one.rule == each.rule and one.start < each.end and each.start < one.end for each in others
    )
