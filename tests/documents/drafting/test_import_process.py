"""A fault of ours in reading a file is told to the operator, and no words of the file with it."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys

import pytest

from consult.documents.drafting import import_process
from consult.documents.drafting.import_process import read_in_process
from consult.importing import ImportRefused

pytestmark = pytest.mark.anyio

FAULTY_CHILD = """
from consult.documents.drafting import import_process
from consult.importing.child_process import ImportFault

def read_draft(*_arguments, **_options):
    raise {error}

import_process.read_draft = read_draft
import_process.main("plan.txt", "")
"""


def child(error: str) -> bytes:
    """What the child says when our reader fails so."""
    command = [sys.executable, "-c", FAULTY_CHILD.format(error=error)]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("KeyError('hemmelige ord')", "KeyError"),
        ("ImportFault('pdf_child: KeyError')", "pdf_child: KeyError"),
    ],
    ids=["reader", "converter"],
)
async def test_a_fault_is_no_damaged_file_and_stands_in_the_log(
    error: str, kind: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    said = child(error)
    assert json.loads(said) == {"fault": kind}

    async def answer(*_arguments: str) -> bytes:
        return said

    monkeypatch.setattr(import_process, "_answer", answer)
    with caplog.at_level(logging.ERROR), pytest.raises(ImportRefused) as refused:
        await read_in_process(b"hemmelige ord", "plan.txt")
    assert refused.value.code == "fault"
    assert kind in caplog.text
    assert "hemmelige" not in caplog.text


async def test_a_file_that_takes_too_much_memory_is_too_large() -> None:
    assert json.loads(child("MemoryError"))["refused"][0] == "too-large"


async def test_a_child_that_cannot_start_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with caplog.at_level(logging.ERROR), pytest.raises(ImportRefused) as refused:
        await read_in_process(b"ord", "plan.txt")
    assert refused.value.code == "fault"
    assert "status 1" in caplog.text


async def test_only_what_it_computes_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of the processor's time is no limit on how long a busy machine may take."""
    monkeypatch.setattr(import_process, "SECONDS", 0.01)
    assert (await read_in_process(b"# x\n\ny", "x.md")).sections
