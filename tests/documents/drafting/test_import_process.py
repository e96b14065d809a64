"""A fault of ours in reading a file is told to the operator, and no words of the file with it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest

from consult.documents.drafting import import_process
from consult.documents.drafting.import_process import read_in_process
from consult.importing import ImportRefused

pytestmark = pytest.mark.anyio

FAULTY_CHILD = """
from consult.documents.drafting import import_process

def read_draft(*_arguments, **_options):
    raise KeyError("hemmelige ord")

import_process.read_draft = read_draft
import_process.main("plan.txt", "")
"""


@pytest.fixture
def said() -> bytes:
    """What the child says when our reader fails."""
    command = [sys.executable, "-c", FAULTY_CHILD]
    return subprocess.run(command, capture_output=True, check=True).stdout


async def test_a_fault_is_an_unreadable_file_and_stands_in_the_log(
    said: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert json.loads(said) == {"fault": "KeyError"}

    async def answer(*_arguments: str) -> bytes:
        return said

    monkeypatch.setattr(import_process, "_answer", answer)
    with caplog.at_level(logging.ERROR), pytest.raises(ImportRefused) as refused:
        await read_in_process(b"hemmelige ord", "plan.txt")
    assert refused.value.code == "unreadable"
    assert "KeyError" in caplog.text
    assert "hemmelige" not in caplog.text
