"""Everything `make test` checks, as one list in order, and a plain account of it at the end.

Holds which steps there are and what a step needs from the machine. Every step runs even when an
earlier one failed, so that one run shows all there is to mend. Exit 0 when all passed; under CI=true
a step or a test that was not run counts as a failure, unless it depends on a service outside.
`--static` does the quick first half alone; `--fast` what one wants to know between two edits.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from advisories import NOT_DONE
from machine import NEEDED

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON, DEPTRY = str(BIN / "python"), str(BIN / "deptry")
NO_TESTS_COLLECTED = 5
# Each process of a run of tests has its own databases; more than four wait for each other.
PROCESSES = min(max(os.cpu_count() or 1, 2), 4)
SLOWEST = 10


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code, what it printed where that was kept, and how long it took."""

    code: int
    output: str
    seconds: float


@dataclass(frozen=True)
class Step:
    """One command; ``needs`` names the program of machine.NEEDED without which it cannot run."""

    name: str
    command: list[str]
    environ: dict[str, str] = field(default_factory=dict)
    needs: str = ""

    def run(self, folder: Path, *, quiet: bool = False) -> Outcome:
        """Run it to its end, its output shown or kept; ``folder`` is for what its tests write down."""
        began = time.monotonic()
        done = subprocess.run(
            [word.replace("FOLDER", str(folder)) for word in self.command],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            text=True,
            env={**os.environ, **self.environ, "CONSULT_NOT_RUN": str(folder / "not-run")},
            check=False,
        )
        return Outcome(done.returncode, done.stdout or "", time.monotonic() - began)


def pytest(name: str, engine: str, mark: str, *options: str, needs: str = "") -> Step:
    """A run of the tests on one engine, in several processes; a file's tests stay together, in their order."""
    command = [PYTHON, "-m", "pytest", "-q", "-m", mark, f"--junit-xml=FOLDER/{name}.xml"]
    several = [f"--numprocesses={PROCESSES}", "--dist=loadfile", "--no-loadscope-reorder"]
    environ = {"CONSULT_TEST_DATABASE": engine}
    return Step(name, [*command, *several, *options], environ, needs)


QUICK = [
    Step("lint", [str(BIN / "ruff"), "check", "--quiet"]),
    Step("format", [str(BIN / "ruff"), "format", "--check", "--quiet"]),
    Step("types", [str(BIN / "mypy"), "--no-error-summary"]),
]
STATIC = [
    *QUICK,
    Step("import rules", [str(BIN / "lint-imports"), "--no-logo"]),
    Step("catalogues", [PYTHON, "locales/catalogues.py", "check"]),
    Step("licences", [PYTHON, ".ci/licences.py"]),
    Step("dependencies", [DEPTRY, "--no-ansi", "."]),
    # Tests may import what only they need; that it is declared at all is asked of them too.
    Step(
        "dependencies of the tests",
        [
            DEPTRY,
            "--no-ansi",
            "--ignore=DEP002,DEP004",
            "--exclude=^(build|node_modules|[.]venv)/",
            ".",
        ],
    ),
    Step("advisories", [PYTHON, ".ci/advisories.py"]),
    Step("secrets", [PYTHON, ".ci/secret_scan.py"]),
]
UNIT = [pytest("tests on SQLite", "sqlite", "not journey")]
TESTS = [
    *UNIT,
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
EVERYTHING = STATIC + TESTS


@dataclass
class Account:
    """How it went, step by step. ``outside`` is what a service outside would have had to answer."""

    steps: int
    failed: list[str] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def enter(self, step: Step, outcome: Outcome) -> None:
        """Say how a step ended, and remember it; one that was not done said why in its last line."""
        word = {0: "ok", NOT_DONE: "NOT RUN"}.get(outcome.code, "FAILED")
        print(f"{outcome.output}   {word}, {outcome.seconds:.1f} s", flush=True)
        if outcome.code == NOT_DONE:
            self.outside.append(f"{step.name}: {outcome.output.strip().splitlines()[-1]}")
        elif outcome.code == NO_TESTS_COLLECTED and "-m" in step.command:
            self.not_run.append(f"{step.name}: there are none")
        elif outcome.code != 0:
            self.failed.append(step.name)

    def close(self) -> int:
        """Print the outcome and give the exit code."""
        if self.not_run or self.outside:
            print("\n" + "!" * 72)
            for line in self.not_run + self.outside:
                print(f"NOT RUN  {line}")
            print("!" * 72)
        for name in self.failed:
            print(f"FAILED   {name}")
        in_ci = os.environ.get("CI") == "true"
        if self.failed or (self.not_run and in_ci):
            return 1
        incomplete = ", but see what was not run" if self.not_run or self.outside else ""
        print(f"All {self.steps} steps passed{incomplete}.")
        return 0


def main(arguments: list[str]) -> int:
    """Run the steps, then say what failed, what was not run and which tests took longest."""
    static, tests = STATIC, TESTS
    if "--static" in arguments:
        tests = []
    if "--fast" in arguments:
        static, tests = QUICK, UNIT
    account = Account(len(static) + len(tests))
    with tempfile.TemporaryDirectory() as name:
        run_side_by_side(static, Path(name), account)
        run_in_turn(tests, Path(name), account)
        print_slowest(Path(name), tests)
    if "--fast" in arguments:
        left_out = [step.name for step in EVERYTHING if step not in [*static, *tests]]
        print(f"Left out, and run by `make test`: {', '.join(left_out)}.")
    return account.close()


def run_side_by_side(steps: list[Step], folder: Path, account: Account) -> None:
    """Steps that share nothing, as many at once as there are processors; told in the order of the list."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        running = [threads.submit(step.run, folder, quiet=True) for step in steps]
        for step, outcome in zip(steps, running, strict=True):
            print(f"── {step.name} ", flush=True)
            account.enter(step, outcome.result())


def run_in_turn(steps: list[Step], folder: Path, account: Account) -> None:
    """Steps that need the whole machine."""
    absent = {name for name, is_here, _ in NEEDED if not is_here()}
    for step in steps:
        if step.needs in absent:
            account.not_run.append(f"{step.name}: {step.needs} is not on this machine")
            continue
        print(f"── {step.name} ", flush=True)
        account.enter(step, step.run(folder))
    notes = folder / "not-run"
    if notes.exists():
        account.not_run += notes.read_text(encoding="utf-8").splitlines()


def print_slowest(folder: Path, steps: list[Step]) -> None:
    """The tests that took longest, with what their fixtures took, in whichever step."""
    times = sorted((each for step in steps for each in times_of(step, folder)), reverse=True)
    if times:
        print(f"\nThe {SLOWEST} slowest tests:")
    for seconds, name in times[:SLOWEST]:
        print(f"  {seconds:6.1f} s  {name}")


def times_of(step: Step, folder: Path) -> Iterator[tuple[float, str]]:
    """Each test of a step with its seconds, from the report that pytest wrote."""
    file = folder / f"{step.name}.xml"
    if not file.exists():
        return
    for case in ElementTree.parse(file).iter("testcase"):
        path = case.get("classname", "").replace(".", "/")
        yield float(case.get("time", "0")), f"{path}.py::{case.get('name')} ({step.name})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
