"""``consult screen``: what the rules see in the texts of a file, and how good the rules are on labelled texts."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from consult.commands.json_lines import read_lines, write_line
from moderation.screening import Detection, screen
from moderation.screening.evaluation import (
    MOST_LOOKALIKES,
    MOST_ORDINARY,
    RECALL_GOALS,
    Measured,
    fired_shares,
    measure,
)
from moderation.screening.labelled_set import HALVES, labelled

EVALUATE = "evaluate"
_ORDINARY_RESPONSES = 400


def run(arguments: argparse.Namespace) -> int:
    """Screen a file, or measure the rules. Raises Trouble when the file is missing or a line is no object."""
    if str(arguments.file) == EVALUATE:
        return _evaluate(as_json=arguments.json)
    for line in read_lines(arguments.file):
        findings = [
            {"field": field, **_plain(each)}
            for field in ("text", "name")
            for each in screen(str(line.get(field) or ""))
        ]
        if arguments.json:
            write_line({"findings": findings})
        else:
            print(", ".join(f"{f['rule']} {f['start']}-{f['end']}" for f in findings) or "-")
    return 0


def _plain(found: Detection) -> dict[str, object]:
    return {
        "rule": found.rule,
        "start": found.start,
        "end": found.end,
        "confidence": found.confidence,
    }


def _evaluate(*, as_json: bool) -> int:
    measured = {half: measure(labelled(half)) for half in HALVES}
    ordinary = fired_shares(_ordinary_remarks())
    if as_json:
        halves = {half: _as_json(each) for half, each in measured.items()}
        print(json.dumps({**halves, "ordinary": ordinary}, indent=1))
        return 0
    for half, each in measured.items():
        _tell(half, each)
    print(f"ordinary remarks of the sample's hearing, at most {MOST_ORDINARY:.0%} for a rule")
    for rule, share in ordinary.items():
        print(f"  {rule:<11}{share:7.2%}{_missed(share > MOST_ORDINARY)}")
    return 0


def _as_json(measured: Measured) -> dict[str, object]:
    rules = {
        each.rule: {
            "marked": each.marked,
            "precision": round(each.precision, 4),
            "recall": round(each.recall, 4),
            "missed": each.is_missed,
        }
        for each in measured.rules
    }
    return {
        "rules": rules,
        "lookalikes": measured.lookalikes,
        "fired": round(measured.fired_share, 4),
    }


def _tell(half: str, measured: Measured) -> None:
    print(f"{half}: rule, marked places, precision, recall, goal of the recall")
    for each in measured.rules:
        goal = RECALL_GOALS.get(each.rule, 0)
        numbers = f"{each.marked:5}{each.precision:8.3f}{each.recall:8.3f}{goal:7.2f}"
        print(f"  {each.rule:<11}{numbers}{_missed(each.is_missed)}")
    is_missed = measured.fired_share > MOST_LOOKALIKES
    print(
        f"  fired on {measured.fired} of {measured.lookalikes} look-alikes, {measured.fired_share:.1%}; "
        f"at most {MOST_LOOKALIKES:.0%}{_missed(is_missed)}"
    )


def _missed(is_missed: bool) -> str:
    return "   MISSED" if is_missed else ""


def _ordinary_remarks() -> Iterator[str]:
    """The remarks of a made-up hearing in which nothing was planted."""
    from consult.sample.generator import generate
    from consult.sample.outline import outline_of_source
    from consult.sample.source import read_source

    for response in generate(outline_of_source(read_source()), count=_ORDINARY_RESPONSES, seed=12):
        for remark in response.remarks:
            if not remark.planted:
                yield remark.text
