"""The suite says what failed and what was not run, and is only as green as it was complete."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import suite
from advisories import NOT_DONE
from suite import Account, Step

PASSES = Step("lint", [sys.executable, "-c", "print('fine')"])
FAILS = Step("types", [sys.executable, "-c", "print('wrong'); raise SystemExit(1)"])
SILENT = Step(
    "advisories", [sys.executable, "-c", f"print('npm silent'); raise SystemExit({NOT_DONE})"]
)
EMPTY = Step("tests", [sys.executable, "-c", "raise SystemExit(5)", "-m", "journey"])
REPORT = """<testsuites><testsuite>
<testcase classname="tests.desk.test_steps" name="test_a_step[1]" time="0.5"/>
<testcase classname="tests.desk.test_steps" name="test_b" time="12.25"/>
</testsuite></testsuites>"""


@pytest.mark.parametrize(
    ("steps", "code", "code_in_ci"),
    [
        ([PASSES], 0, 0),
        ([PASSES, FAILS], 1, 1),
        ([PASSES, SILENT], 0, 0),
        ([PASSES, EMPTY], 0, 1),
    ],
)
def test_what_was_not_run_is_told_and_fails_ci_unless_a_service_outside_is_missing(
    steps: list[Step],
    code: int,
    code_in_ci: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for variable, expected in (("", code), ("true", code_in_ci)):
        monkeypatch.setenv("CI", variable)
        account = Account(len(steps))
        suite.run_side_by_side(steps, tmp_path, account)
        assert account.close() == expected
        told = capsys.readouterr().out
        assert ("FAILED   types" in told) == (FAILS in steps)
        assert ("NOT RUN  advisories: npm silent" in told) == (SILENT in steps)
        assert ("NOT RUN  tests: there are none" in told) == (EMPTY in steps)


def test_a_test_that_was_skipped_counts_as_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    (tmp_path / "not-run").write_text("sqlite: no browser\n", encoding="utf-8")
    account = Account(1)
    suite.run_in_turn([PASSES], tmp_path, account)
    assert account.not_run == ["sqlite: no browser"]
    assert account.close() == 1


def test_a_program_that_is_not_here_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suite, "NEEDED", [("Chromium", lambda: False, "chromium")])
    account = Account(1)
    suite.run_in_turn([Step("browser journeys", ["false"], needs="Chromium")], tmp_path, account)
    assert account.not_run == ["browser journeys: Chromium is not on this machine"]


def test_what_each_step_printed_stands_under_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suite.run_side_by_side([FAILS, PASSES], tmp_path, Account(2))
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(",")[0] for line in lines] == [
        "── types ", "wrong", "   FAILED", "── lint ", "fine", "   ok",
    ]  # fmt: skip


def test_the_slowest_tests_come_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tests.xml").write_text(REPORT, encoding="utf-8")
    suite.print_slowest(tmp_path, [EMPTY, PASSES])
    assert capsys.readouterr().out.splitlines()[2:] == [
        "    12.2 s  tests/desk/test_steps.py::test_b (tests)",
        "     0.5 s  tests/desk/test_steps.py::test_a_step[1] (tests)",
    ]


def test_every_test_belongs_to_a_step_of_the_suite() -> None:
    """By their marks the runs are all tests on SQLite, and those that open a database on PostgreSQL."""
    runs = {(step.environ["CONSULT_TEST_DATABASE"], step.command[5]) for step in suite.TESTS}
    assert runs == {("sqlite", "not journey"), ("postgresql", "not journey"), ("sqlite", "journey")}


def test_the_fast_run_names_what_it_leaves_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suite, "QUICK", [PASSES])
    monkeypatch.setattr(suite, "UNIT", [])
    monkeypatch.setattr(suite, "EVERYTHING", [PASSES, FAILS, SILENT])
    assert suite.main(["--fast"]) == 0
    assert "Left out, and run by `make test`: types, advisories." in capsys.readouterr().out
