"""The operator's handbook names every setting and every command there is."""

from __future__ import annotations

import re
from pathlib import Path

from consult.cli import parser

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
