"""What holds for every rule together: order, places, purity and the bound on the work."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import moderation.screening
from moderation.screening import NOT_JUDGED, screen
from moderation.screening.folded import MOST_CANDIDATES, Folded

MEGABYTE = 1_000_000
LARGE = 50_000
HOSTILE = [
    "1", "12 ", "010190-", "01 ", "0101901234", "@", "a@", "a.", "a@b.", "x", "+45 ", "vej 1 ",
    "jeg har ", "min mand har ", "hvis ", "gade 1 ", "0 1 ", "toogtyve ", "a at ", "010190 sidste ", "jeg vil ", "O",
    "\u200b", "0\u200b", "٠", "é", " ", "-", "(at)", "12345678 ", "\ud800", "a@b.c" + "d" * 40,
]  # fmt: skip


def modules() -> list[str]:
    found = pkgutil.iter_modules(moderation.screening.__path__, "moderation.screening.")
    return ["moderation.screening", *(module.name for module in found)]


def patterns() -> dict[str, re.Pattern[str]]:
    return {
        f"{name}.{attribute}": value
        for name in modules()
        for attribute, value in vars(importlib.import_module(name)).items()
        if isinstance(value, re.Pattern)
    }


def work(text: str) -> int:
    """How many calls of functions, ours and C's, screening the text takes."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        screen(text)
    finally:
        sys.setprofile(None)
    return calls


def test_an_empty_text_and_plain_prose_have_no_findings() -> None:
    assert screen("") == []
    assert screen("Vi takker for udkastet og foreslår 3 ændringer på side 12, linje 7.") == []


def test_findings_come_in_the_order_of_the_text_whatever_the_rule() -> None:
    text = "tlf. 23456789, anna@example.dk, 010190-1234, Prøvevej 7, 9999 Prøveby, 22334455"
    assert [finding.rule for finding in screen(text)] == [
        "phone",
        "email",
        "cpr",
        "address",
        "phone",
    ]


def test_a_cpr_number_used_as_a_mailbox_is_both() -> None:
    assert [finding.rule for finding in screen("010190-1234@example.dk")] == ["cpr", "email"]


@given(st.text(alphabet=st.sampled_from("0123456789 .-+@abvej\u200b٠\n,()|é🍎"), max_size=200))
def test_places_lie_in_the_text_and_the_answer_is_always_the_same(text: str) -> None:
    findings = screen(text)
    assert findings == screen(text)
    assert findings == sorted(findings, key=lambda f: (f.start, f.end, f.rule))
    for finding in findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start] not in "\u200b \n"
        assert text[finding.end - 1] not in "\u200b \n"


@given(st.text(max_size=200))
def test_any_text_at_all_is_screened_without_trouble(text: str) -> None:
    screen(text)


@given(st.text(max_size=100))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = Folded.of(text)
    assert len(folded.text) == len(folded.origins)
    assert list(folded.origins) == sorted(set(folded.origins))
    assert all(
        plain == text[place] or not text[place].isascii()
        for plain, place in zip(folded.text, folded.origins, strict=True)
    )


@pytest.mark.parametrize("name", sorted(patterns()))
def test_no_pattern_can_run_further_than_a_bounded_way_from_where_it_stands(name: str) -> None:
    # With a finite width and one pass over the text, the cost is a constant for each character.
    # A run that is taken whole from its beginning, and never given back, is looked at once as well.
    pattern = re.sub(r"\(\?<!(\[[^\]]+\])\)\(\?P<run>\1\+\+\)", "c", patterns()[name].pattern)
    without_classes = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]", "c", pattern)
    assert re.findall(r"[*+]|\{\d*,\}", without_classes) == []


# Counted in calls, not in seconds: a slow machine must not fail it, a quadratic rule must.
@pytest.mark.parametrize(
    ("unit", "length"),
    [
        *((unit, LARGE) for unit in HOSTILE),
        *((unit, MEGABYTE) for unit in ("1", "a@b.", "010190-")),
    ],
)
def test_a_long_line_costs_ten_times_a_tenth_of_it(unit: str, length: int) -> None:
    tenth = work((unit * length)[: length // 10])
    whole = work((unit * length)[:length])
    assert whole <= 11 * tenth + 1000


@pytest.mark.parametrize(
    ("unit", "rule"),
    [
        ("010190-1234 ", "cpr"),
        ("a@b.dk ", "email"),
        ("23456789 ", "phone"),
        ("Avej 1, 2000 By ", "address"),
    ],
)
def test_what_is_too_dense_to_be_judged_is_said_to_be_unread(unit: str, rule: str) -> None:
    text = unit * 1000
    found = [finding for finding in screen(text) if finding.rule == rule]
    assert len(found) == MOST_CANDIDATES + 1
    assert found[-1].hint == NOT_JUDGED
    assert found[-1].start <= found[-2].end + 2
    assert found[-1].end == len(text.rstrip())


def test_a_rule_that_stops_does_not_stop_the_others() -> None:
    text = "23456789 " * 1000 + "anna@example.dk"
    assert "email" in {finding.rule for finding in screen(text)}


def test_screening_imports_nothing_of_ours() -> None:
    folder = Path(moderation.screening.__file__ or "").parent
    names = {
        name
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    ours = {name for name in names if name.split(".")[0] in ("consult", "moderation")}
    assert ours
    assert all(name.startswith("moderation.screening") for name in ours)
