"""The operator's handbook names every setting and every command there is."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from consult.cli import parser
from consult.commands.check import DATABASE, MACHINE

ROOT = Path(__file__).parent.parent.parent
HANDBOOK = (ROOT / "docs" / "operator.md").read_text()


def test_every_setting_the_code_reads_is_explained_and_no_other() -> None:
    settings = (ROOT / "consult" / "settings.py").read_text()
    assert set(re.findall(r"CONSULT_[A-Z_]+", HANDBOOK)) == set(
        re.findall(r"CONSULT_[A-Z_]+", settings)
    )


def test_every_command_is_explained() -> None:
    commands = re.findall(r"^    ([a-z]+) {2,}", parser().format_help(), re.MULTILINE)
    assert len(commands) > 5
    for command in commands:
        assert f"`consult {command}" in HANDBOOK


def test_every_action_on_accounts_is_explained() -> None:
    actions = re.findall(r"^    ([a-z-]+) {2,}", account_help(), re.MULTILINE)
    assert len(actions) > 3
    for action in actions:
        assert f"`consult account {action}" in HANDBOOK


def account_help() -> str:
    with pytest.raises(SystemExit), contextlib.redirect_stdout(io.StringIO()) as printed:
        parser().parse_args(["account", "--help"])
    return printed.getvalue()


def test_every_part_of_the_check_is_explained() -> None:
    rows = re.findall(r"^\| `([a-z]+)` \|", HANDBOOK, re.MULTILINE)
    assert set(rows) == {"database", *MACHINE, *DATABASE}
