"""Everything `make test` checks, as one list in order, and a plain account of it at the end.

Holds which steps there are and what a step needs from the machine. Every step runs even when an
earlier one failed, so that one run shows all there is to mend. Exit 0 when all passed; under CI=true
a step or a test that was not run counts as a failure. `--static` does the quick first half alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from machine import NEEDED

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NO_TESTS_COLLECTED = 5


@dataclass(frozen=True)
class Step:
    """One command; ``needs`` names the program of machine.NEEDED without which it cannot run."""

    name: str
    command: list[str]
    environ: dict[str, str] = field(default_factory=dict)
    needs: str = ""


def pytest(name: str, engine: str, mark: str, *options: str, needs: str = "") -> Step:
    """A run of the tests on one engine."""
    return Step(
        name,
        [str(BIN / "python"), "-m", "pytest", "-q", "-m", mark, *options],
        {"CONSULT_TEST_DATABASE": engine},
        needs,
    )


STATIC = [
    Step("lint", [str(BIN / "ruff"), "check", "--quiet"]),
    Step("format", [str(BIN / "ruff"), "format", "--check", "--quiet"]),
    Step("types", [str(BIN / "mypy"), "--no-error-summary"]),
    Step("import rules", [str(BIN / "lint-imports"), "--no-logo"]),
    Step("catalogues", [str(BIN / "python"), "locales/catalogues.py", "check"]),
    Step("licences", [str(BIN / "python"), ".ci/licences.py"]),
]
TESTS = [
    pytest("tests on SQLite", "sqlite", "not journey"),
    pytest("tests on PostgreSQL", "postgresql", "not journey", needs="PostgreSQL"),
    # Python 3.11 can stumble over its own syntax trees when pytest reports what was left open while it
    # already reports a failure, and would then hide the failure.
    pytest(
        "browser journeys",
        "sqlite",
        "journey",
        "-p",
        "no:unraisableexception",
        "--tb=native",
        needs="Chromium",
    ),
]


def main(arguments: list[str]) -> int:
    """Run the steps, then say what failed and what was not run."""
    steps = STATIC if "--static" in arguments else STATIC + TESTS
    absent = {name for name, is_here, _ in NEEDED if not is_here()}
    failed, not_run = [], []
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "not-run"
        for step in steps:
            if step.needs in absent:
                not_run.append(f"{step.name}: {step.needs} is not on this machine")
                continue
            code = run(step, notes)
            if code == NO_TESTS_COLLECTED and "-m" in step.command:
                not_run.append(f"{step.name}: there are none")
            elif code != 0:
                failed.append(step.name)
        if notes.exists():
            not_run += notes.read_text(encoding="utf-8").splitlines()
    return account(len(steps), failed, not_run)


def run(step: Step, notes: Path) -> int:
    """Run one step with its output shown, and give its exit code."""
    print(f"── {step.name} ", flush=True)
    began = time.monotonic()
    code = subprocess.run(
        step.command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **step.environ, "CONSULT_NOT_RUN": str(notes)},
        check=False,
    ).returncode
    print(f"   {'ok' if code == 0 else 'FAILED'}, {time.monotonic() - began:.1f} s", flush=True)
    return code


def account(steps: int, failed: list[str], not_run: list[str]) -> int:
    """Print the outcome and give the exit code."""
    if not_run:
        print("\n" + "!" * 72)
        for line in not_run:
            print(f"NOT RUN  {line}")
        print("!" * 72)
    for name in failed:
        print(f"FAILED   {name}")
    counted_as_failed = bool(failed) or (bool(not_run) and os.environ.get("CI") == "true")
    if not counted_as_failed:
        print(f"All {steps} steps passed{', but see what was not run' if not_run else ''}.")
    return 1 if counted_as_failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
