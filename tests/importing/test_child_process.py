"""A converter may compute for so long and print so much; how it ends says whose fault it was."""

import sys
import tempfile
from pathlib import Path

import pytest

from consult.importing import ImportRefused, child_process
from consult.importing.child_process import ImportFault, answer


def python(code: str) -> list[str]:
    return [sys.executable, "-I", "-c", code]


def refusal(code: str, **limits: float) -> ImportRefused:
    given = {"cpu_seconds": 5, "most_bytes": 1000, **limits}
    with pytest.raises(ImportRefused) as caught:
        answer(python(code), b"", **given)  # type: ignore[arg-type]
    return caught.value


def test_the_child_is_given_the_content_and_no_environment() -> None:
    code = "import os, sys; sys.stdout.write(f'{sys.stdin.read()} {sorted(os.environ)}')"
    printed = answer(python(code), b"ord", cpu_seconds=5, most_bytes=1000).decode()
    assert printed.startswith("ord ")
    assert "PATH" not in printed


def test_a_child_that_waits_for_a_busy_machine_is_not_stopped() -> None:
    """Only what it computes is counted: here it waits longer than it may compute."""
    code = "import time; time.sleep(1.3); print('done')"
    assert answer(python(code), b"", cpu_seconds=1, most_bytes=1000) == b"done\n"


def test_a_child_that_computes_for_too_long_is_stopped() -> None:
    assert refusal("while True: pass", cpu_seconds=1).code == "too-slow"


def test_a_child_that_sleeps_for_ever_is_stopped_in_the_end() -> None:
    assert refusal("import time; time.sleep(600)", wall_seconds=0.2).code == "too-slow"


def test_a_child_has_far_longer_to_wait_than_to_compute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "WAITING", 0.04)
    assert refusal("import time; time.sleep(600)").code == "too-slow"


def test_a_child_that_prints_too_much_is_stopped() -> None:
    assert refusal("while True: print('ord ' * 1000)").code == "too-large"


def test_a_child_that_fails_could_not_read_the_file() -> None:
    assert refusal("raise SystemExit(64)").code == "unreadable"
    assert refusal("import os; os.abort()").code == "unreadable"


def test_a_child_that_ends_as_only_a_fault_of_ours_makes_it_says_so() -> None:
    with pytest.raises(ImportFault) as caught:
        answer(
            python("raise SystemExit(6)"),
            b"",
            cpu_seconds=5,
            most_bytes=1000,
            fault_statuses=frozenset([6]),
        )
    assert caught.value.code == "fault"
    assert caught.value.message.endswith(".")
    assert "6" in caught.value.kind


def test_nothing_is_left_of_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answer(python("print(1)"), b"ord", cpu_seconds=5, most_bytes=1000)
    refusal("raise SystemExit(1)")
    assert list(tmp_path.iterdir()) == []
